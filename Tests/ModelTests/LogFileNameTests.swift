import Model
import Testing

@Suite struct `Log file names` {
  @Test(arguments: [
    ("otan", "otan.log"), ("cybersécurité", "cybersécurité.log"),
    ("Mer de Chine", "Mer+de+Chine.log"),
    ("a+b", "a%2Bb.log"), ("a%20b", "a%2520b.log"), ("a/b", "a%2Fb.log"), ("..", "%2E..log"),
    (".otan", "%2Eotan.log"), ("v1.2_x-y", "v1.2_x-y.log"), ("日本", "日本.log"), ("नाटो", "नाटो.log"),
    ("a\u{0}b\n", "a%00b%0A.log"), ("\u{202E}x", "%E2%80%AEx.log"), ("😀", "%F0%9F%98%80.log"),
    ("", ".log"), ("a~b", "a%7Eb.log"),
  ])
  func `a watchlist's log is named by the rule`(name: String, file: String) {
    #expect(LogFileName.name(for: name) == file)
  }

  @Test func `long names are cut and stay apart`() {
    let (a, b) = (String(repeating: "é", count: 200), String(repeating: "é", count: 201))

    let (first, second) = (LogFileName.name(for: a), LogFileName.name(for: b))

    #expect(first != second)
    #expect(first.utf8.count == 160 + 1 + 16 + 4)
    #expect(first.hasPrefix("éé") && first.contains("~"))
  }

  @Test func `composed and decomposed names stay apart`() {
    let files = ["é", "e\u{301}"].map { Array(LogFileName.name(for: $0).utf8) }

    #expect(files[0] != files[1])
  }
}
