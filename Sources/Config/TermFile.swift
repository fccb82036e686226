import Model

/// A file of terms, one a line: blank lines are skipped, and so are lines that are `#` alone or
/// begin with `# `; `#OTAN` is a hashtag. LF, CR LF and CR end a line; a byte order mark is skipped.
struct TermFile {
  let terms: [Term]
  let faults: [ConfigurationFault]

  init(_ bytes: [UInt8], file: String) {
    var terms: [Term] = []
    var faults: [ConfigurationFault] = []
    var rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    var line = 0
    while !rest.isEmpty {
      let end = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? rest.endIndex
      let text = rest[..<end]
      let isPair = end + 1 < rest.endIndex && rest[end] == 0x0D && rest[end + 1] == 0x0A
      rest = rest[min(end + (isPair ? 2 : 1), rest.endIndex)...]
      line += 1
      guard let text = String(validating: text, as: UTF8.self) else {
        faults.append(
          ConfigurationFault(
            place: SourcePlace(file: file, line: line, column: 1),
            ConfigurationProblem.lineNotUTF8))
        if faults.count >= 100 { break }
        continue
      }
      if let term = Self.term(text, line: line, file: file) { terms.append(term) }
    }
    self.terms = terms
    self.faults = faults
  }

  private static func term(_ line: String, line number: Int, file: String) -> Term? {
    if let first = line.utf8.first, let last = line.utf8.last, first != UInt8(ascii: "#"),
      0x21...0x7E ~= first, 0x21...0x7E ~= last
    {
      return Term(line, at: SourcePlace(file: file, line: number, column: 1))
    }
    let scalars = line.unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }) else { return nil }
    let end = scalars.lastIndex { !$0.properties.isWhitespace } ?? start
    let text = String(scalars[start...end])
    if text == "#" || text.hasPrefix("# ") || text.hasPrefix("#\t") { return nil }
    let column = scalars.distance(from: scalars.startIndex, to: start) + 1
    return Term(text, at: SourcePlace(file: file, line: number, column: column))
  }
}
