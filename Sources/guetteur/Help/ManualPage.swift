/// A page in the language of man(7).
enum ManualPage {
  static func text(of page: Page) -> String {
    var lines = [
      #".\" Made by: guetteur help --man \#(page.file)"#,
      ".TH \"\(plain(page.name.uppercased()))\" \"\(page.section)\" \"\" "
        + "\"Guetteur \(Help.version)\" \"Guetteur\"",
      ".SH NAME",
      "\(plain(page.name)) \\- \(plain(page.summary))",
    ]
    for block in page.blocks {
      switch block {
      case .heading(let text): lines.append(".SH \(plain(text.uppercased()))")
      case .subheading(let text): lines.append(".SS \(argument(text))")
      case .paragraph(let text):
        // A heading begins a paragraph of itself.
        if lines.last?.hasPrefix(".S") != true { lines.append(".PP") }
        lines.append(line(text))
      case .item(let word, let meaning):
        lines += [".TP", line("`\(word)`")]
        if !meaning.isEmpty { lines.append(line(meaning)) }
      case .example(let example):
        lines += [".PP", ".RS 4", ".nf"] + example.map { guarded(plain($0)) } + [".fi", ".RE"]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One input line: what stood in backticks becomes bold.
  private static func line(_ text: String) -> String {
    var result = ""
    var isTyped = false
    for part in text.split(separator: "`", omittingEmptySubsequences: false) {
      result += isTyped ? "\\fB\(plain(String(part)))\\fR" : plain(String(part))
      isTyped.toggle()
    }
    return guarded(result.split(separator: "\n").joined(separator: " "))
  }

  /// A macro's argument: quoted, so that spaces and quotes stay.
  private static func argument(_ text: String) -> String {
    "\""
      + plain(text).split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\\(dq") + "\""
  }

  /// `text` without a meaning to roff: a hyphen is a minus, so that it can be copied.
  private static func plain(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      default: result.append(character)
      }
    }
    return result
  }

  /// A line that begins with a dot is a request.
  private static func guarded(_ line: String) -> String {
    line.hasPrefix(".") ? "\\&" + line : line
  }
}
