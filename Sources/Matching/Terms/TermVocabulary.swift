import Model

/// The quotation marks of a term and what closes each.
enum TermQuotes {
  static func closing(_ opening: Unicode.Scalar) -> [Unicode.Scalar]? {
    switch opening {
    case "\"", "＂": ["\"", "＂"]
    case "“", "„", "‟", "”": ["”", "“", "\""]
    case "«": ["»"]
    default: nil
    }
  }
}

/// What may stand before a colon.
enum TermFields {
  enum Meaning {
    case field(UInt8)
    case metadata(Metadata)
    case language
    case list
  }

  static func meaning(of name: String) -> Meaning? {
    switch name {
    case "title", "titre": .field(FieldMask.bit(.title))
    case "summary", "résumé", "resume": .field(FieldMask.bit(.summary))
    case "content", "corps": .field(FieldMask.bit(.content))
    case "author", "auteur": .metadata(.author)
    case "tag", "rubrique": .metadata(.tag)
    case "source": .metadata(.source)
    case "lang", "langue": .language
    case "list", "liste": .list
    default: nil
    }
  }
}

/// `NEAR/5`, `PROCHE/s`, `AVANT/3`…
enum TermNearness {
  private static let names: [(name: String, isOrdered: Bool)] = [
    ("NEAR/", false), ("PROCHE/", false), ("ONEAR/", true), ("AVANT/", true),
  ]

  static func isOperator(_ word: String) -> Bool { names.contains { word.hasPrefix($0.name) } }

  static func read(_ word: String) -> (Nearness, Bool)? {
    guard let (name, isOrdered) = names.first(where: { word.hasPrefix($0.name) }) else {
      return nil
    }
    let measure = String(word.dropFirst(name.count))
    if measure == "s" { return (.sentence, isOrdered) }
    if measure == "p" { return (.paragraph, isOrdered) }
    guard let count = Int(measure), count >= 0, count <= 1000,
      measure.allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    return (.words(count), isOrdered)
  }
}
