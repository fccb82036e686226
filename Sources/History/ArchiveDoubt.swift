import Model

/// What the archive says against a term.
enum ArchiveDoubt: Hashable, Saying {
  enum Cause: Hashable, Sendable { case headlines, headlinesWithoutTitle }

  case nothingToRead(String)
  case neverHit(String, entries: Int, Cause?)
  case addsNothing(String, hits: Int, other: String)
  case commonWord(String, language: String, percent: Int, entries: Int)

  var english: String {
    switch self {
    case .nothingToRead(let term):
      "«\(term)» never hit: no entry of the archive is of its feeds and languages"
    case .neverHit(let term, let entries, let cause):
      "«\(term)» never hit in \(entries) entries of the archive"
        + (cause.map { cause in
          cause == .headlines
            ? "; most of them are headlines only, where NEAR has little to find"
            : "; most of them are headlines only, where NEAR cannot hold in summary or content"
        } ?? "")
    case .addsNothing(let term, let hits, let other):
      "«\(term)» adds nothing: each of its \(hits) hits is one of «\(other)» too"
    case .commonWord(let term, let language, let percent, let entries):
      "«\(term)» is a common word in '\(language)': it holds for \(percent) % of \(entries) entries"
    }
  }

  var french: French {
    switch self {
    case .nothingToRead(let term):
      "« \(term) » n’a jamais rien trouvé : aucun article de l’archive n’est de ses flux et langues"
    case .neverHit(let term, let entries, nil):
      "« \(term) » n’a jamais rien trouvé dans \(entries) articles de l’archive"
    case .neverHit(let term, let entries, .headlines):
      "« \(term) » n’a jamais rien trouvé dans \(entries) articles de l’archive ; la plupart n’ont qu’un titre, où NEAR trouve peu"
    case .neverHit(let term, let entries, .headlinesWithoutTitle):
      "« \(term) » n’a jamais rien trouvé dans \(entries) articles de l’archive ; la plupart n’ont qu’un titre, et NEAR ne peut rien trouver dans le résumé ni le contenu"
    case .addsNothing(let term, let hits, let other):
      "« \(term) » n’ajoute rien : ses \(hits) correspondances sont toutes aussi de « \(other) »"
    case .commonWord(let term, let language, let percent, let entries):
      "« \(term) » est un mot courant en « \(language) » : il se trouve dans \(percent) % de \(entries) articles"
    }
  }
}
