import Model

/// A feed in the plan.
struct FeedState: Sendable {
  var settings: FeedSettings
  var memory: FeedMemory
  /// Index of its host.
  var host: Int
  /// From the feed's identity: 0 ..< 1, the same for ever.
  let jitter: Double

  /// The uptime at which it should be asked; nil: not planned (gone, disabled).
  var deadline: Duration?
  var turn: UInt32 = 0
  var phase = Phase.waiting
  /// Uptime of the last start, and of when it should have been.
  var started: Duration?
  var scheduled: Duration = .zero
  var isDemanded = false
  /// Removed from the configuration while in flight.
  var isRemoved = false
  /// A permanent redirect away from an address that itself was moved to.
  var nextMove: FeedMemory.Move?
  /// The next document comes from another address: nothing known in it is no gap.
  var didMove = false

  enum Phase: Sendable {
    case waiting
    /// Due, in its host's queue.
    case queued
    case inFlight
    /// Served by the fetch of another feed.
    case sharing
  }

  init(settings: FeedSettings, memory: FeedMemory, host: Int) {
    self.settings = settings
    self.memory = memory
    self.host = host
    jitter = jitterOf(settings.url)
  }

  /// The address to ask.
  var address: String {
    if let move = memory.move, move.isConfirmed { return move.to }
    return settings.url
  }

  var isPlanned: Bool { settings.isEnabled && !memory.isGone && !isRemoved }
}

/// 0 ..< 1, from FNV-1a of the bytes.
func jitterOf(_ text: String) -> Double {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  hash ^= hash >> 32
  return Double((hash &* 0x9e37_79b9_7f4a_7c15) >> 11) / Double(1 << 53)
}
