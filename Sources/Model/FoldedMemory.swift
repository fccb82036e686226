/// What is remembered of a feed, in one run of bytes: so it lies in the plan and in the ledger, and is
/// read and changed in place. Some 400 bytes instead of a kilobyte in a dozen pieces.
///
/// First numbers, at fixed places, then texts and the rhythm. In the byte order of little-endian
/// machines.
public struct FoldedMemory: Hashable, Sendable {
  /// What a usual memory needs, its rhythm, title, validators and reason included. Taken at once, so
  /// that a first poll, amid much reading, leaves nothing scattered over the heap.
  private static let usualSize = 400
  static let numbersSize = MemoryLayout<MemoryNumbers>.size

  public private(set) var bytes: [UInt8] = []

  /// Of a feed that was never asked.
  public init() {
    bytes.reserveCapacity(Self.usualSize)
    withUnsafeBytes(of: MemoryNumbers()) { bytes.append(contentsOf: $0) }
  }

  /// What `bytes` was; nil when these are none.
  public init?(bytes raw: UnsafeRawBufferPointer) {
    guard raw.count >= Self.numbersSize else { return nil }
    let numbers = raw.loadUnaligned(as: MemoryNumbers.self)
    guard numbers.isOfThisForm, raw.count == Self.numbersSize + numbers.bytesBehind else {
      return nil
    }
    self.init(count: raw.count) { room in
      var pieces = Pieces(room)
      pieces.add(raw)
    }
  }

  /// `fill` writes all of the bytes.
  @inline(__always)
  init(count: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) {
    bytes.reserveCapacity(max(count, Self.usualSize))
    bytes.append(addingCapacity: count) { span in
      span.withUnsafeMutableBufferPointer { room, used in
        fill(UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(room)[..<count]))
        used = count
      }
    }
  }

  var numbers: MemoryNumbers {
    @inline(__always) get { bytes.withUnsafeBytes { $0.loadUnaligned(as: MemoryNumbers.self) } }
  }

  @inline(__always)
  mutating func change(_ edit: (inout MemoryNumbers) -> Void) {
    bytes.withUnsafeMutableBytes {
      var numbers = $0.loadUnaligned(as: MemoryNumbers.self)
      edit(&numbers)
      $0.storeBytes(of: numbers, as: MemoryNumbers.self)
    }
  }

  // MARK: Texts

  func text(_ text: MemoryNumbers.Text) -> ArraySlice<UInt8> { bytes[place(of: text)] }

  func string(_ text: MemoryNumbers.Text) -> String {
    String(decoding: self.text(text), as: UTF8.self)
  }

  /// What follows moves along.
  mutating func set(_ text: MemoryNumbers.Text, _ new: [UInt8]) {
    new.withUnsafeBytes { set(text, $0) }
  }

  mutating func set(_ text: MemoryNumbers.Text, _ new: String) {
    var new = new
    new.withUTF8 { set(text, UnsafeRawBufferPointer($0)) }
  }

  private mutating func set(_ text: MemoryNumbers.Text, _ new: UnsafeRawBufferPointer) {
    let place = place(of: text)
    let isThere = bytes.withUnsafeBytes { raw in
      place.count == new.count && new.indices.allSatisfy { raw[place.lowerBound + $0] == new[$0] }
    }
    guard !isThere else { return }
    bytes.replaceSubrange(place, with: new)
    change { $0.lengths[text.rawValue] = UInt32(clamping: new.count) }
  }

  private func place(of text: MemoryNumbers.Text) -> Range<Int> {
    let place = numbers.place(of: text)
    return Self.numbersSize + place.lowerBound..<Self.numbersSize + place.upperBound
  }

  // MARK: Rhythm

  /// New entries seen in each hour of the day (UTC), decaying: 24 weights, or empty at first. To seven
  /// digits.
  public var rhythm: [Double] {
    get { (0..<Int(numbers.rhythm)).map { weight($0) } }
    set {
      let weights = newValue.map { Float($0).bitPattern }
      bytes.removeSubrange(startOfRhythm...)
      weights.withUnsafeBytes { bytes.append(contentsOf: $0) }
      change { $0.rhythm = UInt32(clamping: weights.count) }
    }
  }

  /// How many weights there are.
  public var hoursInRhythm: Int { Int(numbers.rhythm) }

  public var sumOfRhythm: Double {
    let start = startOfRhythm
    return bytes.withUnsafeBytes { raw in
      (0..<(raw.count - start) / 4).reduce(0.0) { $0 + Self.weight(raw, start + 4 * $1) }
    }
  }

  /// The weight of an hour; 0 where there is none.
  public func weight(_ hour: Int) -> Double {
    guard 0..<hoursInRhythm ~= hour else { return 0 }
    let place = startOfRhythm + 4 * hour
    return bytes.withUnsafeBytes { Self.weight($0, place) }
  }

  public mutating func add(_ weight: Double, to hour: Int) {
    guard 0..<hoursInRhythm ~= hour else { return }
    let place = startOfRhythm + 4 * hour
    let sum = Float(self.weight(hour) + weight).bitPattern
    bytes.withUnsafeMutableBytes { $0.storeBytes(of: sum, toByteOffset: place, as: UInt32.self) }
  }

  /// Lets all weights fade.
  public mutating func scaleRhythm(by factor: Double) {
    let start = startOfRhythm
    bytes.withUnsafeMutableBytes { raw in
      for place in stride(from: start, to: raw.count, by: 4) {
        let weight = Float(Self.weight(UnsafeRawBufferPointer(raw), place) * factor)
        raw.storeBytes(of: weight.bitPattern, toByteOffset: place, as: UInt32.self)
      }
    }
  }

  private var startOfRhythm: Int { Self.numbersSize + numbers.bytesOfTexts }

  private static func weight(_ raw: UnsafeRawBufferPointer, _ place: Int) -> Double {
    Double(Float(bitPattern: raw.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
  }
}
