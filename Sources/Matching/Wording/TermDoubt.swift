public import Model

/// What is doubtful in a term (SEMANTICS §9).
enum TermDoubt: Hashable, Saying {
  case quoted(String)
  case singleLetter(String)
  case capitalsOfCommonWord(String)
  case commonWordWithoutMarks(String, word: String)
  case functionWord(String)
  case plural(String, singular: String)
  case hides(String, in: [String])
  case simplifiedOnly(String, traditional: String)
  case traditionalOnly(String, simplified: String)

  var kind: TermWarning.Kind {
    switch self {
    case .quoted: .quoted
    case .singleLetter: .singleLetter
    case .capitalsOfCommonWord: .capitalsOfCommonWord
    case .commonWordWithoutMarks: .commonWordWithoutMarks
    case .functionWord: .functionWord
    case .plural: .plural
    case .hides: .hides
    case .simplifiedOnly: .simplifiedOnly
    case .traditionalOnly: .traditionalOnly
    }
  }

  var english: String {
    switch self {
    case .quoted(let text): "\"\(text)\" is quoted: its plural and other forms are not found"
    case .singleLetter(let text): "«\(text)» is a single letter: it will be found everywhere"
    case .capitalsOfCommonWord(let text):
      "«\(text)» spells a common word: it is found in capitals only; \"=\(text)\" says so exactly"
    case .commonWordWithoutMarks(let text, let word):
      "«\(text)» without its marks is the common word «\(word)»"
    case .functionWord(let text):
      "«\(text)» is a function word: it will be found in nearly every entry"
    case .plural(let text, let singular):
      "«\(text)» looks like a plural: write the singular (\(singular)), which finds both"
    case .hides(let text, let words):
      "«\(text)» hides in \(words.joined(separator: " and ")): "
        + "whole words are compared, so there is no risk"
    case .simplifiedOnly(let text, let other):
      "«\(text)» is in simplified characters only: add the traditional form (\(other)?)"
    case .traditionalOnly(let text, let other):
      "«\(text)» is in traditional characters only: add the simplified form (\(other)?)"
    }
  }

  var french: French {
    switch self {
    case .quoted(let text):
      "\"\(text)\" est entre guillemets : son pluriel et ses autres formes ne sont pas trouvés"
    case .singleLetter(let text): "« \(text) » est une seule lettre : elle se trouve partout"
    case .capitalsOfCommonWord(let text):
      "« \(text) » s’écrit comme un mot courant : il n’est trouvé qu’en capitales ; \"=\(text)\" le dit exactement"
    case .commonWordWithoutMarks(let text, let word):
      "« \(text) » sans ses accents est le mot courant « \(word) »"
    case .functionWord(let text):
      "« \(text) » est un mot-outil : il se trouve dans presque tous les articles"
    case .plural(let text, let singular):
      "« \(text) » ressemble à un pluriel : écrivez le singulier (\(singular)), qui trouve les deux"
    case .hides(let text, let words):
      "« \(text) » se cache dans \(words.joined(separator: " et ")) : on compare des mots entiers, il n’y a donc pas de risque"
    case .simplifiedOnly(let text, let other):
      "« \(text) » n’est qu’en caractères simplifiés : ajoutez la forme traditionnelle (\(other) ?)"
    case .traditionalOnly(let text, let other):
      "« \(text) » n’est qu’en caractères traditionnels : ajoutez la forme simplifiée (\(other) ?)"
    }
  }
}

extension TermTrouble.Reason: Saying {
  public var english: String {
    switch self {
    case .unreadableText: "the text could not be read"
    case .tooLong: "the regular expression took too long"
    case .tooMuchMemory: "the regular expression took too much memory"
    case .failed: "the regular expression failed"
    }
  }

  public var french: French {
    switch self {
    case .unreadableText: "le texte n’a pas pu être lu"
    case .tooLong: "l’expression régulière a pris trop de temps"
    case .tooMuchMemory: "l’expression régulière a pris trop de mémoire"
    case .failed: "l’expression régulière a échoué"
    }
  }
}
