public import Model
public import Subscriptions

/// What is said of a file, or of standard input (`-`), after its name.
struct OfInput: Saying {
  private let file: String
  private let what: Message

  init(_ file: String, _ what: some Saying) {
    self.file = file
    self.what = Message(what)
  }

  var english: String { "\(file == "-" ? "standard input" : file): \(what.english)" }
  var french: French { "\(file == "-" ? "entrée standard" : file) : \(what.french)" }
}

/// The words in French of what `Subscriptions` finds; that room knows no other.
extension OPMLError: Saying {
  public var english: String { message }

  public var french: French {
    switch self {
    case .notOPML: "ce n’est pas un document OPML : son élément racine n’est pas <opml>"
    case .illFormed(let line): "ce n’est pas du XML bien formé, ligne \(line)"
    case .tooLarge:
      "limite atteinte : un document OPML fait au plus 20 Mo, 100 000 éléments, 64 niveaux"
    }
  }
}
