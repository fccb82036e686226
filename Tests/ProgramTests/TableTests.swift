import Testing

@testable import guetteur

@Suite struct `A table for people` {
  @Test(arguments: [
    ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("ニュース", 8), ("🚀", 2), ("✅⚡", 4), ("⭐", 2),
    ("🟢", 2), ("🇫🇷", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("x\u{200B}y", 2), ("→", 1),
  ])
  func `text is as wide as a terminal draws it`(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }

  @Test(arguments: [40, 61, 80, 97])
  func `its lines fit, the widest columns cut first`(columns: Int) {
    var table = TextTable(["STATE", "FEED", "LAST SUCCESS", "NEXT POLL", "ENTRIES", "WHY"])
    for name in ["日本ニュース 世界の出来事", "Vigie été 🚀✅", "a"] {
      table.add(
        ["failing", name, "12 min ago", "in 3 h", "120", String(repeating: "why ", count: 30)]
          .map { TextTable.Cell(text: $0) })
    }

    let lines = table.text(columns: columns, color: false).split(separator: "\n").map(String.init)

    #expect(lines.count == 4)
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= columns })
    #expect(columns < 80 || lines[1].hasPrefix("failing "))
  }
}
