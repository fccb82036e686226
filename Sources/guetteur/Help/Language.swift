/// The language of help: French where the locale says so, else English.
enum Language: Sendable {
  case english, french

  /// By `LC_ALL`, `LC_MESSAGES` and `LANG`, the first of them that is set (locale(7)).
  init(_ environment: [String: String]) {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    let locale = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    self = locale == "fr" || locale.hasPrefix("fr_") || locale.hasPrefix("fr.") ? .french : .english
  }

  /// `english`, or what the table of French has for it.
  func text(_ english: String) -> String {
    self == .french ? FrenchTable.texts[english] ?? english : english
  }
}
