import Model

/// A feed in the plan.
struct FeedState: Sendable {
  var listed: ListedSettings
  var memory: FoldedMemory
  /// Index of its host.
  var host: Int
  /// Index of the host that it is asked at, or waits for after a redirect.
  var place = 0
  /// What that host lets it wait for.
  var wait: HostWait?
  /// From the feed's identity: 0 ..< 1, the same for ever.
  @inline(__always) var jitter: Double { jitterOf(listed.settings.url) }

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
    /// Led on by a redirect, in the queue of the host at its `place`.
    case led
    /// Served by the fetch of another feed.
    case sharing
  }

  init(_ listed: ListedSettings, memory: FoldedMemory, host: Int) {
    self.listed = listed
    self.memory = memory
    self.host = host
  }

  @inline(__always) var settings: FeedSettings { listed.settings }

  var validators: Validators? {
    @inline(__always) get { memory.validators(of: settings.id) }
    set { memory.set(newValue, of: settings.id) }
  }

  @inline(__always) var isFailing: Bool { memory.failures > 0 }

  /// Whether a redirect for good was met, or followed.
  @inline(__always) var isOnTheMove: Bool { nextMove != nil || memory.hasMove }

  /// The address to ask.
  @inline(__always) var address: String {
    guard memory.hasMove, let move = memory.move, move.isConfirmed else { return settings.url }
    return move.to
  }

  @inline(__always) var isPlanned: Bool { settings.isEnabled && !memory.isGone && !isRemoved }
}

/// 0 ..< 1, from FNV-1a of the bytes.
func jitterOf(_ text: String) -> Double {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  hash ^= hash >> 32
  return Double((hash &* 0x9e37_79b9_7f4a_7c15) >> 11) / Double(1 << 53)
}
