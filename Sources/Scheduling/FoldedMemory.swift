import Model

/// A feed's memory folded into one run of bytes, as it lies while the feed waits: some 400 bytes
/// instead of a kilobyte in a dozen pieces.
///
/// The room is taken at once, so that a first poll, amid much reading, leaves nothing scattered over
/// the heap.
struct FoldedMemory: Sendable {
  /// What a usual memory needs, its rhythm, title, validators and reason included.
  private static let usualSize = 400

  private var bytes: [UInt8] = []

  init(_ memory: FeedMemory) {
    bytes.reserveCapacity(Self.usualSize)
    var memory = memory
    fold(&memory)
  }

  /// Takes the place of what was folded before, in the same room when that is enough. `memory` is
  /// only read, without copying.
  mutating func fold(_ memory: inout FeedMemory) {
    var crease = Crease(isReading: false)
    swap(&crease.bytes, &bytes)
    crease.bytes.removeAll(keepingCapacity: true)
    crease.feed(&memory)
    swap(&crease.bytes, &bytes)
  }

  /// `feed`: whose memory it is, which is not folded with it.
  func unfolded(for feed: FeedID) -> FeedMemory {
    var memory = FeedMemory(feed: feed)
    var crease = Crease(isReading: true)
    crease.bytes = bytes
    crease.feed(&memory)
    return memory
  }

  /// Without unfolding.
  var isGone: Bool { marks & Crease.gone != 0 }
  var isFailing: Bool { marks & Crease.failing != 0 }
  var hasMove: Bool { marks & Crease.move != 0 }
  var wasRead: Bool { marks & Crease.read != 0 }

  private var marks: UInt8 { bytes.first ?? 0 }
}

/// Goes through a memory once, writing or reading each part.
private struct Crease {
  static let gone: UInt8 = 1
  static let failing: UInt8 = 2
  static let move: UInt8 = 4
  static let read: UInt8 = 8

  var bytes: [UInt8] = []
  private var at = 0
  private let isReading: Bool

  init(isReading: Bool) { self.isReading = isReading }

  mutating func feed(_ memory: inout FeedMemory) {
    byte(
      (memory.isGone ? Self.gone : 0) | (memory.failures > 0 ? Self.failing : 0)
        | (memory.move == nil ? 0 : Self.move) | (memory.lastBody == nil ? 0 : Self.read))
    flag(&memory.isGone)
    flag(&memory.isTroubleTold)
    flag(&memory.isSilenceTold)
    text(&memory.title)
    text(&memory.nextReason)
    optional(&memory.lastError, "") { $0.text(&$1) }
    let feed = memory.feed.url
    optional(&memory.validators, Validators(url: feed)) { crease, validators in
      // Mostly the feed's own address, which need not be kept twice.
      var url = validators.url == feed ? "" : validators.url
      crease.text(&url)
      validators.url = url.isEmpty ? feed : url
      crease.optional(&validators.etag, []) { $0.run(&$1) }
      crease.optional(&validators.lastModified, []) { $0.run(&$1) }
    }
    let never = Timestamp(milliseconds: 0)
    optional(&memory.move, FeedMemory.Move(to: "", firstSeen: never)) { crease, move in
      crease.text(&move.to)
      crease.time(&move.firstSeen)
      crease.flag(&move.isConfirmed)
    }
    optional(&memory.gap, FeedMemory.Gap(from: never, to: never)) { crease, gap in
      crease.time(&gap.from)
      crease.time(&gap.to)
    }
    optional(&memory.bodyHash, 0) { $0.number(&$1) }
    optional(&memory.hints.interval, .zero) { $0.duration(&$1) }
    numbers(&memory.hints.skipHours)
    numbers(&memory.hints.skipDays)
    optional(&memory.interval, .zero) { $0.duration(&$1) }
    times(&memory, never)
    number(&memory.failures)
    number(&memory.windowSize)
    number(&memory.entriesSeen)
    number(&memory.alerts)
    weight(&memory.observedDays)
    weights(&memory.rhythm)
  }

  private mutating func times(_ memory: inout FeedMemory, _ never: Timestamp) {
    optional(&memory.firstPoll, never) { $0.time(&$1) }
    optional(&memory.lastPoll, never) { $0.time(&$1) }
    optional(&memory.lastSuccess, never) { $0.time(&$1) }
    optional(&memory.lastBody, never) { $0.time(&$1) }
    optional(&memory.nextPoll, never) { $0.time(&$1) }
    optional(&memory.failingSince, never) { $0.time(&$1) }
    optional(&memory.lastNews, never) { $0.time(&$1) }
  }

  // MARK: Parts

  /// Reads or writes `value`; `blank` is what reading fills.
  private mutating func optional<T>(
    _ value: inout T?, _ blank: T, _ part: (inout Crease, inout T) -> Void
  ) {
    let isThere = byte(value == nil ? 0 : 1) != 0
    guard isThere else { return }
    var whole = value ?? blank
    part(&self, &whole)
    if isReading { value = whole }
  }

  @discardableResult
  private mutating func byte(_ byte: UInt8) -> UInt8 {
    guard isReading else {
      bytes.append(byte)
      return byte
    }
    at += 1
    return bytes[at - 1]
  }

  private mutating func flag(_ flag: inout Bool) { flag = byte(flag ? 1 : 0) != 0 }

  private mutating func number<T: FixedWidthInteger>(_ number: inout T) {
    if isReading {
      number = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: at, as: T.self) }
      at += MemoryLayout<T>.size
    } else {
      withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
    }
  }

  private mutating func time(_ time: inout Timestamp) {
    var milliseconds = time.milliseconds
    number(&milliseconds)
    time = Timestamp(milliseconds: milliseconds)
  }

  private mutating func duration(_ duration: inout Duration) {
    var (seconds, attoseconds) = duration.components
    number(&seconds)
    number(&attoseconds)
    duration = Duration(secondsComponent: seconds, attosecondsComponent: attoseconds)
  }

  private mutating func text(_ text: inout String) {
    var count = UInt32(clamping: text.utf8.count)
    number(&count)
    if isReading {
      text = String(decoding: bytes[at..<at + Int(count)], as: UTF8.self)
      at += Int(count)
    } else {
      bytes.append(contentsOf: text.utf8)
    }
  }

  private mutating func run(_ run: inout [UInt8]) {
    var count = UInt32(clamping: run.count)
    number(&count)
    if isReading {
      run = Array(bytes[at..<at + Int(count)])
      at += Int(count)
    } else {
      bytes.append(contentsOf: run)
    }
  }

  private mutating func weight(_ weight: inout Double) {
    var pattern = weight.bitPattern
    number(&pattern)
    weight = Double(bitPattern: pattern)
  }

  /// To seven digits.
  private mutating func weights(_ weights: inout [Double]) {
    var count = UInt8(clamping: weights.count)
    number(&count)
    guard isReading else {
      let floats = weights.prefix(Int(count)).map { Float($0) }
      return floats.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
    weights = bytes.withUnsafeBytes { raw in
      (0..<Int(count)).map { index in
        Double(raw.loadUnaligned(fromByteOffset: at + 4 * index, as: Float.self))
      }
    }
    at += 4 * Int(count)
  }

  /// Hours and days, few and small.
  private mutating func numbers(_ numbers: inout Set<Int>) {
    var bits = numbers.reduce(UInt32(0)) { $1 >= 0 && $1 < 32 ? $0 | 1 << UInt32($1) : $0 }
    number(&bits)
    if isReading { numbers = bits == 0 ? [] : Set((0..<32).filter { bits >> UInt32($0) & 1 == 1 }) }
  }
}
