/// A page as text for a terminal of 80 columns.
enum PlainPage {
  private static let width = 78

  static func text(of page: Page) -> String {
    var lines = ["\(page.name): \(page.summary)"]
    for block in page.blocks {
      switch block {
      case .heading(let text): lines += ["", text.uppercased()]
      case .subheading(let text): lines += ["", "  " + text]
      case .paragraph(let text): lines += [""] + filled(text, indent: 2)
      case .item(let word, let meaning):
        lines += ["", "    " + word] + filled(meaning, indent: 8)
      case .example(let example): lines += [""] + example.map { "      " + $0 }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `text` in lines of at most `width` columns, without its backticks.
  static func filled(_ text: String, indent: Int, width: Int = width) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let word = word.filter { $0 != "`" }
      if !line.isEmpty, indent + line.count + 1 + word.count > width {
        lines.append(margin + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty { lines.append(margin + line) }
    return lines
  }
}
