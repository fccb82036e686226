/// When libcurl is to look through the names that it has looked up for those that are too old.
///
/// It would do so at the end of each transfer (`Curl_hostcache_prune`), which for a transfer is as much
/// work as there are names: of 10,000 hosts more than all the rest. So most transfers take what is there
/// (`CURLOPT_DNS_CACHE_TIMEOUT` -1), for a while after one has looked.
struct NameUpkeep {
  /// Seconds. An address is kept for twice as long at most.
  private static let longest = 15

  /// Monotonic milliseconds.
  private var last: Int64?

  /// `CURLOPT_DNS_CACHE_TIMEOUT` of a transfer that begins `now`, in seconds.
  func timeout(at now: Int64) -> Int {
    guard let last, now - last < Int64(Self.longest) * 1000 else { return Self.longest }
    return -1
  }

  /// A transfer with that time-out has ended well, and with it the look.
  mutating func note(_ timeout: Int, at now: Int64) {
    if timeout > 0 { last = now }
  }
}
