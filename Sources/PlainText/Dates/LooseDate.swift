import Model

/// Dates as people write them, in the order that they like, in the languages of feeds: words and
/// numbers are sorted out by what they can be.
struct LooseDate {
  private enum Token: Equatable {
    case number(Int, digits: Int)
    /// Lower case, without points.
    case word(String)
    case sign(UInt8)
    case blank
  }

  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    guard let tokens = tokens(of: bytes) else { return nil }
    var reading = LooseDate(tokens: tokens)
    return reading.read()
  }

  private var tokens: [Token?]
  private var time = CivilTime(year: 0)
  private var isAfternoon: Bool?
  private var hasTime = false

  private init(tokens: [Token]) { self.tokens = tokens }

  // MARK: Tokens

  private static func tokens(of bytes: UnsafeBufferPointer<UInt8>) -> [Token]? {
    var tokens: [Token] = []
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    var i = 0
    while i < scalars.count {
      guard tokens.count < 48 else { return nil }
      if digit(scalars[i]) != nil {
        var value = 0
        let start = i
        while i < scalars.count, let next = digit(scalars[i]) {
          guard i - start < 9 else { return nil }
          value = value * 10 + next
          i += 1
        }
        tokens.append(.number(value, digits: i - start))
      } else if isLetter(scalars[i]) {
        var word = ""
        while i < scalars.count, isLetter(scalars[i]) || scalars[i] == "." {
          if scalars[i] != "." { word.unicodeScalars.append(scalars[i]) }
          i += 1
        }
        tokens.append(.word(word.lowercased()))
      } else {
        let value = scalars[i].value
        let isBlank = scalars[i].properties.isWhitespace
        tokens.append(isBlank ? .blank : .sign(value < 0x80 ? UInt8(value) : 0x3F))
        i += 1
      }
    }
    return tokens
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
  }

  /// ASCII and full-width digits.
  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value) - 0x30
    case 0xFF10...0xFF19: Int(scalar.value) - 0xFF10
    default: nil
    }
  }

  // MARK: Sorting out

  private mutating func read() -> Timestamp? {
    if isKorean { time.offsetMinutes = 540 }
    readNoon()
    readTime()
    readZone()
    guard readMarkedDate() || readNamedDate() || readNumericDate() else { return nil }
    if let isAfternoon, time.hour <= 12 {
      time.hour = time.hour % 12 + (isAfternoon ? 12 : 0)
    }
    return time.timestamp
  }

  private var isKorean: Bool {
    tokens.contains { token in
      guard case .word(let word) = token else { return false }
      return word.hasPrefix("년") || word == "오전" || word == "오후"
    }
  }

  private static let noons: [String: Bool] = [
    "am": false, "pm": true, "오전": false, "오후": true, "午前": false, "午後": true,
    "上午": false, "下午": true, "πμ": false, "μμ": true,
  ]

  private mutating func readNoon() {
    for i in tokens.indices {
      guard case .word(let word) = tokens[i], let isAfter = Self.noons[word] else { continue }
      isAfternoon = isAfter
      tokens[i] = .blank
    }
  }

  private func number(_ i: Int, most digits: Int = 2) -> Int? {
    guard tokens.indices.contains(i), case .number(let value, let count) = tokens[i],
      count <= digits
    else { return nil }
    return value
  }

  private func isSign(_ i: Int, _ byte: UInt8) -> Bool {
    tokens.indices.contains(i) && tokens[i] == .sign(byte)
  }

  private func isWord(_ i: Int, _ words: [String]) -> Bool {
    guard tokens.indices.contains(i), case .word(let word) = tokens[i] else { return false }
    return words.contains { word == $0 || (word.hasPrefix($0) && $0.unicodeScalars.count == 1) }
  }

  private mutating func use(_ range: Range<Int>) {
    for i in range where tokens.indices.contains(i) { tokens[i] = nil }
  }

  /// `12:34`, `12:34:56.7`, `14h30`, `12時34分56秒`.
  private mutating func readTime() {
    for i in tokens.indices {
      guard let hour = number(i) else { continue }
      if isSign(i + 1, 0x3A), let minute = number(i + 2) {
        return readClock(i, hour, minute)
      }
      if isWord(i + 1, ["h", "uhr", "時", "时", "点", "點", "시"]) {
        return readNamedClock(i, hour)
      }
    }
    guard isAfternoon != nil else { return }
    // `3 PM`: the number before the last blank that stood for it.
    for i in tokens.indices.reversed() {
      guard let hour = number(i), (1...12).contains(hour) else { continue }
      time.hour = hour
      hasTime = true
      return use(i..<(i + 1))
    }
  }

  private mutating func readClock(_ i: Int, _ hour: Int, _ minute: Int) {
    time.hour = hour
    time.minute = minute
    hasTime = true
    var end = i + 3
    if isSign(end, 0x3A), let second = number(end + 1) {
      time.second = second
      end += 2
      if isSign(end, 0x2E) || isSign(end, 0x2C), tokens.indices.contains(end + 1),
        case .number(let fraction, let digits) = tokens[end + 1]
      {
        var value = fraction
        for _ in 0..<max(0, 3 - digits) { value *= 10 }
        for _ in 0..<max(0, digits - 3) { value /= 10 }
        time.millisecond = value
        end += 2
      }
    }
    use(i..<end)
  }

  private mutating func readNamedClock(_ i: Int, _ hour: Int) {
    time.hour = hour
    hasTime = true
    var end = i + 2
    var next = end
    if tokens.indices.contains(next), tokens[next] == .blank { next += 1 }
    if let minute = number(next) {
      time.minute = minute
      end = next + 1
      if isWord(end, ["min", "m", "分", "분"]) { end += 1 }
      next = end
      if tokens.indices.contains(next), tokens[next] == .blank { next += 1 }
      if let second = number(next), isWord(next + 1, ["s", "秒", "초"]) {
        time.second = second
        end = next + 2
      }
    }
    use(i..<end)
  }

  /// An offset after the time, or a name anywhere.
  private mutating func readZone() {
    for i in tokens.indices {
      guard case .word(let word) = tokens[i] else { continue }
      let name = word.uppercased()
      // A month may be called like a zone (`mar`, `set`), a letter alone is one only after a time.
      guard let offset = ZoneNames.offset(name), MonthNames.any(word) == nil,
        name.utf8.count > 1 || (hasTime && tokens[..<i].contains(nil))
      else { continue }
      time.offsetMinutes = offset
      use(i..<(i + 1))
      break
    }
    guard hasTime, let after = tokens.lastIndex(of: nil) else { return }
    for i in tokens.indices where i > 0 && (isSign(i, 0x2B) || isSign(i, 0x2D)) {
      let isFree = tokens[i - 1] == nil || tokens[i - 1] == .blank || i > after
      guard isFree, tokens.indices.contains(i + 1),
        case .number(let value, let digits) = tokens[i + 1], digits <= 4,
        !isSign(i + 2, 0x2D), !isSign(i + 2, 0x2F), isSign(i, 0x2B) || tokens[..<i].contains(nil)
      else { continue }
      var minutes = digits <= 2 ? value * 60 : value / 100 * 60 + value % 100
      var end = i + 2
      if digits <= 2, isSign(end, 0x3A), let rest = number(end + 1) {
        minutes += rest
        end += 2
      }
      time.offsetMinutes = isSign(i, 0x2B) ? minutes : -minutes
      return use(i..<end)
    }
  }

  /// `2004年12月31日`, `2004년 05월 28일`.
  private mutating func readMarkedDate() -> Bool {
    let marks: [([String], WritableKeyPath<CivilTime, Int>)] = [
      (["年", "년"], \.year), (["月", "월"], \.month), (["日", "号", "일"], \.day),
    ]
    var found = 0
    for (words, field) in marks {
      for i in tokens.indices {
        guard let value = number(i, most: 4) else { continue }
        var next = i + 1
        if tokens.indices.contains(next), tokens[next] == .blank { next += 1 }
        guard isWord(next, words) else { continue }
        time[keyPath: field] = field == \.year && value < 100 ? 2000 + value : value
        found += 1
        break
      }
    }
    return found == 3
  }

  /// The numbers that are left, with what stands between a number and the next one.
  private var numbers: [(value: Int, digits: Int, place: Int)] {
    tokens.indices.compactMap { i in
      guard case .number(let value, let digits) = tokens[i] else { return nil }
      return (value, digits, i)
    }
  }

  private mutating func readNamedDate() -> Bool {
    // A weekday may be called like a month (`mar.`): the last name is the month's.
    let months = tokens.compactMap { token -> Int? in
      guard case .word(let word) = token else { return nil }
      return MonthNames.any(word)
    }
    guard let month = months.last else { return false }
    let rest = numbers
    guard let year = rest.first(where: { $0.digits == 4 }) ?? (rest.count > 1 ? rest[1] : nil)
    else { return false }
    let day = rest.first { $0.place != year.place }
    guard year.digits == 4 || year.digits == 2, (day?.digits ?? 1) <= 2, rest.count <= 3 else {
      return false
    }
    time.year = CivilTime.fullYear(year.value, digits: year.digits)
    time.month = month
    time.day = day?.value ?? 1
    return true
  }

  /// Three numbers: the year first or last, the day before the month unless it cannot be, or
  /// unless the time is written as in America.
  private mutating func readNumericDate() -> Bool {
    let rest = numbers
    guard rest.count >= 3, rest[0].digits <= 4, rest[1].digits <= 2, rest[2].digits <= 4,
      let separator = separator(rest[0].place, rest[1].place),
      separator == self.separator(rest[1].place, rest[2].place)
    else { return false }
    if rest[0].digits == 4 {
      time.year = rest[0].value
      time.month = rest[1].value
      time.day = rest[2].value
      return rest[2].digits <= 2
    }
    guard rest[0].digits <= 2, rest[2].digits == 4 || rest[2].digits == 2 else { return false }
    time.year = CivilTime.fullYear(rest[2].value, digits: rest[2].digits)
    let isAmerican =
      rest[1].value > 12 || (separator == 0x2F && isAfternoon != nil && rest[0].value <= 12)
    time.month = isAmerican ? rest[0].value : rest[1].value
    time.day = isAmerican ? rest[1].value : rest[0].value
    return true
  }

  private func separator(_ first: Int, _ second: Int) -> UInt8? {
    for i in first..<second {
      if case .sign(let byte) = tokens[i], byte == 0x2F || byte == 0x2E || byte == 0x2D {
        return byte
      }
    }
    return nil
  }
}
