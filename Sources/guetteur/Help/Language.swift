import Model

extension Language {
  /// As gettext(3) chooses: by the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set; where
  /// that is no C locale, the list in `LANGUAGE` comes before it.
  init(_ environment: [String: String]) {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    let locale = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
    let isPlain = ["C", "POSIX"].contains(locale) || locale.hasPrefix("C.")
    let wishes =
      isPlain ? [] : (environment["LANGUAGE"] ?? "").split(separator: ":").map(String.init)
    self = (wishes + [locale]).lazy.compactMap(Language.init(locale:)).first ?? .english
  }

  /// `fr`, `fr_CA.UTF-8`, `en_GB`…; nil for a language that the program does not speak.
  private init?(locale: String) {
    switch locale.prefix(while: { $0 != "_" && $0 != "." && $0 != "@" }) {
    case "fr": self = .french
    case "en", "C", "POSIX": self = .english
    default: return nil
    }
  }

  /// Help in this language: `english`, or what the table of French has for it.
  func help(_ english: String) -> String {
    self == .french ? FrenchTable.texts[english]?.text ?? english : english
  }
}
