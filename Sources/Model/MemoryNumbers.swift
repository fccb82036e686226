/// The numbers of a memory, and how long its texts are: what stands at fixed places.
struct MemoryNumbers: BitwiseCopyable {
  /// The form in the lowest byte, above it a bit for each `Mark`.
  var marks = Self.form
  var firstPoll: Int64 = 0
  var lastPoll: Int64 = 0
  var lastSuccess: Int64 = 0
  var lastBody: Int64 = 0
  var nextPoll: Int64 = 0
  var failingSince: Int64 = 0
  var lastNews: Int64 = 0
  var moveSeen: Int64 = 0
  var gapFrom: Int64 = 0
  var gapTo: Int64 = 0
  /// Nanoseconds.
  var interval: Int64 = 0
  var hintInterval: Int64 = 0
  var failures: Int64 = 0
  var windowSize: Int64 = 0
  var entriesSeen: Int64 = 0
  var alerts: Int64 = 0
  var bodyHash: UInt64 = 0
  var observedDays: UInt64 = 0
  /// Bits.
  var skipHours: UInt32 = 0
  var skipDays: UInt32 = 0
  /// Bytes of each `Text`.
  var lengths = InlineArray<7, UInt32>(repeating: 0)
  /// Weights.
  var rhythm: UInt32 = 0

  private static let form: UInt64 = 1

  enum Mark: UInt64 {
    case gone = 8
    case troubleTold, silenceTold
    case error, validators, etag, lastModified, move, moveConfirmed, gap
    case bodyHash, interval, hintInterval
    case firstPoll, lastPoll, lastSuccess, lastBody, nextPoll, failingSince, lastNews
    case isUpdatePeriod
  }

  /// In the order in which they follow.
  enum Text: Int {
    case title, reason, error, validatorsURL, etag, lastModified, moveTo
  }

  var isOfThisForm: Bool { marks & 0xff == Self.form }

  /// Of the texts and the rhythm.
  var bytesBehind: Int { bytesOfTexts + 4 * Int(rhythm) }

  var bytesOfTexts: Int { lengths.indices.reduce(0) { $0 + Int(lengths[$1]) } }

  /// Where a text stands, from the end of these numbers.
  func place(of text: Text) -> Range<Int> {
    var start = 0
    for earlier in 0..<text.rawValue { start += Int(lengths[earlier]) }
    return start..<start + Int(lengths[text.rawValue])
  }

  func has(_ mark: Mark) -> Bool { marks >> mark.rawValue & 1 == 1 }

  func time(_ mark: Mark, _ milliseconds: Int64) -> Timestamp? {
    has(mark) ? Timestamp(milliseconds: milliseconds) : nil
  }

  func duration(_ mark: Mark, _ nanoseconds: Int64) -> Duration? {
    has(mark) ? .nanoseconds(nanoseconds) : nil
  }

  mutating func note(_ mark: Mark, _ isSo: Bool) {
    if isSo { marks |= 1 << mark.rawValue } else { marks &= ~(1 << mark.rawValue) }
  }

  /// What is to stand for it.
  mutating func note(_ mark: Mark, _ time: Timestamp?) -> Int64 {
    note(mark, time != nil)
    return time?.milliseconds ?? 0
  }

  mutating func note(_ mark: Mark, _ duration: Duration?) -> Int64 {
    note(mark, duration != nil)
    return duration?.inNanoseconds ?? 0
  }
}

extension Duration {
  fileprivate var inNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, tooMuch) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
    return overflow || tooMuch ? (seconds < 0 ? .min : .max) : sum
  }
}
