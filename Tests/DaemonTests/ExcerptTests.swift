import Model
import Testing

@testable import Daemon

@Suite struct `Excerpts` {
  /// A text with its hit between `«` and `»`, and the line that should stand in an alert.
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var line: String
    var testDescription: String { String(text.prefix(40)) }

    init(_ text: String, _ line: String) {
      self.text = text
      self.line = line
    }

    /// The text without the marks, and the range between them in scalars.
    var parts: (text: String, range: Range<Int>) {
      var scalars = String.UnicodeScalarView()
      var bounds: [Int] = []
      for scalar in text.unicodeScalars {
        if scalar == "«" || scalar == "»" {
          bounds.append(scalars.count)
        } else {
          scalars.append(scalar)
        }
      }
      return (String(scalars), (bounds.first ?? 0)..<(bounds.last ?? 0))
    }
  }

  private static let long = String(repeating: "mot ", count: 30)

  static let rows = [
    Row("L’«Otan» à Tokyo", "L’Otan à Tokyo"),
    Row("«Otan»", "Otan"),
    Row("one\nline:   «Otan»\tand\u{A0}more\n", "one line: Otan and more"),
    Row("first block\n\n«Otan» here\n\nthird block", "Otan here"),
    Row("first\n\n\n«Otan»", "Otan"),
    Row(long + "«Otan»", "…" + String(repeating: "mot ", count: 19) + "Otan"),
    Row("«Otan» " + long, "Otan" + String(repeating: " mot", count: 19) + "…"),
    Row(
      String(repeating: "あ", count: 90) + "«日本»" + String(repeating: "い", count: 90),
      "…" + String(repeating: "あ", count: 80) + "日本" + String(repeating: "い", count: 80) + "…"),
    Row("x\u{2028}«Otan»\u{2029}y", "x Otan y"),
    Row("mot\u{3000}\u{A0}«😀»\u{1680}\u{85}é", "mot 😀 é"),
    Row(
      String(repeating: "é\u{202F}", count: 60) + "«ü»" + String(repeating: "\u{2003}😀", count: 60),
      "…" + String(repeating: "é ", count: 39) + "ü" + String(repeating: " 😀", count: 39) + "…"),
    Row("«a»bcdefgé\nb", "abcdefgé b"),
    Row("«a»bcdef界 \n界\u{3000}x", "abcdef界 界 x"),
    Row("«a» bcdef  ghijkl  m \u{2009}n", "a bcdef ghijkl m n"),
    Row("«éé»éé éé éé\t\té", "éééé éé éé é"),
    Row("", ""),
    Row("«»", ""),
  ]

  @Test(arguments: rows)
  func `show the text around a hit on one line`(row: Row) {
    let (text, range) = row.parts

    #expect(Excerpt.excerpt(of: text, around: range) == row.line)
  }

  @Test(arguments: [-1..<2, 0..<5, 4..<4, 3..<9])
  func `survive a range that is not of the text`(range: Range<Int>) {
    let line = Excerpt.excerpt(of: "Ota", around: range)

    #expect(line == "")
  }

  @Test func `of one field follow each other, in any order`() {
    let document = Document(
      title: FieldText("Paris à l’été"), summary: .empty, content: .empty)
    let hits = [(0, 5), (8, 13), (6, 7), (0, 5)].map { start, end in
      Hit(term: "x", field: .title, text: "x", start: start, end: end)
    }

    let reported = Excerpt.reported(hits, in: document)

    #expect(reported.map(\.excerpt) == Array(repeating: "Paris à l’été", count: 4))
  }

  @Test func `call blank what Unicode calls white space`() {
    let scalars = (0..<UInt32(0x3100)).compactMap(Unicode.Scalar.init)

    let blanks = scalars.filter { Excerpt.excerpt(of: String($0) + "x", around: 1..<2) == "x" }

    #expect(blanks == scalars.filter(\.properties.isWhitespace))
  }

  @Test func `of several fields are each of their own field`() {
    let document = Document(
      title: FieldText("Otan à Tokyo"), summary: FieldText("NATO in Tokyo"), content: .empty)
    let hits = [
      Hit(term: "Otan", field: .title, text: "Otan", start: 0, end: 4),
      Hit(term: "NATO", field: .summary, text: "NATO", start: 0, end: 4),
    ]

    let reported = Excerpt.reported(hits, in: document)

    #expect(reported.map(\.excerpt) == ["Otan à Tokyo", "NATO in Tokyo"])
    #expect(reported.map(\.hit) == hits)
  }
}
