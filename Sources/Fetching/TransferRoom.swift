import Glibc
import Model

/// How many transfers may be under way at once.
struct TransferRoom: Sendable {
  /// Of those that do not wait for their hosts.
  var busy: Int
  /// Of all.
  var all: Int

  init(_ settings: FetchSettings) {
    busy = max(1, min(settings.concurrency, Self.descriptors / 3))
    all = max(1, Self.descriptors)
  }

  /// A socket each, three more while a name is looked up or addresses race; and what the rest of the
  /// process needs is left.
  static var descriptors: Int {
    var limit = rlimit()
    let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
    return (isKnown ? Int(clamping: limit.rlim_cur) : 256) - 120
  }
}
