public import Model

/// Every key of `config.json`: what decoding checks, and what the schema, the manual page and
/// `docs/config.md` must list.
public enum KeyTable {
  /// What a value must be.
  public enum Kind: Hashable, Sendable {
    case text
    case path
    case flag
    case integer(ClosedRange<Int>)
    /// In seconds; `words` are accepted in its place.
    case duration(ClosedRange<Int64>, words: [String])
    /// In bytes.
    case size(ClosedRange<Int64>)
    /// A number above 0.
    case amount
    case choice([String])
    case texts
    /// Anything that its own decoder checks.
    case other(Shape)
  }

  /// What a value is that its own decoder checks.
  public enum Shape: String, Sendable {
    case address = "an address"
    case object = "an object"
    case feeds = "an array of addresses and feed objects"
    case watchlists = "an object of watchlists"
    case headerFields = "an object of header fields"
    case terms = "an array of terms"
    case groups = "an array of groups of terms"
    case weights = "an object of numbers by term"
    case fields = "an array of title, summary and content"
  }

  public struct Key: Hashable, Sendable {
    public var name: String
    public var kind: Kind
    /// As it would be written; nil when there is none.
    public var standard: String?
    public var isRequired: Bool
    /// One sentence.
    public var purpose: String
    /// False for a key that is read, but changes nothing in this version.
    public var acts: Bool

    init(
      _ name: String, _ kind: Kind, _ standard: String?, isRequired: Bool = false,
      acts: Bool = true, _ purpose: String
    ) {
      self.name = name
      self.kind = kind
      self.standard = standard
      self.isRequired = isRequired
      self.purpose = purpose
      self.acts = acts
    }

    init(
      _ name: String, _ kind: Kind, isRequired: Bool = false, acts: Bool = true,
      _ purpose: String
    ) {
      self.init(name, kind, nil, isRequired: isRequired, acts: acts, purpose)
    }

    /// `1…1000`, `1s…1h`, `json, text or both`; nil when any value of the kind will do.
    public var range: String? { kind.range }
  }

  /// The keys of one kind of object.
  public struct Section: Hashable, Sendable {
    /// How messages call it: `fetch`, `a feed`.
    public var name: String
    public var french: French
    public var keys: [Key]

    public subscript(name: String) -> Key? {
      keys.firstIndex { $0.name == name }.map { keys[$0] }
    }
  }

  public static let sections = [
    root, feed, auth, watchlist, alerts, archive, fetch, metrics,
  ]

  public static let root = Section(
    name: "the configuration", french: "la configuration",
    keys: [
      Key("$schema", .text, "Where editors find the schema of this file."),
      Key(
        "feeds", .other(.feeds), isRequired: true,
        "The feeds to poll."),
      Key(
        "watchlists", .other(.watchlists), isRequired: true,
        "The watchlists by name, each an array of terms or an object."),
      Key("alerts", .other(.object), "Where and how alerts are written."),
      Key(
        "state", .path, "$STATE_DIRECTORY/guetteur.db, else ./guetteur.db",
        "The ledger: the SQLite database that remembers feeds, entries and alerts."),
      Key("archive", .other(.object), "How much of the past is kept for searching."),
      Key("fetch", .other(.object), "How feeds are polled."),
      Key("metrics", .other(.object), "Figures for Prometheus."),
    ])

  public static let feed = Section(
    name: "a feed", french: "un flux",
    keys: [
      Key("url", .other(.address), isRequired: true, "Its address, http or https; unique."),
      Key("name", .text, "the feed's own title", "What alerts call it; unique."),
      Key(
        "every", .duration(interval, words: ["auto"]), "fetch.every",
        "How often it is polled, not below fetch.min_every."),
      Key("tags", .texts, "none", "Words by which watchlists choose feeds, without #."),
      Key("language", .text, "as the feed says", "The language of its entries (BCP 47)."),
      Key(
        "backfill", .duration(past, words: ["all"]), "fetch.backfill",
        "How much of its past is reported at its first poll."),
      Key("enabled", .flag, "true", "false: it is not polled; what is known of it stays."),
      Key("auth", .other(.object), "Who we are to its server."),
      Key("headers", .other(.headerFields), "Request headers to add."),
      Key(
        "proxy", .text, "fetch.proxy", "The proxy to reach it through; \"direct\" for none."),
    ])

  public static let auth = Section(
    name: "auth", french: "auth",
    keys: [
      Key("user", .text, "none: the credential is a bearer token", "The user's name."),
      Key(
        "credential", .text, isRequired: true,
        "Where the secret is: a name in $CREDENTIALS_DIRECTORY, or a file that only its owner can read."
      ),
    ])

  public static let watchlist = Section(
    name: "a watchlist", french: "une liste de veille",
    keys: [
      Key("any", .other(.terms), "Terms of which one must hold."),
      Key("all", .other(.groups), "Groups of which each must hold."),
      Key("none", .other(.terms), "Terms that veto."),
      Key(
        "weights", .other(.weights),
        "Terms with weights, which must reach threshold; each counts once."),
      Key("threshold", .amount, "What the weights must reach."),
      Key(
        "fields", .other(.fields),
        "[\"title\", \"summary\", \"content\"]", "Where terms are looked for."),
      Key("feeds", .texts, "every feed", "The feeds it reads: names, addresses or #tag."),
      Key("languages", .texts, "every language", "The languages it reads (BCP 47)."),
      Key("file", .path, "A file with more terms for any, one a line."),
    ])

  public static let alerts = Section(
    name: "alerts", french: "alerts",
    keys: [
      Key(
        "directory", .path, "$LOGS_DIRECTORY, else ./alerts", "The folder of the alert logs."),
      Key(
        "format", .choice(["json", "text", "both"]), "both",
        "json: alerts.jsonl alone; text: the .log files alone."),
      Key("per_watchlist", .flag, "true", "Whether each watchlist has a .log file of its own."),
      Key("journal", .flag, "false", "Whether alerts go to the systemd journal too."),
    ])

  public static let archive = Section(
    name: "archive", french: "archive",
    keys: [
      Key(
        "keep", .duration(0...36_500 * day, words: []), "90d",
        "How long the text of entries is kept; 0s keeps none."),
      Key(
        "max_bytes", .size(1000...100_000_000_000_000), "no bound",
        "How large it may grow; the oldest goes first."),
    ])

  public static let fetch = Section(
    name: "fetch", french: "fetch",
    keys: [
      Key(
        "every", .duration(interval, words: ["auto"]), "auto",
        "How often a feed is polled; auto follows its rhythm, between min_every and 6h."),
      Key("min_every", .duration(interval, words: []), "5m", "The least that any every may be."),
      Key(
        "backfill", .duration(past, words: ["all"]), "24h",
        "How much of a feed's past is reported at its first poll."),
      Key("timeout", .duration(1...3600, words: []), "30s", "How long a fetch may take."),
      Key(
        "max_bytes", .size(1...1_000_000_000), "20MB",
        "How large a feed may be, decompressed."),
      Key(
        "concurrency", .integer(1...1000), "64",
        "How many fetches run at once; one whose host lets it wait does not count."),
      Key("per_host", .integer(1...1000), "2", "How many fetches run at once to one host."),
      Key(
        "host_delay", .duration(0...3600, words: []), "1s",
        "The least time between the starts of two fetches from one host."),
      Key("contact", .text, "A web or mail address that feeds' servers are told."),
      Key("proxy", .text, "none", "The proxy for every feed."),
      Key("ca_file", .path, "the system's", "Certificate authorities to trust, in PEM."),
      Key(
        "allow_private_addresses", .flag, "false",
        "Whether feeds may be on private, loopback and link-local addresses."),
    ])

  public static let metrics = Section(
    name: "metrics", french: "metrics",
    keys: [Key("file", .path, "none", "The file to which figures are written for Prometheus.")])

  private static let day: Int64 = 86_400
  private static let interval: ClosedRange<Int64> = 1...365 * day
  private static let past: ClosedRange<Int64> = 0...36_500 * day
}

extension KeyTable.Kind {
  public var range: String? {
    switch self {
    case .integer(let range): "\(range.lowerBound)…\(range.upperBound)"
    case .duration(let range, let words):
      (words.map { "\"\($0)\"" }
        + ["\(DurationText.text(range.lowerBound))…\(DurationText.text(range.upperBound))"])
        .joined(separator: " or ")
    case .size(let range):
      "\(SizeText.text(range.lowerBound))…\(SizeText.text(range.upperBound))"
    case .choice(let words): listed(words)
    case .amount: "above 0"
    case .text, .path, .flag, .texts, .other: nil
    }
  }

  /// What a value must be, for messages: `a duration such as "10m"`.
  var expected: String {
    switch self {
    case .text: "a string"
    case .path: "a path in quotes"
    case .flag: "true or false"
    case .integer: "a whole number"
    case .duration(_, let words):
      (words.map { "\"\($0)\"" } + ["a duration such as \"10m\""]).joined(separator: " or ")
    case .size: "a size such as \"20MB\""
    case .amount: "a number above 0"
    case .choice(let words): listed(words)
    case .texts: "an array of strings"
    case .other(let shape): shape.rawValue
    }
  }
}

/// `"a", "b" or "c"`
func listed(_ words: [String], or: String = "or") -> String {
  let quoted = words.map { "\"\($0)\"" }
  guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
  return quoted.dropLast().joined(separator: ", ") + " \(or) " + last
}
