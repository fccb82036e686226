import JSON
import Model

/// The words in French.
extension ConfigurationProblem {
  var french: French {
    switch self {
    case .missingFile:
      "ce fichier n’existe pas : nommez-en un avec --config, ou écrivez-en un avec guetteur init"
    case .unreadableFile(let why): "il ne peut pas être lu : \(why.french)"
    case .json(let problem): problem.french
    case .moreFaults(let count): "et \(count) autres fautes à partir d’ici"
    case .notAConfiguration(let found):
      "une configuration est un objet, {\"feeds\": […], \"watchlists\": {…}}, et non \(found.french)"

    case .unknownKey(let key): key.french
    case .keyTwice(let first):
      "cette clé figure deux fois ; la première est à la ligne \(first.line), colonne \(first.column)"
    case .keyWithoutEffect: "cette clé n’a pas d’effet dans cette version"
    case .headerTwice: "ce champ d’en-tête figure deux fois"

    case .expected(let what, let found): "attendu \(what.french), trouvé \(found.french)"
    case .expectedNoNull(let what):
      "attendu \(what.french), trouvé null : omettez plutôt la clé"
    case .expectedUnit(let what, let number, let units):
      "attendu \(what.french), trouvé un nombre ; avec son unité et entre guillemets : \(units.map { "\"\(number)\($0)\"" }.joined(separator: ", "))\(units.count > 1 ? "…" : "")"
    case .expectedNoQuotes(let what):
      "attendu \(what.french), trouvé un texte ; écrivez-le sans guillemets"
    case .expectedWord(let words, let found, let meant):
      "attendu \(listed(words, or: "ou")), trouvé \(quoted(found))\(Self.suggestion(meant))"
    case .expectedInteger(let range, let found):
      "attendu un nombre entier dans \(range.lowerBound)…\(range.upperBound), trouvé \(found)"
    case .empty: "rien n’y figure"
    case .emptyValue(nil, _): "rien n’y figure : omettez plutôt la clé"
    case .emptyValue(let what?, let mayBeLeftOut):
      "rien n’y figure : attendu \(what.french)\(mayBeLeftOut ? ", ou omettez la clé" : "")"
    case .outOfRange(let text, let least, let most):
      "\(quoted(text)) est hors limites : attendu de \(least) à \(most)"
    case .meant(let word, let text): "\(quoted(text)) : vouliez-vous dire \"\(word)\" ?"
    case .duration(let text, let problem): "\(quoted(text)) : \(problem.french(text))"
    case .size(let text, let problem): "\(quoted(text)) : \(problem.french(text))"
    case .language(let text, let problem): "\(quoted(text)) : \(problem.french)"
    case .address(let text, let problem, let schemes):
      "\(quoted(text)) : \(problem.french(schemes))"
    case .repeated(let text): "\(quoted(text)) figure deux fois"
    case .repeatedAt(let text, let first):
      "\(quoted(text)) figure deux fois ; la première est à la ligne \(first.line), colonne \(first.column)"
    case .spacesAround(let name): "\(quoted(name)) commence ou finit par une espace"
    case .controlCharacter(let name):
      "\(quoted(name)) : un nom ne contient pas de caractère de commande"
    case .nameTooLong: "un nom fait au plus 500 octets"

    case .feedsMissing: "cette clé manque : un tableau de flux"
    case .watchlistsMissing: "cette clé manque : un objet de listes de veille, par nom"
    case .noFeed: "aucun flux n’y figure"
    case .noWatchlist: "aucune liste de veille n’y figure"
    case .addressMissing: "cette clé manque : un flux a une adresse"
    case .addressEmpty: "rien n’y figure : attendu une adresse"
    case .credentialMissing: "cette clé manque : le nom du fichier qui contient le secret"

    case .secretInAddress:
      "un nom d’utilisateur ou un mot de passe ne figure pas dans une adresse : écrivez \"auth\": {\"user\": …, \"credential\": NOM}"
    case .nameLikeTag: "le nom d’un flux ne commence pas par #, comme les étiquettes"
    case .nameOfTwo(let name, let first):
      "\(quoted(name)) est le nom de deux flux ; le premier est à la ligne \(first.line), colonne \(first.column)"
    case .tagWithSign(let tag):
      "\(quoted(tag)) : ici une étiquette s’écrit sans # ; les listes de veille la choisissent par \"#étiquette\""
    case .header(let problem): problem.french
    case .belowFloor(let every, let floor):
      "\"\(every)\" est inférieur à fetch.min_every, qui vaut \"\(floor)\" : augmentez-le, ou baissez fetch.min_every, jusqu’à \"1s\""
    case .noneEnabled: "aucun n’est activé"

    case .secretOverHTTP: "en http, le secret peut être lu en chemin"
    case .noCredentialName(let name): "\(quoted(name)) n’est pas un nom de secret"
    case .colonInUser:
      "un nom d’utilisateur n’a pas de deux-points : le mot de passe figure dans le fichier du secret"
    case .controlInUser: "un nom d’utilisateur ne contient pas de caractère de commande"
    case .credentialNotFound(let file, let why):
      "\(quoted(file)) est introuvable ici : \(why.french)"
    case .emptyCredential(let file):
      "\(quoted(file)) est vide : écrivez-y le secret, sur une ligne"
    case .othersCanRead(let file):
      "d’autres que son propriétaire peuvent lire \(quoted(file)) : chmod 600"

    case .privateAddress(let host):
      "\(quoted(host)) est privée et ne sera pas interrogée : mettez \"allow_private_addresses\" dans \"fetch\" si elle doit l’être"
    case .headerLooksSecret:
      "cela ressemble à un secret, que lira quiconque peut lire ce fichier : utilisez \"auth\" si le serveur l’accepte, ou chmod 600"
    case .noContact:
      "elle n’est pas définie : une adresse web ou de courriel permet aux éditeurs de vous écrire au lieu de vous bloquer"
    case .notAContact(let text):
      "\(quoted(text)) n’est pas une adresse web ou de courriel : attendu \"https://…\" ou \"nom@example.org\", en ASCII"
    case .pathInProxy: "l’adresse d’un mandataire n’a pas de chemin"
    case .secretInProxy:
      "un nom d’utilisateur ou un mot de passe ne figure pas dans une adresse : les secrets ne figurent jamais dans la configuration"
    case .noCertificate(let file): "\(quoted(file)) ne contient pas de certificat en PEM"

    case .controlInPath: "un chemin ne contient pas de caractère de commande"
    case .tilde: "~ n’est pas développé : écrivez le chemin en entier"
    case .pathTooLong: "le chemin est trop long"
    case .isFolder(let file): "\(quoted(file)) est un dossier"
    case .stateIsFolder(let file):
      "\(quoted(file)) est un dossier : attendu le chemin d’un fichier, comme \"guetteur.db\""
    case .unreadable(let file, let why): "\(quoted(file)) ne peut pas être lu : \(why.french)"
    case .folder(let problem): problem.french

    case .watchlistWithoutName: "une liste de veille a un nom"
    case .reservedName(let name): "ce nom est réservé : \(name).log a un autre emploi"
    case .sameLog(let other, let log): "son journal serait celui de \(quoted(other)) : \(log)"
    case .noTerm: "aucun terme n’y figure"
    case .noTermToLookFor: "aucun terme à chercher n’y figure"
    case .needsTerms:
      "il n’y a pas de terme à chercher : il faut \"any\", \"all\", \"weights\" ou \"file\""
    case .emptyTerm: "un terme n’est pas vide"
    case .emptyGroup: "ce groupe ne contient aucun terme"
    case .thresholdWithoutWeights: "il lui faut \"weights\", un objet de nombres par terme"
    case .weightsWithoutThreshold: "il leur faut \"threshold\", le seuil à atteindre"
    case .neverReached(let sum, let threshold):
      "la somme des poids est \(sum), \(threshold) n’est donc jamais atteint"
    case .weightOutOfRange(let number):
      "un poids est supérieur à 0 et au plus 1000000000, pas \(number)\(Self.veto(number))"
    case .thresholdOutOfRange(let number):
      "un seuil est supérieur à 0 et au plus 1000000000, pas \(number)\(Self.veto(number))"
    case .notAField(let text, let fields, let meant):
      "\(quoted(text)) n’est pas un champ : attendu \(listed(fields, or: "ou"))\(Self.suggestion(meant))"
    case .namesNoField: "elle ne nomme aucun champ ; omettez la clé pour chercher dans tous"
    case .namesNoFeed: "elle ne nomme aucun flux ; omettez la clé pour les lire tous"
    case .namesNoLanguage: "elle ne nomme aucune langue ; omettez la clé pour les lire toutes"
    case .noTag: "\"#\" n’est pas une étiquette"
    case .unknownTag(let tag, let meant):
      "aucun flux n’a l’étiquette \(quoted(tag))\(Self.suggestion(meant))"
    case .tagMeant(let text):
      "aucun flux ne s’appelle \(quoted(text)) ; vouliez-vous dire l’étiquette \(quoted("#" + text)) ?"
    case .unknownFeed(let text, let meant):
      "aucun flux n’a le nom ni l’adresse \(quoted(text))\(Self.suggestion(meant))"
    case .fileWithoutTerm(let file): "\(quoted(file)) ne contient aucun terme"
    case .lineNotUTF8: "cette ligne n’est pas en UTF-8"
    }
  }

  private static func suggestion(_ meant: String?) -> French {
    meant.map { " ; vouliez-vous dire \"\($0)\" ?" } ?? ""
  }

  private static func veto(_ number: String) -> French {
    number.hasPrefix("-") ? " ; un terme de \"none\" exclut" : ""
  }
}
