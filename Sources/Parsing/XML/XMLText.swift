/// Whether bytes are characters that XML allows, in UTF-8.
extension UnsafeBufferPointer where Element == UInt8 {
  /// Whether all are well-formed UTF-8 (Unicode §3.9, table 3-7) without control characters other
  /// than tab and line ends.
  ///
  /// An automaton whose states are distances by which a byte's row is shifted: a step waits only for
  /// the shift before it (Per Vognsen, "shift-based DFAs").
  var isXMLText: Bool {
    XMLText.rows.withUnsafeBufferPointer { rows in
      var state: UInt64 = 0
      for byte in self { state = rows[Int(byte)] &>> state }
      return state & 63 == XMLText.State.whole.rawValue
    }
  }
}

private enum XMLText {
  /// What may follow.
  enum State: UInt64, CaseIterable {
    case whole = 0
    /// Any one, two or three bytes that continue a character.
    case one = 6, two = 12, three = 18
    /// After E0, ED, F0 and F4, whose second byte is bounded.
    case afterE0 = 24, afterED = 30, afterF0 = 36, afterF4 = 42
    case fault = 48
  }

  /// By byte: the state that follows each state, at that state's distance.
  static let rows: [UInt64] = (0...255).map { byte in
    State.allCases.reduce(0) { $0 | next($1, byte).rawValue << $1.rawValue }
  }

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
