/// A feed's memory folded into one run of bytes, as it lies while the feed waits and in the ledger:
/// some 400 bytes instead of a kilobyte in a dozen pieces.
///
/// First numbers, at fixed places, then texts and the rhythm. In the byte order of little-endian
/// machines.
public struct FoldedMemory: Hashable, Sendable {
  /// What a usual memory needs, its rhythm, title, validators and reason included. Taken at once, so
  /// that a first poll, amid much reading, leaves nothing scattered over the heap.
  private static let usualSize = 400

  public private(set) var bytes: [UInt8] = []

  public init(_ memory: FeedMemory) {
    bytes.reserveCapacity(Self.usualSize)
    fold(memory)
  }

  /// What `bytes` was; nil when these are none.
  public init?(bytes raw: UnsafeRawBufferPointer) {
    guard raw.count >= MemoryLayout<MemoryNumbers>.size else { return nil }
    let numbers = raw.loadUnaligned(as: MemoryNumbers.self)
    guard numbers.isOfThisForm, raw.count == MemoryLayout<MemoryNumbers>.size + numbers.bytesBehind
    else {
      return nil
    }
    bytes.reserveCapacity(max(raw.count, Self.usualSize))
    bytes.append(contentsOf: raw)
  }

  /// Takes the place of what was folded before, in the same room when that is enough.
  public mutating func fold(_ memory: FeedMemory) {
    var numbers = MemoryNumbers(memory)
    bytes.removeAll(keepingCapacity: true)
    withUnsafeBytes(of: &numbers) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: memory.title.utf8)
    bytes.append(contentsOf: memory.nextReason.utf8)
    if let error = memory.lastError { bytes.append(contentsOf: error.utf8) }
    if numbers.validatorsURL > 0, let url = memory.validators?.url {
      bytes.append(contentsOf: url.utf8)
    }
    if let etag = memory.validators?.etag { bytes.append(contentsOf: etag) }
    if let time = memory.validators?.lastModified { bytes.append(contentsOf: time) }
    if let move = memory.move { bytes.append(contentsOf: move.to.utf8) }
    // To seven digits.
    let rhythm = memory.rhythm.map { Float($0) }
    rhythm.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  /// `feed`: whose memory it is, which is not folded with it.
  public func unfolded(for feed: FeedID) -> FeedMemory {
    let numbers = self.numbers
    var memory = FeedMemory(feed: feed)
    numbers.unfold(into: &memory)
    var place = MemoryLayout<MemoryNumbers>.size
    func next(_ count: UInt32) -> ArraySlice<UInt8> {
      defer { place += Int(count) }
      return bytes[place..<place + Int(count)]
    }
    func text(_ count: UInt32) -> String { String(decoding: next(count), as: UTF8.self) }
    memory.title = text(numbers.title)
    memory.nextReason = text(numbers.reason)
    if numbers.has(.error) { memory.lastError = text(numbers.error) }
    if numbers.has(.validators) {
      // Mostly the feed's own address, which need not be kept twice.
      var validators = Validators(
        url: numbers.validatorsURL == 0 ? feed.url : text(numbers.validatorsURL))
      if numbers.has(.etag) { validators.etag = Array(next(numbers.etag)) }
      if numbers.has(.lastModified) { validators.lastModified = Array(next(numbers.lastModified)) }
      memory.validators = validators
    }
    if numbers.has(.move) { memory.move?.to = text(numbers.moveTo) }
    memory.rhythm = bytes.withUnsafeBytes { raw in
      (0..<Int(numbers.rhythm)).map { index in
        let bits = raw.loadUnaligned(fromByteOffset: place + 4 * index, as: UInt32.self)
        return Double(Float(bitPattern: bits))
      }
    }
    return memory
  }

  // MARK: Without unfolding

  public var title: String {
    let start = MemoryLayout<MemoryNumbers>.size
    return String(decoding: bytes[start..<start + Int(numbers.title)], as: UTF8.self)
  }

  public var isGone: Bool { numbers.has(.gone) }
  public var isFailing: Bool { numbers.failures > 0 }
  public var hasMove: Bool { numbers.has(.move) }
  public var wasRead: Bool { numbers.has(.lastBody) }
  public var failures: Int { Int(clamping: numbers.failures) }
  public var lastPoll: Timestamp? { numbers.time(.lastPoll, numbers.lastPoll) }
  public var nextPoll: Timestamp? { numbers.time(.nextPoll, numbers.nextPoll) }
  public var interval: Duration? { numbers.has(.interval) ? .nanoseconds(numbers.interval) : nil }

  /// Sets what the ledger counts itself.
  public mutating func count(entriesSeen: Int64, alerts: Int64) {
    var numbers = self.numbers
    numbers.entriesSeen = entriesSeen
    numbers.alerts = alerts
    bytes.withUnsafeMutableBytes { $0.storeBytes(of: numbers, as: MemoryNumbers.self) }
  }

  private var numbers: MemoryNumbers {
    bytes.withUnsafeBytes { $0.loadUnaligned(as: MemoryNumbers.self) }
  }
}
