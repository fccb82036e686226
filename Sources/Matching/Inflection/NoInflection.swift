/// SEMANTICS §5: pairs that look like inflections and are other words.
enum NoInflection {
  private static let pairs: [(word: String, form: String)] = [
    ("hama", "hamas"), ("inde", "indes"), ("lao", "laos"), ("pari", "paris"), ("cour", "cours"),
    ("mai", "mais"), ("moi", "mois"), ("foi", "fois"), ("fil", "fils"), ("ver", "vers"),
    ("san", "sans"), ("corp", "corps"),
  ]

  private static let forms: Set<[UInt8]> = Set(pairs.map { Array($0.form.utf8) })
  private static let capital = Set(["capitale", "capitales"].map { Array($0.utf8) })

  /// `form`: folded. `capital` and `capitales` are two words in French, one in Spanish.
  static func excludes(_ form: [UInt8], french: Bool) -> Bool {
    form.count <= 9 && (forms.contains(form) || french && capital.contains(form))
  }
}
