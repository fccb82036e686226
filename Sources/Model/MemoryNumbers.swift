/// The numbers of a memory, and how long its texts are: what stands at fixed places.
struct MemoryNumbers: BitwiseCopyable {
  /// The form in the lowest byte, above it a bit for each `Mark`.
  private var marks = Self.form
  private var firstPoll: Int64 = 0
  private(set) var lastPoll: Int64 = 0
  private var lastSuccess: Int64 = 0
  private var lastBody: Int64 = 0
  private(set) var nextPoll: Int64 = 0
  private var failingSince: Int64 = 0
  private var lastNews: Int64 = 0
  private var moveSeen: Int64 = 0
  private var gapFrom: Int64 = 0
  private var gapTo: Int64 = 0
  /// Nanoseconds.
  private(set) var interval: Int64 = 0
  private var hintInterval: Int64 = 0
  private(set) var failures: Int64 = 0
  private var windowSize: Int64 = 0
  var entriesSeen: Int64 = 0
  var alerts: Int64 = 0
  private var bodyHash: UInt64 = 0
  private var observedDays: UInt64 = 0
  /// Bits.
  private var skipHours: UInt32 = 0
  private var skipDays: UInt32 = 0
  /// Bytes.
  private(set) var title: UInt32 = 0
  private(set) var reason: UInt32 = 0
  private(set) var error: UInt32 = 0
  private(set) var validatorsURL: UInt32 = 0
  private(set) var etag: UInt32 = 0
  private(set) var lastModified: UInt32 = 0
  private(set) var moveTo: UInt32 = 0
  /// Weights.
  private(set) var rhythm: UInt32 = 0

  private static let form: UInt64 = 1

  enum Mark: UInt64 {
    case gone = 8
    case troubleTold, silenceTold
    case error, validators, etag, lastModified, move, moveConfirmed, gap
    case bodyHash, interval, hintInterval
    case firstPoll, lastPoll, lastSuccess, lastBody, nextPoll, failingSince, lastNews
    case isUpdatePeriod
  }

  var isOfThisForm: Bool { marks & 0xff == Self.form }

  /// Of the texts and the rhythm.
  var bytesBehind: Int {
    [title, reason, error, validatorsURL, etag, lastModified, moveTo].reduce(4 * Int(rhythm)) {
      $0 + Int($1)
    }
  }

  func has(_ mark: Mark) -> Bool { marks >> mark.rawValue & 1 == 1 }

  func time(_ mark: Mark, _ milliseconds: Int64) -> Timestamp? {
    has(mark) ? Timestamp(milliseconds: milliseconds) : nil
  }

  private mutating func note(_ mark: Mark, _ isSo: Bool) {
    if isSo { marks |= 1 << mark.rawValue }
  }

  private mutating func note(_ mark: Mark, _ time: Timestamp?) -> Int64 {
    note(mark, time != nil)
    return time?.milliseconds ?? 0
  }

  private mutating func note(_ mark: Mark, _ duration: Duration?) -> Int64 {
    note(mark, duration != nil)
    return duration?.inNanoseconds ?? 0
  }

  init(_ memory: FeedMemory) {
    note(.gone, memory.isGone)
    note(.troubleTold, memory.isTroubleTold)
    note(.silenceTold, memory.isSilenceTold)
    firstPoll = note(.firstPoll, memory.firstPoll)
    lastPoll = note(.lastPoll, memory.lastPoll)
    lastSuccess = note(.lastSuccess, memory.lastSuccess)
    lastBody = note(.lastBody, memory.lastBody)
    nextPoll = note(.nextPoll, memory.nextPoll)
    failingSince = note(.failingSince, memory.failingSince)
    lastNews = note(.lastNews, memory.lastNews)
    interval = note(.interval, memory.interval)
    hintInterval = note(.hintInterval, memory.hints.interval)
    note(.isUpdatePeriod, memory.hints.isUpdatePeriod)
    skipHours = bits(memory.hints.skipHours)
    skipDays = bits(memory.hints.skipDays)
    gapFrom = note(.gap, memory.gap?.from)
    gapTo = memory.gap?.to.milliseconds ?? 0
    note(.bodyHash, memory.bodyHash != nil)
    bodyHash = memory.bodyHash ?? 0
    failures = Int64(memory.failures)
    windowSize = Int64(memory.windowSize)
    entriesSeen = memory.entriesSeen
    alerts = memory.alerts
    observedDays = memory.observedDays.bitPattern
    title = UInt32(clamping: memory.title.utf8.count)
    reason = UInt32(clamping: memory.nextReason.utf8.count)
    note(.error, memory.lastError != nil)
    error = UInt32(clamping: memory.lastError?.utf8.count ?? 0)
    rhythm = UInt32(clamping: memory.rhythm.count)
    if let move = memory.move { fold(move) }
    if let validators = memory.validators { fold(validators, of: memory.feed) }
  }

  private mutating func fold(_ move: FeedMemory.Move) {
    moveSeen = note(.move, move.firstSeen)
    note(.moveConfirmed, move.isConfirmed)
    moveTo = UInt32(clamping: move.to.utf8.count)
  }

  private mutating func fold(_ validators: Validators, of feed: FeedID) {
    note(.validators, true)
    validatorsURL = validators.url == feed.url ? 0 : UInt32(clamping: validators.url.utf8.count)
    note(.etag, validators.etag != nil)
    etag = UInt32(clamping: validators.etag?.count ?? 0)
    note(.lastModified, validators.lastModified != nil)
    lastModified = UInt32(clamping: validators.lastModified?.count ?? 0)
  }

  /// All but texts and rhythm.
  func unfold(into memory: inout FeedMemory) {
    memory.isGone = has(.gone)
    memory.isTroubleTold = has(.troubleTold)
    memory.isSilenceTold = has(.silenceTold)
    memory.firstPoll = time(.firstPoll, firstPoll)
    memory.lastPoll = time(.lastPoll, lastPoll)
    memory.lastSuccess = time(.lastSuccess, lastSuccess)
    memory.lastBody = time(.lastBody, lastBody)
    memory.nextPoll = time(.nextPoll, nextPoll)
    memory.failingSince = time(.failingSince, failingSince)
    memory.lastNews = time(.lastNews, lastNews)
    if has(.interval) { memory.interval = .nanoseconds(interval) }
    if has(.hintInterval) { memory.hints.interval = .nanoseconds(hintInterval) }
    memory.hints.isUpdatePeriod = has(.isUpdatePeriod)
    memory.hints.skipHours = numbers(skipHours)
    memory.hints.skipDays = numbers(skipDays)
    if let from = time(.gap, gapFrom) {
      memory.gap = FeedMemory.Gap(from: from, to: Timestamp(milliseconds: gapTo))
    }
    if has(.bodyHash) { memory.bodyHash = bodyHash }
    memory.failures = Int(clamping: failures)
    memory.windowSize = Int(clamping: windowSize)
    memory.entriesSeen = entriesSeen
    memory.alerts = alerts
    memory.observedDays = Double(bitPattern: observedDays)
    if let seen = time(.move, moveSeen) {
      memory.move = FeedMemory.Move(to: "", firstSeen: seen, isConfirmed: has(.moveConfirmed))
    }
  }
}

/// Hours and days of the week, few and small, as bits.
private func bits(_ numbers: Set<Int>) -> UInt32 {
  numbers.reduce(0) { 0..<32 ~= $1 ? $0 | 1 << UInt32($1) : $0 }
}

private func numbers(_ bits: UInt32) -> Set<Int> {
  bits == 0 ? [] : Set((0..<32).filter { bits >> UInt32($0) & 1 == 1 })
}

extension Duration {
  fileprivate var inNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, tooMuch) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
    return overflow || tooMuch ? (seconds < 0 ? .min : .max) : sum
  }
}
