/// The numbers of a memory that polls without a document change as a rule, and how long the texts are
/// that go with them.
struct PassingNumbers: BitwiseCopyable {
  private var marks: UInt64
  private var lastPoll: Int64
  private var lastSuccess: Int64
  private var lastBody: Int64
  private var nextPoll: Int64
  private var failingSince: Int64
  private var interval: Int64
  private var failures: Int64
  private var observedDays: UInt64
  /// Weights.
  private(set) var rhythm: UInt32
  /// Bytes.
  private(set) var reason: UInt32
  private(set) var error: UInt32
  private var unused: UInt32 = 0

  /// Those of the marks that belong to them.
  private static let marks: UInt64 = [
    MemoryNumbers.Mark.error, .interval, .lastPoll, .lastSuccess, .lastBody, .nextPoll,
    .failingSince,
  ].reduce(0) { $0 | 1 << $1.rawValue }

  init(_ numbers: MemoryNumbers) {
    marks = numbers.marks & Self.marks
    lastPoll = numbers.lastPoll
    lastSuccess = numbers.lastSuccess
    lastBody = numbers.lastBody
    nextPoll = numbers.nextPoll
    failingSince = numbers.failingSince
    interval = numbers.interval
    failures = numbers.failures
    observedDays = numbers.observedDays
    rhythm = numbers.rhythm
    reason = numbers.lengths[MemoryNumbers.Text.reason.rawValue]
    error = numbers.lengths[MemoryNumbers.Text.error.rawValue]
  }

  var bytesBehind: Int { 4 * Int(rhythm) + Int(reason) + Int(error) }

  func put(into numbers: inout MemoryNumbers) {
    numbers.marks = numbers.marks & ~Self.marks | marks & Self.marks
    numbers.lastPoll = lastPoll
    numbers.lastSuccess = lastSuccess
    numbers.lastBody = lastBody
    numbers.nextPoll = nextPoll
    numbers.failingSince = failingSince
    numbers.interval = interval
    numbers.failures = failures
    numbers.observedDays = observedDays
    numbers.rhythm = rhythm
    numbers.lengths[MemoryNumbers.Text.reason.rawValue] = reason
    numbers.lengths[MemoryNumbers.Text.error.rawValue] = error
  }

  /// Leaves none of them in `numbers`.
  static func clear(_ numbers: inout MemoryNumbers) {
    numbers.marks &= ~Self.marks
    numbers.lastPoll = 0
    numbers.lastSuccess = 0
    numbers.lastBody = 0
    numbers.nextPoll = 0
    numbers.failingSince = 0
    numbers.interval = 0
    numbers.failures = 0
    numbers.observedDays = 0
    numbers.rhythm = 0
    numbers.lengths[MemoryNumbers.Text.reason.rawValue] = 0
    numbers.lengths[MemoryNumbers.Text.error.rawValue] = 0
  }
}
