import Config

extension Page {
  /// guetteur.json(5), made from the table of keys.
  static let configuration = Page(
    name: "guetteur.json", section: 5, summary: "the configuration of guetteur(1)",
    blocks: beginning + keys + ending)

  private static let beginning: [Block] = [
    .heading("Description"),
    .paragraph(
      "One JSON file, in which comments (`//` and `/* */`) and trailing commas are allowed. "
        + "Unknown keys are faults; a `note`, a string or several, may stand in every object. "
        + "`guetteur check` reads it and names every fault with its line and column; "
        + "`guetteur init` writes one to start from. The daemon takes edits as they are saved: "
        + "a faulty one changes nothing."),
    .paragraph(
      "Durations are written `90s`, `10m`, `1h30m`, `7d`, sizes `500KB`, `20MB`, both in quotes. "
        + "Relative paths are relative to the folder of the file."),
    .example([
      "{",
      "  \"$schema\": \"./config.schema.json\",",
      "  \"feeds\": [",
      "    \"https://www.courrierinternational.com/feed/all/rss.xml\",",
      "    { \"url\": \"https://www.lemonde.fr/international/rss_full.xml\",",
      "      \"name\": \"Le Monde\", \"every\": \"10m\", \"tags\": [\"fr\"] }",
      "  ],",
      "  \"watchlists\": {",
      "    \"otan\": [\"Otan\", \"NATO\", \"Alliance atlantique\"],",
      "    \"cyber\": { \"any\": [\"cyberattaque\", \"Anssi\"], \"none\": [\"Cyber Monday\"],",
      "               \"feeds\": [\"#fr\"] }",
      "  },",
      "  \"fetch\": { \"contact\": \"https://example.org/contact\" }",
      "}",
    ]),
  ]

  private static let keys: [Block] = KeyTable.sections.flatMap { (section) -> [Block] in
    [.heading("Keys of \(section.name)")] + section.keys.map(item)
  }

  private static let ending: [Block] = [
    .heading("Secrets"),
    .paragraph(
      "No secret stands in the file. `auth` names a credential: a file of that name in "
        + "`$CREDENTIALS_DIRECTORY`, which systemd fills with `LoadCredential=`, or the path of a "
        + "file that only its owner can read."),
    .heading("Files"),
    .item("/usr/share/guetteur/config.schema.json", "a JSON Schema, for editors"),
    .heading("See also"),
    .paragraph("`guetteur`(1), `guetteur-terms`(7)"),
  ]

  private static func item(for key: KeyTable.Key) -> Block {
    var meaning = key.purpose
    if key.isRequired { meaning += " Required." }
    if let range = key.range { meaning += " Values: \(range)." }
    if let standard = key.standard { meaning += " Default: `\(standard)`." }
    if !key.acts { meaning += " It changes nothing in this version." }
    return .item(key.name, meaning)
  }
}
