/// Whether bytes are characters that XML allows, in UTF-8.
extension UnsafeBufferPointer where Element == UInt8 {
  /// Whether all are well-formed UTF-8 (Unicode §3.9, table 3-7) without control characters other
  /// than tab and line ends.
  var isXMLText: Bool { XMLText.accepts(self, XMLText.rows, but: 0) }

  /// The same for what stands between tags, references aside, without carriage returns, which
  /// become line feeds, without `>`, which may not follow `]]`, and without U+FFFE and U+FFFF, which
  /// are no characters of XML.
  var isCharacterData: Bool {
    XMLText.accepts(self, XMLText.rowsBetweenTags, but: 0x3E) && !holdsNoncharacter
  }

  private var holdsNoncharacter: Bool {
    guard let baseAddress else { return false }
    var i = 0
    while let found = find(0xEF, in: baseAddress + i, count - i) {
      i += found + 3
      if i <= count, self[i - 2] == 0xBF, self[i - 1] >= 0xBE { return true }
    }
    return false
  }
}

enum XMLText {
  /// What may follow.
  enum State: UInt64, CaseIterable {
    case whole = 0
    /// Any one, two or three bytes that continue a character.
    case one = 6, two = 12, three = 18
    /// After E0, ED, F0 and F4, whose second byte is bounded.
    case afterE0 = 24, afterED = 30, afterF0 = 36, afterF4 = 42
    case fault = 48
  }

  /// An automaton whose states are distances by which a byte's row is shifted: a step waits only for
  /// the shift before it (Per Vognsen, "shift-based DFAs"). What is usual is passed over in blocks,
  /// in which `mark` does not stand.
  static func accepts(
    _ bytes: UnsafeBufferPointer<UInt8>, _ rows: [UInt64], but mark: UInt8
  ) -> Bool {
    rows.withUnsafeBufferPointer { rows in
      let raw = UnsafeRawBufferPointer(bytes)
      var state: UInt64 = 0
      var i = 0
      while i < raw.count {
        if i >= 2, state & 63 == State.whole.rawValue {
          i = UsualText.end(in: raw, from: i, but: mark)
          state = UsualText.missing(in: raw, before: i).rawValue
        }
        let end = min(i &+ 16, raw.count)
        while i < end {
          state = rows[Int(raw[i])] &>> state
          i &+= 1
        }
      }
      return state & 63 == State.whole.rawValue
    }
  }

  /// By byte: the state that follows each state, at that state's distance.
  static let rows: [UInt64] = (0...255).map { byte in
    State.allCases.reduce(0) { $0 | next($1, byte).rawValue << $1.rawValue }
  }

  static let rowsBetweenTags: [UInt64] = {
    var rows = Self.rows
    let fault = State.allCases.reduce(0) { $0 | State.fault.rawValue << $1.rawValue }
    for byte in [0x0D, 0x3E] { rows[byte] = fault }
    return rows
  }()

  private static func next(_ state: State, _ byte: UInt8) -> State {
    switch (state, byte) {
    case (.whole, 0x09), (.whole, 0x0A), (.whole, 0x0D), (.whole, 0x20...0x7F): .whole
    case (.whole, 0xC2...0xDF): .one
    case (.whole, 0xE0): .afterE0
    case (.whole, 0xED): .afterED
    case (.whole, 0xE1...0xEF): .two
    case (.whole, 0xF0): .afterF0
    case (.whole, 0xF1...0xF3): .three
    case (.whole, 0xF4): .afterF4
    case (.one, 0x80...0xBF): .whole
    case (.two, 0x80...0xBF), (.afterE0, 0xA0...0xBF), (.afterED, 0x80...0x9F): .one
    case (.three, 0x80...0xBF), (.afterF0, 0x90...0xBF), (.afterF4, 0x80...0x8F): .two
    default: .fault
    }
  }
}
