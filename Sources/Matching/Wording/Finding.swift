import Model

/// Why a term holds, or which of its clauses does not.
indirect enum Finding: Hashable, Saying {
  /// Fields in which something is looked for.
  enum Place: Hashable, Sendable {
    case text, nowhere
    case fields([Field])
  }

  case holds
  case found(times: Int)
  case vetoes(Finding)
  case unreadable
  case missing(String, folded: String, from: Place)
  case noMatch(regex: String, in: Place)
  case notTogether
  case noneOf([Finding])
  case excluded(String)
  case notNear(String, String, form: String)
  case tooFew(Int)
  case watchlistFails(String)
  case noMetadata(kind: String, form: String)
  case language(String?, wanted: String)

  var english: String {
    switch self {
    case .holds: "holds"
    case .found(let count): "found \(count) time\(count == 1 ? "" : "s")"
    case .vetoes(let finding): finding.english + "; it vetoes the watchlist"
    case .unreadable: ""
    case .missing(let text, let folded, let place):
      "«\(text)» (folded: \(folded)) is not in \(place.english)"
    case .noMatch(let regex, let place): "/\(regex)/ matches nothing in \(place.english)"
    case .notTogether: "its parts hold one by one, but not together"
    case .noneOf(let findings): "none of: " + findings.map(\.english).joined(separator: "; ")
    case .excluded(let form): "\(form) is there, and is excluded"
    case .notNear(let a, let b, let form):
      "\(a) and \(b) are both there, but not so near: \(form)"
    case .tooFew(let count): "found fewer than \(count) times"
    case .watchlistFails(let name): "the watchlist \(name) does not hold"
    case .noMetadata(let kind, let form): "no \(kind) is \(form)"
    case .language(let language, let wanted):
      "the language is \(language ?? "unknown"), not \(wanted)"
    }
  }

  var french: French {
    switch self {
    case .holds: "vrai"
    case .found(let count): "trouvé \(count) fois"
    case .vetoes(let finding): "\(finding.french) ; exclut la liste de veille"
    case .unreadable: ""
    case .missing(let text, let folded, let place):
      "« \(text) » (normalisé : \(folded)) ne se trouve pas dans \(place.french)"
    case .noMatch(let regex, let place): "/\(regex)/ ne trouve rien dans \(place.french)"
    case .notTogether: "ses parties sont vraies une à une, mais pas ensemble"
    case .noneOf(let findings):
      "aucun de : \(findings.map(\.french.text).joined(separator: "\u{202F}; "))"
    case .excluded(let form): "\(form) s’y trouve, et est exclu"
    case .notNear(let a, let b, let form):
      "\(a) et \(b) s’y trouvent, mais pas si près l’un de l’autre : \(form)"
    case .tooFew(let count): "trouvé moins de \(count) fois"
    case .watchlistFails(let name): "la liste de veille \(name) n’est pas satisfaite"
    case .noMetadata(let kind, let form): "aucune valeur de \(kind) n’est \(form)"
    case .language(let language?, let wanted): "la langue est \(language), pas \(wanted)"
    case .language(nil, let wanted): "la langue est inconnue, ce n’est pas \(wanted)"
    }
  }
}

extension Finding.Place {
  fileprivate var english: String {
    switch self {
    case .text: "the text"
    case .nowhere: "any field that is read"
    case .fields(let fields): fields.map { "the \($0.rawValue)" }.joined(separator: " or ")
    }
  }

  fileprivate var french: French {
    switch self {
    case .text: "le texte"
    case .nowhere: "un champ qui est lu"
    case .fields(let fields): "\(fields.map(\.french.text).joined(separator: " ni dans "))"
    }
  }
}

/// Something that resembles a term that was not found.
enum NearMiss: Hashable, Saying {
  enum Difference: Hashable, Sendable {
    case field(Field)
    case sign(Character)
    case surroundings, capitals, marks
  }

  case same(String, but: Difference)
  case inside(String, of: String)

  var english: String {
    switch self {
    case .inside(let term, let word): "found «\(term)» inside «\(word)», not a whole word"
    case .same(let word, .field(let field)): "found «\(word)» in the \(field.rawValue)"
    case .same(let word, .sign(let sign)): "found «\(word)» without its \(sign)"
    case .same(let word, .surroundings):
      "found «\(word)», but inside an address or beside other signs"
    case .same(let word, .capitals): "found «\(word)», written with other capitals"
    case .same(let word, .marks): "found «\(word)», written with other marks or signs"
    }
  }

  var french: French {
    switch self {
    case .inside(let term, let word):
      "trouvé « \(term) » dans « \(word) », qui n’est pas le mot entier"
    case .same(let word, .field(let field)): "trouvé « \(word) » dans \(field.french)"
    case .same(let word, .sign(let sign)): "trouvé « \(word) » sans son \(sign)"
    case .same(let word, .surroundings):
      "trouvé « \(word) », mais dans une adresse ou à côté d’autres signes"
    case .same(let word, .capitals): "trouvé « \(word) », avec d’autres majuscules"
    case .same(let word, .marks): "trouvé « \(word) », avec d’autres accents ou signes"
    }
  }
}

extension Field {
  var french: French {
    switch self {
    case .title: "le titre"
    case .summary: "le résumé"
    case .content: "le contenu"
    }
  }
}
