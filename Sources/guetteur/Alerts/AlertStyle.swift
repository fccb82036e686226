import Model
import Reporting

/// How alerts are shown: as they stand in the logs, or for a terminal.
struct AlertStyle {
  enum Kind { case json, plain, styled }

  let kind: Kind
  let columns: Int
  let links: Bool

  /// - Parameters:
  ///   - columns: nil when standard output is no terminal.
  ///   - links: whether the terminal shows OSC 8 links.
  init(_ kind: Kind, columns: Int?, links: Bool) {
    self.kind = kind
    self.columns = max(20, columns ?? 100)
    self.links = links
  }

  func append(_ alert: NumberedAlert, to bytes: inout [UInt8]) {
    switch kind {
    case .json:
      if let line = alert.line {
        bytes += line + [UInt8(ascii: "\n")]
      } else {
        bytes += AlertText.json(alert.alert)
      }
    case .plain: bytes += AlertText.line(alert.alert)
    case .styled: bytes += Array(styled(alert.alert).utf8)
    }
  }

  /// Terminals that are known to show OSC 8 links; others may print rubbish.
  static func knowsLinks(_ environment: [String: String]) -> Bool {
    func has(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
    if let forced = environment["FORCE_HYPERLINK"] { return forced != "0" }
    if let vte = environment["VTE_VERSION"].flatMap({ Int($0) }) { return vte >= 5000 }
    if ["KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "DOMTERM", "WEZTERM_PANE"]
      .contains(where: has)
    {
      return true
    }
    let programs = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"]
    if programs.contains(environment["TERM_PROGRAM"] ?? "") { return true }
    return ["xterm-kitty", "foot", "foot-extra", "alacritty", "contour", "xterm-ghostty"]
      .contains(environment["TERM"] ?? "")
  }

  // MARK: for a terminal

  static let reset = "\u{1B}[0m"
  static let dim = "\u{1B}[2m"
  /// Bold on yellow: seen on light and dark grounds.
  private static let hit = "\u{1B}[1;30;43m"
  static let indent = 2

  /// A line that says when, which and where, then the title, then what surrounds a hit elsewhere.
  private func styled(_ alert: Alert) -> String {
    let time = "\(Self.dim)\(AlertText.localTime(alert.time))\(Self.reset)"
    let name = "\(color(of: alert.watchlist))[\(Terminal.safe(alert.watchlist))]\(Self.reset)"
    var text = "\(time) \(name) \(Terminal.safe(alert.feedName))"
    text += " \(Self.dim)#\(alert.seq)\(Self.reset)\n"

    let title = MarkedText(title: alert)
    let address = linkable(alert.url)
    text += lines(of: title, link: links ? address : nil)
    if title.marks.isEmpty, let hit = alert.hits.first(where: { !$0.excerpt.isEmpty }) {
      text += lines(of: MarkedText(excerpt: hit), link: nil, base: Self.dim)
    }
    if !links, !alert.url.isEmpty {
      text += "  \(Self.dim)\(Terminal.safe(alert.url))\(Self.reset)\n"
    }
    return text
  }

  func lines(of marked: MarkedText, link: String?, base: String = "") -> String {
    var text = ""
    for line in marked.wrapped(to: columns - Self.indent) {
      text += String(repeating: " ", count: Self.indent)
      if let link { text += "\u{1B}]8;;\(link)\u{1B}\\" }
      for piece in line {
        let style = piece.isHit ? Self.hit : base
        text += style + piece.text + (style.isEmpty ? "" : Self.reset)
      }
      if link != nil { text += "\u{1B}]8;;\u{1B}\\" }
      text += "\n"
    }
    return text
  }

  /// One of six colours, the same for a watchlist each time.
  private func color(of watchlist: String) -> String {
    let hash = watchlist.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return "\u{1B}[1;3\(1 + hash >> 8 % 6)m"
  }

  /// An address that may stand inside of an escape sequence: web only, printable ASCII only.
  func linkable(_ url: String) -> String? {
    guard url.hasPrefix("https://") || url.hasPrefix("http://"), url.utf8.count <= 2000 else {
      return nil
    }
    var address = ""
    for byte in url.utf8 {
      if byte > 0x20 && byte < 0x7F {
        address.append(Character(Unicode.Scalar(byte)))
      } else {
        address += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return address
  }
}
