/// Whether bytes are characters that XML allows, in UTF-8.
extension UnsafeBufferPointer where Element == UInt8 {
  /// Whether all are well-formed UTF-8 (Unicode §3.9, table 3-7) without control characters other
  /// than tab and line ends.
  var isXMLText: Bool { XMLText.accepts(self, XMLText.rows, but: 0) }

  /// The same for what stands between tags, but for references, without carriage returns, which
  /// become line feeds, and without `>`, which may not follow `]]`.
  var isCharacterData: Bool { XMLText.accepts(self, XMLText.rowsBetweenTags, but: 0x3E) }
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

  /// An automaton whose states are distances by which a byte's row is shifted: a step waits only for
  /// the shift before it (Per Vognsen, "shift-based DFAs"). ASCII is passed over, but for `mark`.
  static func accepts(
    _ bytes: UnsafeBufferPointer<UInt8>, _ rows: [UInt64], but mark: UInt8
  ) -> Bool {
    rows.withUnsafeBufferPointer { rows in
      let raw = UnsafeRawBufferPointer(bytes)
      var state: UInt64 = 0
      var i = 0
      while i &+ 32 <= raw.count {
        let end = i &+ 32
        if state & 63 == State.whole.rawValue, isASCII(raw, from: i, but: mark) {
          i = end
          continue
        }
        while i < end {
          state = rows[Int(raw[i])] &>> state
          i &+= 1
        }
      }
      while i < raw.count {
        state = rows[Int(raw[i])] &>> state
        i &+= 1
      }
      return state & 63 == State.whole.rawValue
    }
  }

  /// Whether 32 bytes are printable ASCII.
  @inline(__always)
  private static func isASCII(
    _ raw: UnsafeRawBufferPointer, from start: Int, but mark: UInt8
  ) -> Bool {
    // As signed numbers what is beyond ASCII is below zero.
    let lowest = SIMD16<Int8>(repeating: 0x20)
    let mark = SIMD16<Int8>(repeating: Int8(bitPattern: mark))
    let first = raw.loadUnaligned(fromByteOffset: start, as: SIMD16<Int8>.self)
    let second = raw.loadUnaligned(fromByteOffset: start &+ 16, as: SIMD16<Int8>.self)
    let stops =
      (first .< lowest) .| (second .< lowest) .| (first .== mark) .| (second .== mark)
    let halves = unsafeBitCast(stops, to: SIMD2<UInt64>.self)
    return halves.x | halves.y == 0
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
