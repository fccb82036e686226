import Model

/// A feed in the plan.
struct FeedState: Sendable {
  var listed: ListedSettings
  private var folded: FoldedMemory
  /// None or one: unfolded from its start, or its first change, until `fold`.
  private var open: [FeedMemory] = []
  /// Index of its host.
  var host: Int
  /// Index of the host that it is asked at, or waits for after a redirect.
  var place = 0
  /// What that host lets it wait for.
  var wait: HostWait?
  /// From the feed's identity: 0 ..< 1, the same for ever.
  var jitter: Double { jitterOf(listed.settings.url) }

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
    folded = memory
    self.host = host
  }

  @inline(__always) var settings: FeedSettings { listed.settings }

  /// Of a folded one reading unfolds a copy, about a microsecond; changing unfolds it until `fold`.
  /// Changed in place, since to copy a memory is to count a dozen references.
  var memory: FeedMemory {
    get { open.isEmpty ? folded.unfolded(for: settings.id) : open[0] }
    @inline(__always) _modify {
      unfold()
      yield &open[0]
    }
  }

  /// A part of the memory. Of an unfolded one nothing else is copied, as it is by `memory`.
  @inline(__always)
  func recall<Part>(_ part: (FeedMemory) -> Part) -> Part {
    open.isEmpty ? part(folded.unfolded(for: settings.id)) : part(open[0])
  }

  /// To be called when the memory is about to be needed.
  mutating func unfold() {
    if open.isEmpty { open.append(folded.unfolded(for: settings.id)) }
  }

  /// To be called when the memory is not needed for a while. Returns it, folded.
  @discardableResult
  mutating func fold() -> FoldedMemory {
    if let memory = open.popLast() {
      open = []
      folded.fold(memory)
    }
    return folded
  }

  var isGone: Bool { open.isEmpty ? folded.isGone : open[0].isGone }
  var isFailing: Bool { open.isEmpty ? folded.isFailing : open[0].failures > 0 }
  var wasRead: Bool { open.isEmpty ? folded.wasRead : open[0].lastBody != nil }

  /// Whether a redirect for good was met, or followed.
  var isOnTheMove: Bool {
    nextMove != nil || (open.isEmpty ? folded.hasMove : open[0].move != nil)
  }

  /// The address to ask.
  var address: String {
    guard !open.isEmpty || folded.hasMove, let move = recall(\.move), move.isConfirmed else {
      return settings.url
    }
    return move.to
  }

  var isPlanned: Bool { settings.isEnabled && !isGone && !isRemoved }
}

/// 0 ..< 1, from FNV-1a of the bytes.
func jitterOf(_ text: String) -> Double {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  hash ^= hash >> 32
  return Double((hash &* 0x9e37_79b9_7f4a_7c15) >> 11) / Double(1 << 53)
}
