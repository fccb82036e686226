import Model

/// Tells our own network's failure from theirs: when every host fails and none answers, it is ours.
struct Outage: Sendable {
  /// Feeds whose way failed since a host last answered, as they were before.
  private(set) var suspects: [Int: FoldedMemory] = [:]
  private var hosts: Set<Int> = []
  private var since: Timestamp?
  /// The uptime at which a host last answered.
  private var lastAnswer: Duration?
  private(set) var isDown = false

  /// So many hosts must fail, or all when there are fewer; of a single one nothing can be told.
  static let enoughHosts = 10

  /// A host answered, whatever it said. Returns since when the network was down, if it was.
  mutating func answered(at now: Duration) -> Timestamp? {
    defer { lastAnswer = now }
    guard !suspects.isEmpty || isDown else { return nil }
    defer { self = Outage() }
    return isDown ? since : nil
  }

  /// The way to a host failed, of a poll that was started then (uptime). Returns true when that makes
  /// it an outage.
  mutating func failed(
    _ feed: Int, _ memory: FoldedMemory, host: Int, hosts total: Int, started: Duration,
    at now: Timestamp
  ) -> Bool {
    if suspects[feed] == nil { suspects[feed] = memory }
    // A host that hung while another answered says nothing of the network.
    if let lastAnswer, started < lastAnswer { return false }
    hosts.insert(host)
    since = since ?? now
    guard !isDown, hosts.count >= max(2, min(Self.enoughHosts, total)) else { return false }
    isDown = true
    return true
  }

  var start: Timestamp? { since }

  mutating func forget(_ feed: Int) { suspects[feed] = nil }
}
