internal import CSystemd
internal import Glibc

/// The service manager, told how we are: sd_notify(3). Does nothing outside a service.
struct ServiceManager: Sendable {
  /// Half of what the manager allows between two signs of life; nil without a watchdog.
  let watchdogInterval: Duration?

  init() {
    var microseconds: UInt64 = 0
    watchdogInterval =
      sd_watchdog_enabled(0, &microseconds) > 0 && microseconds > 0
      ? .microseconds(Int64(clamping: microseconds / 2)) : nil
  }

  func ready(status: String) { notify("READY=1\nSTATUS=\(status)") }

  func status(_ status: String) { notify("STATUS=\(status)") }

  /// `Type=notify` with `ExecReload=kill -HUP`: the manager shows that a reload is under way.
  func reloading() {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    notify(
      "RELOADING=1\nMONOTONIC_USEC=\(Int64(time.tv_sec) &* 1_000_000 &+ Int64(time.tv_nsec) / 1000)"
    )
  }

  func stopping() { notify("STOPPING=1\nSTATUS=stopping") }

  func alive() { notify("WATCHDOG=1") }

  private func notify(_ state: String) { sd_notify(0, state) }
}
