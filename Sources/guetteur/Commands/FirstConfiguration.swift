import JSON
import Model

/// What `guetteur init` writes.
struct FirstConfiguration {
  var terms: [String]
  var watchlist: String?
  var contact: String?

  func text(in language: Language) -> String {
    let terms = terms.isEmpty ? ["Otan", "NATO", "Alliance atlantique"] : terms
    let name = watchlist ?? FirstConfiguration.name(for: terms)
    let watch = "\(quoted(name)): [\(terms.map(quoted).joined(separator: ", "))],"
    let contact =
      contact.map { "\"contact\": \(quoted($0))" }
      ?? "// \"contact\": \"https://www.example.org/about-my-watch\""
    return switch language {
    case .english: english(watch, contact)
    case .french: french(watch, contact).text
    }
  }

  private static let feeds = """
        { "url": "https://www.courrierinternational.com/feed/all/rss.xml", "name": "Courrier international", "language": "fr", "tags": ["fr"] },
        { "url": "https://www.lemonde.fr/international/rss_full.xml", "name": "Le Monde", "language": "fr", "tags": ["fr"] },
        { "url": "https://feeds.bbci.co.uk/news/world/rss.xml", "name": "BBC News", "language": "en", "tags": ["en"] },
    """

  private func english(_ watch: String, _ contact: String) -> String {
    """
    // Guetteur reads this file: comments and trailing commas are allowed.
    // Try it with `guetteur check`; every key is described in guetteur.json(5): guetteur help config.
    // A running guetteur takes changes over by itself, as soon as the file is saved.
    {
      // What to watch: addresses of RSS, Atom, RDF or JSON feeds. `guetteur discover URL` finds
      // those of a web page, `guetteur import FILE.opml` reads those of another reader.
      "feeds": [
    \(Self.feeds)
      ],

      // What to look for, by watchlist. One term is enough for an alert. Case, accents, hyphens and
      // plurals do not matter; OU (OR), ET (AND), SAUF (NOT), NEAR/5, "exact words" and prefix*
      // are explained in guetteur-terms(7): guetteur help terms.
      "watchlists": {
        \(watch)

        // An object says more: which terms veto, which feeds are read.
        // "cyber": { "any": ["cyberattaque", "cyber security"], "none": ["Cyber Monday"], "feeds": ["#fr"] },
      },

      // Where alerts are written, and what is remembered; both are relative to this file.
      // "alerts": { "directory": "./alerts" },
      // "state": "./guetteur.db",

      "fetch": {
        // Publishers are told who asks, so that they can write to you instead of blocking you.
        \(contact)
      },
    }

    """
  }

  private func french(_ watch: String, _ contact: String) -> French {
    """
    // Guetteur lit ce fichier : les commentaires et les virgules finales sont permis.
    // Essayez-le avec `guetteur check` ; guetteur.json(5) décrit chaque clé : guetteur help config.
    // Un guetteur en marche prend de lui-même les modifications, dès que le fichier est enregistré.
    {
      // Ce qu’il faut surveiller : des adresses de flux RSS, Atom, RDF ou JSON. `guetteur discover URL`
      // trouve ceux d’une page web, `guetteur import FICHIER.opml` lit ceux d’un autre lecteur.
      "feeds": [
    \(Self.feeds)
      ],

      // Ce qu’il faut chercher, par liste de veille. Un terme suffit pour une alerte. La casse, les
      // accents, les traits d’union et les pluriels ne comptent pas ; OU, ET, SAUF, NEAR/5, les "mots
      // exacts" et préfixe* sont expliqués dans guetteur-terms(7) : guetteur help terms.
      "watchlists": {
        \(watch)

        // Un objet en dit plus : quels termes excluent, quels flux sont lus.
        // "cyber": { "any": ["cyberattaque", "cyber security"], "none": ["Cyber Monday"], "feeds": ["#fr"] },
      },

      // Où s’écrivent les alertes, et ce qui est retenu ; les deux sont relatifs à ce fichier.
      // "alerts": { "directory": "./alerts" },
      // "state": "./guetteur.db",

      "fetch": {
        // Les éditeurs savent qui interroge leurs serveurs, et peuvent écrire au lieu de bloquer.
        \(contact)
      },
    }

    """
  }

  /// A watchlist is called after its first term, in words; `alerts` and `coverage` are taken.
  static func name(for terms: [String]) -> String {
    let first = (terms.first ?? "").lowercased()
    let words = first.split { !($0.isLetter || $0.isNumber) }.prefix(4)
    let name = words.joined(separator: "-")
    return name.isEmpty || name == "alerts" || name == "coverage" ? "ma-veille" : name
  }

  private func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.value(.string(text))
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
