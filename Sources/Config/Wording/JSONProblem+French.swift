public import JSON
public import Model

/// The words in French of what `JSON` finds; that room knows no other.
extension JSONProblem: Saying {
  public var french: French {
    switch self {
    case .empty: "le texte est vide : attendu une valeur"
    case .afterValue(let found): "rien n’est attendu après la valeur, trouvé \(found.french)"
    case .tooDeep(let limit): "plus de \(limit) tableaux et objets les uns dans les autres"
    case .keyExpected(let found):
      "attendu une clé entre guillemets doubles ou '}', trouvé \(found.french)"
    case .bareKey(let word): "une clé s’écrit entre guillemets doubles : \"\(word)\""
    case .colonExpected(let key): "attendu ':' après la clé \"\(key)\""
    case .nothingAfterComma: "une virgule que rien ne suit"
    case .nothingBeforeComma: "une seconde virgule, que rien ne précède"
    case .separatorExpected(let closing, nil): "attendu ',' ou '\(closing)' après une valeur"
    case .separatorExpected(let closing, let found?):
      "attendu ',' ou '\(closing)' après une valeur, trouvé \(found.french)"
    case .endsInsideObject(let line, let column):
      "le texte finit dans l’objet qui commence à la ligne \(line), colonne \(column)"
    case .endsInsideArray(let line, let column):
      "le texte finit dans le tableau qui commence à la ligne \(line), colonne \(column)"
    case .comment: "les commentaires ne sont pas permis"
    case .commentBegin: "un commentaire commence par // ou /*"
    case .commentWithoutEnd: "le commentaire qui commence ici n’a pas de fin"
    case .stringWithoutEnd: "le texte qui commence ici n’a pas de guillemet fermant"
    case .stringWithoutEndOfLine:
      "le texte qui commence ici n’a pas de guillemet fermant sur sa ligne"
    case .notUTF8(let hex): "un octet qui n’est pas de l’UTF-8 : 0x\(hex)"
    case .tab: "une tabulation dans un texte s’écrit \\t"
    case .controlCharacter(let hex):
      "un caractère de commande dans un texte s’écrit \\u00\(hex)"
    case .escape: "\\ dans un texte s’écrit \\\\, ou commence \\n \\t \\\" \\uXXXX"
    case .hexadecimalDigits: "\\u veut quatre chiffres hexadécimaux"
    case .leadingZero(let word): "un nombre ne commence pas par 0 : \(word)"
    case .notANumber(let word):
      "\(word) n’est pas un nombre\(word.count > 1 ? " ; un texte s’écrit entre guillemets" : "")"
    case .noValue: "le texte finit là où une valeur devrait se trouver"
    case .capitals(let word): "\(word) s’écrit \(word.lowercased())"
    case .notJSON(let word): "\(word) n’est pas du JSON : attendu une valeur, ou null"
    case .notABoolean(let word): "\(word) n’est pas du JSON : écrivez true ou false"
    case .singleQuotes: "un texte s’écrit entre guillemets doubles, pas simples"
    case .commaForValue: "attendu une valeur avant la virgule"
    case .signOfNumber: "un nombre commence par un chiffre ou '-'"
    case .valueExpected(let found): "attendu une valeur, trouvé \(found.french)"
    case .bareText(let word):
      "attendu une valeur, trouvé \(word) ; un texte s’écrit entre guillemets"
    }
  }
}

extension JSONProblem.Found {
  fileprivate var french: French {
    switch self {
    case .end: "la fin du texte"
    case .nothing: "rien"
    case .notUTF8: "un octet qui n’est pas de l’UTF-8"
    case .singleQuote: "un guillemet simple"
    case .character(let text): "'\(text)'"
    }
  }
}
