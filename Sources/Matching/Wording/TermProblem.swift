public import Model

/// What is wrong in a term.
public enum TermProblem: Hashable, Saying {
  case empty
  case tooLong(count: Int, limit: Int)
  case closingParenthesis, openParenthesis
  case tooDeep(limit: Int)
  case operatorMissing
  case onlyExcludes
  case operandOfNear
  case countOutOfRange
  case operandMissing, operandMissingAtEnd, operandMissingBeforeParenthesis
  case operandMissingBefore(String)
  case operandMissingAfterField(String)
  case nameMissing(afterField: String)
  case openQuote, emptyQuote
  case operandOfEqual, equalAndStar
  case openRegex, emptyRegex, textAfterRegex
  case faultyRegex(String)
  case runawayRegex(on: String)
  case operandOfField(String)
  case starInside, starAlone
  case distanceOutOfRange(operator: String)
  case noLetter
  case tooManyWords(limit: Int)
  case unknownWatchlist(String)
  case circularWatchlist(String)
  case longChain(String, limit: Int)

  public var english: String {
    switch self {
    case .empty: "an empty term"
    case .tooLong(let count, let limit): "a term of \(count) characters; at most \(limit)"
    case .closingParenthesis: "a closing parenthesis without its opening one"
    case .openParenthesis: "a parenthesis that is not closed"
    case .tooDeep(let limit): "more than \(limit) levels of parentheses"
    case .operatorMissing: "an operator is missing here (AND, OR, NOT, NEAR/n)"
    case .onlyExcludes: "the term only excludes: something must be looked for as well"
    case .operandOfNear:
      "NEAR takes words, a quoted, exact or prefix term, or a group of these with OR"
    case .countOutOfRange: ">= takes a number from 1 to 1000"
    case .operandMissing: "an operand is missing here"
    case .operandMissingAtEnd: "an operand is missing at the end"
    case .operandMissingBeforeParenthesis: "an operand is missing before the parenthesis"
    case .operandMissingBefore(let word): "an operand is missing before \(word)"
    case .operandMissingAfterField(let name): "an operand is missing after \(name):"
    case .nameMissing(let field): "a name is missing after \(field):"
    case .openQuote: "a quotation mark that is not closed"
    case .emptyQuote: "nothing between the quotation marks"
    case .operandOfEqual: "= takes words or a quoted phrase"
    case .equalAndStar: "= and * do not go together"
    case .openRegex: "a regular expression that is not closed by /"
    case .emptyRegex: "an empty regular expression"
    case .textAfterRegex:
      "after a regular expression only i may follow; write / inside it as \\/"
    case .faultyRegex(let name): "a faulty regular expression (\(name))"
    case .runawayRegex(let text):
      "the regular expression would run away on a text such as «\(text)…»: "
        + "a repetition inside a repetition finds the same letters in too many ways"
    case .operandOfField(let name): "\(name): takes words or a quoted phrase"
    case .starInside: "* may only end a word"
    case .starAlone: "* must follow the beginning of a word"
    case .distanceOutOfRange(let word):
      "\(word): a number from 0 to 1000, s (sentence) or p (paragraph) must follow the /"
    case .noLetter: "holds no letter or digit to look for"
    case .tooManyWords(let limit): "a phrase of more than \(limit) words"
    case .unknownWatchlist(let name): "no watchlist is named \"\(name)\""
    case .circularWatchlist(let name): "list:\(name) leads back to this watchlist"
    case .longChain(let name, let limit):
      "list:\(name) leads through more than \(limit) watchlists"
    }
  }

  public var french: French {
    switch self {
    case .empty: "un terme vide"
    case .tooLong(let count, let limit): "un terme de \(count) caractères ; au plus \(limit)"
    case .closingParenthesis: "une parenthèse fermante sans son ouvrante"
    case .openParenthesis: "une parenthèse qui n’est pas fermée"
    case .tooDeep(let limit): "plus de \(limit) niveaux de parenthèses"
    case .operatorMissing: "un opérateur manque ici (ET, OU, SAUF, NEAR/n)"
    case .onlyExcludes: "le terme ne fait qu’exclure : il faut aussi chercher quelque chose"
    case .operandOfNear:
      "NEAR veut des mots, un terme entre guillemets, exact ou préfixe, ou un groupe de ceux-là avec OU"
    case .countOutOfRange: ">= veut un nombre de 1 à 1000"
    case .operandMissing: "un opérande manque ici"
    case .operandMissingAtEnd: "un opérande manque à la fin"
    case .operandMissingBeforeParenthesis: "un opérande manque avant la parenthèse"
    case .operandMissingBefore(let word): "un opérande manque avant \(word)"
    case .operandMissingAfterField(let name): "un opérande manque après \(name):"
    case .nameMissing(let field): "un nom manque après \(field):"
    case .openQuote: "un guillemet qui n’est pas fermé"
    case .emptyQuote: "rien entre les guillemets"
    case .operandOfEqual: "= veut des mots ou une expression entre guillemets"
    case .equalAndStar: "= et * ne vont pas ensemble"
    case .openRegex: "une expression régulière qui n’est pas fermée par /"
    case .emptyRegex: "une expression régulière vide"
    case .textAfterRegex:
      "après une expression régulière ne vient que i ; à l’intérieur, / s’écrit \\/"
    case .faultyRegex(let name): "une expression régulière fautive (\(name))"
    case .runawayRegex(let text):
      "l’expression régulière s’emballerait sur un texte comme « \(text)… » : une répétition dans une répétition trouve les mêmes lettres de trop de façons"
    case .operandOfField(let name): "\(name): veut des mots ou une expression entre guillemets"
    case .starInside: "* ne peut que finir un mot"
    case .starAlone: "* doit suivre le début d’un mot"
    case .distanceOutOfRange(let word):
      "\(word) : un nombre de 0 à 1000, s (phrase) ou p (paragraphe) doit suivre le /"
    case .noLetter: "il n’y a ni lettre ni chiffre à chercher"
    case .tooManyWords(let limit): "une expression de plus de \(limit) mots"
    case .unknownWatchlist(let name): "aucune liste de veille ne s’appelle \"\(name)\""
    case .circularWatchlist(let name): "list:\(name) ramène à cette liste de veille"
    case .longChain(let name, let limit):
      "list:\(name) passe par plus de \(limit) listes de veille"
    }
  }
}
