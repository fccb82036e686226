import Glibc
import Model

/// A file of terms, one a line: blank lines are skipped, and so are lines that are `#` alone or
/// begin with `# `; `#OTAN` is a hashtag. LF, CR LF and CR end a line; a byte order mark is skipped.
struct TermFile {
  let terms: [Term]
  let faults: [ConfigurationFault]

  init(_ bytes: [UInt8], file: String) {
    var terms: [Term] = []
    var faults: [ConfigurationFault] = []
    bytes.withUnsafeBufferPointer { bytes in
      terms.reserveCapacity(bytes.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) })
      var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      var number = 0
      while start < bytes.count, faults.count < 100 {
        var end = start
        while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
        let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
        let isPair = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
        start = end + (isPair ? 2 : 1)
        number += 1
        if line.isEmpty { continue }
        let text = String(decoding: line, as: UTF8.self)
        guard Self.isWhole(text, line) else {
          faults.append(
            ConfigurationFault(
              place: SourcePlace(file: file, line: number, column: 1),
              ConfigurationProblem.lineNotUTF8))
          continue
        }
        if isPlain(line.first), isPlain(line.last), line[0] != UInt8(ascii: "#") {
          terms.append(Term(text, at: SourcePlace(file: file, line: number, column: 1)))
        } else if let term = Self.term(text, line: number, file: file) {
          terms.append(term)
        }
      }
    }
    self.terms = terms
    self.faults = faults
  }

  /// Whether nothing had to be mended in `bytes` to make `text` of them: they are UTF-8.
  private static func isWhole(_ text: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var text = text
    return text.withUTF8 { text in
      guard let a = text.baseAddress, let b = bytes.baseAddress else { return bytes.isEmpty }
      return text.count == bytes.count && memcmp(a, b, bytes.count) == 0
    }
  }

  private static func term(_ line: String, line number: Int, file: String) -> Term? {
    let scalars = line.unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }) else { return nil }
    let end = scalars.lastIndex { !$0.properties.isWhitespace } ?? start
    let text = String(scalars[start...end])
    if text == "#" || text.hasPrefix("# ") || text.hasPrefix("#\t") { return nil }
    let column = scalars.distance(from: scalars.startIndex, to: start) + 1
    return Term(text, at: SourcePlace(file: file, line: number, column: column))
  }
}
