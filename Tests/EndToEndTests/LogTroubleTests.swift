import Foundation
import TestSupport
import Testing

/// A small file system of its own, where this process may mount one.
final class SmallDisk: Sendable {
  static let isPossible: Bool = {
    let folder = TemporaryFolder()
    guard mount("tmpfs", folder.path, "tmpfs", 0, "size=64k") == 0 else { return false }
    umount(folder.path)
    return true
  }()

  let path: String

  init(at path: String, kilobytes: Int) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k") == 0 else {
      throw NeverHappened(description: "mount: \(String(cString: strerror(errno)))")
    }
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }

  func makeReadOnly(_ isReadOnly: Bool) -> Bool {
    let flags = Int(MS_REMOUNT) | (isReadOnly ? Int(MS_RDONLY) : 0)
    return mount("tmpfs", path, "tmpfs", UInt(flags), nil) == 0
  }

  /// Writes until nothing more fits.
  func fill() {
    let descriptor = open(path + "/filler", O_WRONLY | O_CREAT, 0o600)
    let chunk = [UInt8](repeating: 0x78, count: 512)
    while write(descriptor, chunk, chunk.count) > 0 {}
    close(descriptor)
  }

  func drain() { unlink(path + "/filler") }
}

@Suite(.turnstile) struct `Logs that cannot be written` {
  private let bureau: Bureau
  private let press: SteadyPress

  init() throws {
    bureau = try Bureau()
    press = SteadyPress(
      on: bureau.server, newspapers: 1, interval: .milliseconds(100), window: 1000)
    try bureau.configure(feeds: press.paths, watchlists: SteadyPress.watchlists)
  }

  /// Stops the press, waits until all of it is reported from number `first` on, and ends the watch.
  private func end(_ program: Program, from first: Int = 1) async throws {
    press.stop()
    let all = press.expected(press.published).count
    try await eventually("all is written; it said: \(program.errors)", watching: bureau.alertFolder)
    {
      bureau.alerts.alerts.last?.seq == all
    }
    program.send(SIGTERM)
    #expect(try await program.ending().code == 0)
    let alerts = bureau.alerts
    #expect(alerts.malformed == [])
    #expect(alerts.alerts.map(\.seq) == Array((alerts.alerts.first?.seq ?? 0)...all))
    #expect((alerts.alerts.first?.seq ?? .max) <= first)
    let lines = bureau.log("alerts.log").split(separator: "\n")
    // Each log had its own last line when the trouble began.
    let numbers = lines.map { $0.split(separator: "#").last.flatMap { Int($0) } ?? -1 }
    #expect(numbers == Array((numbers.first ?? 0)...all))
    #expect((numbers.first ?? .max) <= first)
  }

  /// Lines on stderr about the logs.
  private func complaints(_ program: Program) -> Int {
    program.errors.split(separator: "\n").filter { $0.contains("alerts") }.count
  }

  @Test func `a folder that is in the way is told, and all is written once it has gone`()
    async throws
  {
    try bureau.folder.write("in the way", as: "alerts")
    let program = try await bureau.watch()
    try await program.says("alerts")
    let asked = bureau.server.requests().count
    try await eventually("it is asked on") { bureau.server.requests().count > asked + 2 }

    unlink(bureau.alertFolder)

    try await end(program)
    #expect(complaints(program) < 20, "\(program.errors)")
  }

  @Test func `a folder that vanishes is made again`() async throws {
    let program = try await bureau.watch()
    try await bureau.alerts(reach: 3)
    let moved = bureau.folder.file("moved")

    #expect(rename(bureau.alertFolder, moved) == 0)

    try await eventually("the folder is back", watching: bureau.folder.path) {
      !bureau.alerts.alerts.isEmpty
    }
    let before = AlertLines(folder: moved)
    #expect(before.malformed == [])
    try await end(program, from: (before.alerts.last?.seq ?? 0) + 1)
  }

  @Test(.enabled(if: SmallDisk.isPossible, "no right to mount"))
  func `a read-only disk is told, and all is written once it is writable`() async throws {
    let disk = try SmallDisk(at: bureau.alertFolder, kilobytes: 4096)
    let program = try await bureau.watch()
    try await bureau.alerts(reach: 3)
    // While a line is being written it is busy.
    try await eventually("it is read-only") { disk.makeReadOnly(true) }
    try await program.says("Read-only file system")
    let asked = bureau.server.requests().count
    try await eventually("it is asked on") { bureau.server.requests().count > asked + 2 }

    #expect(disk.makeReadOnly(false))

    try await end(program)
    #expect(complaints(program) < 20, "\(program.errors)")
  }

  @Test(.enabled(if: SmallDisk.isPossible, "no right to mount"))
  func `a full disk is told, and all is written once there is room`() async throws {
    let disk = try SmallDisk(at: bureau.alertFolder, kilobytes: 512)
    let program = try await bureau.watch()
    try await bureau.alerts(reach: 3)
    disk.fill()
    try await program.says("No space left on device")
    let asked = bureau.server.requests().count
    try await eventually("it is asked on") { bureau.server.requests().count > asked + 3 }

    disk.drain()

    try await end(program)
    #expect(complaints(program) < 20, "\(program.errors)")
  }

  @Test(.enabled(if: SmallDisk.isPossible, "no right to mount"))
  func `a full disk under the ledger is told, and nothing is lost`() async throws {
    // Room for the journal of SQLite too, which is taken in at 4 MB.
    let disk = try SmallDisk(at: bureau.folder.file("state"), kilobytes: 16 * 1024)
    try bureau.configure(
      feeds: press.paths, watchlists: SteadyPress.watchlists,
      more: #""state": "state/guetteur.db""#)
    let program = try await bureau.watch()
    try await bureau.alerts(reach: 3)
    disk.fill()
    try await program.says("guetteur.db")
    #expect(!program.hasEnded)

    disk.drain()

    try await end(program)
  }

  @Test func `kill -9 while the logs cannot be written loses nothing`() async throws {
    let first = try await bureau.watch()
    try await bureau.alerts(reach: 2)
    rename(bureau.alertFolder, bureau.folder.file("moved"))
    try bureau.folder.write("in the way", as: "alerts")
    try await first.says("alerts")
    try await first.kill()
    unlink(bureau.alertFolder)
    rename(bureau.folder.file("moved"), bureau.alertFolder)

    let second = try await bureau.watch()

    try await end(second)
  }

  @Test func `a limit on the size of files ends nothing`() async throws {
    try bureau.configure(
      feeds: press.paths, watchlists: SteadyPress.watchlists,
      more: #""archive": { "keep": "0s" }"#)
    let program = try await bureau.watch()
    try await bureau.alerts(reach: 3)
    let size = bureau.log("alerts.jsonl").utf8.count
    limitFiles(of: program.pid, to: "\(size + 700)")
    try await program.says("nothing is lost")

    limitFiles(of: program.pid, to: "unlimited")

    try await end(program)
  }

  @Test func `a torn last line is mended`() async throws {
    let first = try await bureau.watch()
    try await eventually("two alerts in both") {
      ["alerts.jsonl", "alerts.log"].allSatisfy { bureau.log($0).split(separator: "\n").count > 1 }
    }
    try await first.kill()
    for name in ["alerts.jsonl", "alerts.log"] {
      let path = bureau.alertFolder + "/" + name
      let half = text(of: path).utf8.count - 40
      #expect(truncate(path, half) == 0)
    }

    let second = try await bureau.watch()

    try await end(second)
  }

  /// By prlimit(1), since the overlay leaves out prlimit(2).
  private func limitFiles(of pid: pid_t, to bytes: String) {
    _ = output(of: "prlimit --pid \(pid) --fsize=\(bytes):unlimited")
  }
}
