// What polls without a document change of a memory as a rule, apart from what stays as it is: times,
// failures, the rhythm and why the feed is asked next. Validators, the body's hash and what was told
// are not among it.
extension FoldedMemory {
  /// Bytes that `writePassing` takes, a multiple of eight.
  public var passingBytes: Int { Self.passingBytes(PassingNumbers(numbers)) }

  private static func passingBytes(_ passing: PassingNumbers) -> Int {
    (MemoryLayout<PassingNumbers>.size + passing.bytesBehind + 7) & ~7
  }

  /// Writes what is passing to the start of `room`, which has to have `passingBytes`.
  public func writePassing(to room: UnsafeMutableRawBufferPointer) {
    let numbers = self.numbers
    let passing = PassingNumbers(numbers)
    bytes.withUnsafeBytes { raw in
      guard room.count >= Self.passingBytes(passing) else { return }
      var pieces = Pieces(room)
      withUnsafeBytes(of: passing) { pieces.add($0) }
      pieces.add(raw[(raw.count - 4 * Int(numbers.rhythm))...])
      let (texts, others) = Self.places(numbers)
      pieces.add(raw[texts..<others])
      pieces.fill()
    }
  }

  /// What `bytes` was, with what passed since then; nil when either is none.
  public init?(bytes raw: UnsafeRawBufferPointer, passing new: UnsafeRawBufferPointer) {
    guard raw.count >= Self.numbersSize,
      new.count >= MemoryLayout<PassingNumbers>.size
    else { return nil }
    let passing = new.loadUnaligned(as: PassingNumbers.self)
    var numbers = raw.loadUnaligned(as: MemoryNumbers.self)
    guard numbers.isOfThisForm, new.count == Self.passingBytes(passing),
      raw.count == Self.numbersSize + numbers.bytesBehind
    else { return nil }
    let (before, rhythm) = (Self.places(numbers), raw.count - 4 * Int(numbers.rhythm))
    passing.put(into: &numbers)
    let weights = MemoryLayout<PassingNumbers>.size
    let texts = weights + 4 * Int(passing.rhythm)
    self.init(count: Self.numbersSize + numbers.bytesBehind) { room in
      var pieces = Pieces(room)
      withUnsafeBytes(of: numbers) { pieces.add($0) }
      pieces.add(raw[Self.numbersSize..<before.texts])
      pieces.add(new[texts..<texts + Int(passing.reason) + Int(passing.error)])
      pieces.add(raw[before.others..<rhythm])
      pieces.add(new[weights..<texts])
    }
  }

  /// All the rest, in three pieces, apart from what the ledger counts itself.
  public func withSettled(_ body: (UnsafeRawBufferPointer) -> Void) {
    let numbers = self.numbers
    var settled = numbers
    PassingNumbers.clear(&settled)
    settled.entriesSeen = 0
    settled.alerts = 0
    withUnsafeBytes(of: settled) { body($0) }
    bytes.withUnsafeBytes { raw in
      let (texts, others) = Self.places(numbers)
      body(UnsafeRawBufferPointer(rebasing: raw[Self.numbersSize..<texts]))
      body(UnsafeRawBufferPointer(rebasing: raw[others..<raw.count - 4 * Int(numbers.rhythm)]))
    }
  }

  /// Where the texts that pass begin, reason and error, and those that follow them.
  private static func places(_ numbers: MemoryNumbers) -> (texts: Int, others: Int) {
    let texts = numbersSize + numbers.place(of: .reason).lowerBound
    return (texts, numbersSize + numbers.place(of: .error).upperBound)
  }
}
