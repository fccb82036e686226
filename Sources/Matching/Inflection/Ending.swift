/// Letters at the end of a word, with their marks; of a table, since it is never freed.
struct Ending: Sendable {
  /// base | marks << 32
  let letters: FixedList<UInt64>
  /// Folded UTF-8.
  let folded: FixedList<UInt8>
  let units: FixedList<Unit>

  init(_ string: String) {
    let source = Array(string.utf8)
    let padded = source + [UInt8](repeating: 0, count: 16)
    let buffer = UnsafeMutablePointer<Unit>.allocate(capacity: Unit.most)
    defer { buffer.deallocate() }
    let count = padded.withUnsafeBufferPointer { p -> Int in
      guard let base = p.baseAddress else { return 0 }
      return Unit.read(CharacterTables.standard, base, 0, source.count, into: buffer)
    }
    let units = (0..<count).map { buffer[$0] }
    self.units = FixedList(units)
    letters = FixedList(units.map(Self.key))
    folded = FixedList(UTF8Text.bytes(of: units.map(\.base)))
  }

  static func key(_ unit: Unit) -> UInt64 { UInt64(unit.base) | UInt64(unit.letterMarks) << 32 }

  /// True when the word ends so, marks included.
  func ends(_ word: UnsafePointer<Unit>, _ count: Int) -> Bool {
    guard count >= letters.count else { return false }
    let offset = count - letters.count
    for i in 0..<letters.count where Self.key(word[offset + i]) != letters[i] { return false }
    return true
  }
}

/// One way to inflect: a word that ends so, of so many letters, drops some and takes others.
struct InflectionRule: Sendable {
  let ending: Ending
  /// A word that ends in one of these is left out.
  let exceptions: FixedList<Ending>
  let letters: Int
  let drop: Int
  let adds: FixedList<Ending>

  init(
    _ ending: String, _ adds: [String], drop: Int = 0, letters: Int = 3, except: [String] = []
  ) {
    self.ending = Ending(ending)
    self.adds = FixedList(adds.map { Ending($0) })
    self.drop = drop
    self.letters = letters
    exceptions = FixedList(except.map { Ending($0) })
  }

  /// One rule for each of several endings.
  static func each(
    _ endings: String, _ adds: [String], drop: Int = 0, letters: Int = 3
  ) -> [InflectionRule] {
    endings.split(separator: " ").map {
      InflectionRule(String($0), adds, drop: drop, letters: letters)
    }
  }

  func applies(_ word: UnsafePointer<Unit>, _ count: Int) -> Bool {
    count >= letters && ending.ends(word, count) && !exceptions.contains { $0.ends(word, count) }
  }
}
