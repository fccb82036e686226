import JSON
public import Model

extension JSONNode.Kind {
  var french: French {
    switch self {
    case .null: "null"
    case .true: "true"
    case .false: "false"
    case .number: "un nombre"
    case .string: "un texte"
    case .array: "un tableau"
    case .object: "un objet"
    }
  }
}

extension Expectation {
  var french: French {
    switch self {
    case .kind(let kind): kind.french
    case .object: "un objet"
    case .feeds: "un tableau d’adresses et d’objets flux"
    case .feed: "une adresse ou un objet flux"
    case .watchlists: "un objet de listes de veille par nom, {\"otan\": [\"Otan\"]}"
    case .watchlist: "un tableau de termes ou un objet"
    case .quotedTerm: "un terme entre guillemets"
    case .group: "un groupe, c’est-à-dire un tableau de termes comme dans [[\"a\", \"b\"], [\"c\"]]"
    case .number: "un nombre supérieur à 0"
    }
  }
}

extension KeyTable.Kind {
  var french: French {
    switch self {
    case .text: "un texte"
    case .path: "un chemin entre guillemets"
    case .flag: "true ou false"
    case .integer: "un nombre entier"
    case .duration(_, let words):
      "\(words.map { "\"\($0)\" ou " }.joined())une durée comme \"10m\""
    case .size: "une taille comme \"20MB\""
    case .amount: "un nombre supérieur à 0"
    case .choice(let words): "\(listed(words, or: "ou"))"
    case .texts: "un tableau de textes"
    case .other(let shape): shape.french
    }
  }
}

extension KeyTable.Shape {
  var french: French {
    switch self {
    case .address: "une adresse"
    case .object: "un objet"
    case .feeds: "un tableau d’adresses et d’objets flux"
    case .watchlists: "un objet de listes de veille"
    case .headerFields: "un objet de champs d’en-tête"
    case .terms: "un tableau de termes"
    case .groups: "un tableau de groupes de termes"
    case .weights: "un objet de nombres par terme"
    case .fields: "un tableau de title, summary et content"
    }
  }
}

extension DurationText.Problem {
  public func french(_ text: String) -> French {
    switch self {
    case .empty: "rien n’y figure : attendu une durée comme \"10m\""
    case .negative: "une durée n’est pas négative"
    case .noUnit: "l’unité manque : \(listed(DurationText.withUnits(text), or: "ou"))"
    case .spaced: "une durée s’écrit sans espace\(hint(text))"
    case .fraction: "une durée n’a pas de décimales : écrivez \"1h30m\" pour une heure et demie"
    case .tooLarge: "elle est trop grande"
    case .unknownUnit(let unit):
      "\"\(unit)\" n’est pas une unité\(DurationText.meant(self, by: text) == nil ? " : les unités sont s, m, h et d" : hint(text))"
    case .order: "les grandes unités viennent d’abord, chacune une fois, comme dans \"1h30m\""
    case .unreadable: "ce n’est pas une durée comme \"90s\", \"10m\", \"1h30m\" ou \"7d\""
    }
  }

  private func hint(_ text: String) -> French {
    DurationText.meant(self, by: text).map { " ; vouliez-vous dire \"\($0)\" ?" } ?? ""
  }
}

extension SizeText.Problem {
  func french(_ text: String) -> French {
    switch self {
    case .empty: "rien n’y figure : attendu une taille comme \"20MB\""
    case .negative: "une taille n’est pas négative"
    case .noUnit: "l’unité manque : \"\(text)B\", \"\(text)KB\", \"\(text)MB\"…"
    case .spaced: "une taille s’écrit sans espace\(hint(text))"
    case .fraction: "une taille n’a pas de décimales : écrivez \"1500KB\" pour 1,5 Mo"
    case .tooLarge: "elle est trop grande"
    case .unknownUnit(let unit):
      "\"\(unit)\" n’est pas une unité\(SizeText.isNearAUnit(unit) ? hint(text) : " : les unités sont B, KB, MB, GB, TB, KiB, MiB, GiB et TiB")"
    case .unreadable: "ce n’est pas une taille comme \"20MB\""
    }
  }

  private func hint(_ text: String) -> French {
    SizeText.meant(self, by: text).map { " ; vouliez-vous dire \"\($0)\" ?" } ?? ""
  }
}

extension LanguageTag.Problem {
  var french: French {
    switch self {
    case .name(let meant):
      "ce n’est pas un code de langue ; vouliez-vous dire \"\(meant)\" ?"
    case .underscore(let meant?):
      "un code de langue s’écrit avec des traits d’union ; vouliez-vous dire \"\(meant)\" ?"
    case .underscore(nil): "un code de langue s’écrit avec des traits d’union, comme \"fr-CA\""
    case .noTag: "ce n’est pas un code de langue comme \"fr\" ou \"fr-CA\""
    case .unknown(let primary): "\"\(primary)\" n’est pas une langue d’ISO 639"
    }
  }
}

extension WebAddress.Problem {
  func french(_ schemes: [String]) -> French {
    let beginnings = listed(schemes.map { $0 + "://" }, or: "ou")
    return switch self {
    case .character(" "): "une adresse n’a pas d’espace : écrivez %20"
    case .character(let scalar):
      "une adresse ne contient pas \(quoted(String(Character(scalar))))"
    case .noScheme: "une adresse commence par \(beginnings)"
    case .scheme(let scheme):
      "\(quoted(scheme)) n’est pas reconnu : une adresse commence par \(beginnings)\(hint(scheme, schemes))"
    case .noHost: "l’hôte manque"
    case .host(let host): "\(quoted(host)) n’est pas un nom d’hôte"
    case .port(let port): "\(quoted(port)) n’est pas un port : attendu de 1 à 65535"
    case .credentials:
      "un nom d’utilisateur ou un mot de passe ne figure pas dans une adresse"
    case .tooLong: "une adresse fait au plus 8000 octets"
    }
  }

  private func hint(_ scheme: String, _ schemes: [String]) -> French {
    Spelling.nearest(to: scheme, in: schemes).map { " ; vouliez-vous dire \"\($0)\" ?" } ?? ""
  }
}

extension HeaderRules.Problem {
  var french: French {
    switch self {
    case .noName: "un champ d’en-tête a un nom"
    case .strangeName:
      "le nom d’un champ d’en-tête ne contient que des lettres, des chiffres et -"
    case .secret:
      "les secrets ne figurent jamais dans la configuration : écrivez \"auth\" avec un \"credential\""
    case .reserved: "ce champ d’en-tête est rempli par le programme lui-même"
    case .empty: "rien n’y figure"
    case .tooLong: "un champ d’en-tête fait au plus 8000 octets"
    case .control:
      "un champ d’en-tête ne contient ni saut de ligne ni caractère de commande"
    }
  }
}

extension FileProblem {
  var french: French {
    switch self {
    case .system(let problem): problem.french
    case .notRegular: "ce n’est pas un fichier ordinaire"
    case .tooLarge(let size): "il dépasse \(size) Mio"
    }
  }
}

extension FolderProblem {
  var french: French {
    switch self {
    case .noFolder(let path): "\(quoted(path)) n’est pas un dossier"
    case .unusable(let path, let why): "\(quoted(path)) est inutilisable : \(why.french)"
    case .noParent(let path, let parent):
      "\(quoted(path)) ne peut pas être créé : \(quoted(parent)) n’existe pas, et seul le dernier dossier d’un chemin est créé"
    case .notCreated(let path, let why):
      "\(quoted(path)) ne peut pas être créé : \(why.french)"
    case .notWritable(let path, let why):
      "\(quoted(path)) ne peut pas être écrit : \(why.french)"
    case .isFolder(let path): "\(quoted(path)) est un dossier"
    }
  }
}

extension UnknownKey {
  var french: French {
    let message: French = "clé inconnue dans \(section.french)"
    return switch advice {
    case .secret:
      "\(message) : les secrets ne figurent jamais dans la configuration ; écrivez \"auth\": {\"user\": …, \"credential\": NOM}, où NOM est un fichier qui le contient"
    case .meant(let name): "\(message) ; vouliez-vous dire \"\(name)\" ?"
    case .belongs(let homes):
      "\(message) ; \"\(name)\" a sa place dans \(homes.map(\.french.text).joined(separator: " ou "))"
    case .meantElsewhere(let name, let home):
      "\(message) ; vouliez-vous dire \"\(name)\" dans \(home.french) ?"
    case .known(let names): "\(message) ; elles sont \(names.joined(separator: ", "))"
    }
  }
}
