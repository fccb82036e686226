/// A place in a configuration file. Line and column are counted from 1, columns in Unicode scalars.
public struct SourcePlace: Hashable, Sendable {
  public var file: String
  public var line: Int
  public var column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// Something wrong (or, as a warning, doubtful) in a configuration, with its place.
public struct ConfigurationFault: Hashable, Sendable {
  public var place: SourcePlace
  /// What is wrong, what was expected, what to do: one line.
  public var what: Message

  public init(place: SourcePlace, _ what: some Saying) {
    self.place = place
    self.what = Message(what)
  }

  /// What is wrong, in English.
  public var message: String { what.english }
  /// `FILE:LINE:COLUMN: what`
  public var said: Message { what.after("\(place.file):\(place.line):\(place.column)") }
  public var line: String { said.english }
}

/// `config.json`, valid, with every default filled in and every path made absolute.
public struct Configuration: Hashable, Sendable {
  /// The file that it was read from, as named by the user.
  public var file: String
  /// Every file that was read for it (the configuration and term files), for watching.
  public var files: [String]
  public var feeds: [FeedSettings]
  public var watchlists: [Watchlist]
  public var alerts: AlertSettings
  /// The ledger's path.
  public var state: String
  public var archive: ArchiveSettings
  public var fetch: FetchSettings
  /// `metrics.file`; nil when no metrics are written.
  public var metricsFile: String?

  public init(
    file: String, files: [String], feeds: [FeedSettings], watchlists: [Watchlist],
    alerts: AlertSettings, state: String, archive: ArchiveSettings = ArchiveSettings(),
    fetch: FetchSettings = FetchSettings(), metricsFile: String? = nil
  ) {
    self.file = file
    self.files = files
    self.feeds = feeds
    self.watchlists = watchlists
    self.alerts = alerts
    self.state = state
    self.archive = archive
    self.fetch = fetch
    self.metricsFile = metricsFile
  }
}

extension Configuration {
  /// The folder of `file`, to which relative paths are relative.
  public var folder: String {
    guard let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == file.utf8.startIndex ? "/" : String(file[..<slash])
  }
}

/// `alerts`.
public struct AlertSettings: Hashable, Sendable {
  public enum Format: String, Hashable, Sendable, CaseIterable { case json, text, both }

  public var directory: String
  public var format: Format
  public var perWatchlist: Bool
  public var journal: Bool

  public init(
    directory: String, format: Format = .both, perWatchlist: Bool = true, journal: Bool = false
  ) {
    self.directory = directory
    self.format = format
    self.perWatchlist = perWatchlist
    self.journal = journal
  }
}

/// `archive`.
public struct ArchiveSettings: Hashable, Sendable {
  /// How long the text of entries is kept; zero keeps none.
  public var keep: Duration
  /// nil: no bound but `keep`.
  public var maxBytes: Int64?

  public init(keep: Duration = .seconds(90 * 86400), maxBytes: Int64? = nil) {
    self.keep = keep
    self.maxBytes = maxBytes
  }
}

/// `fetch`: what holds for all feeds.
public struct FetchSettings: Hashable, Sendable {
  public var minEvery: Duration
  public var timeout: Duration
  public var maxBytes: Int
  public var concurrency: Int
  public var perHost: Int
  public var hostDelay: Duration
  public var contact: String?
  public var caFile: String?
  public var allowPrivateAddresses: Bool

  public init(
    minEvery: Duration = .seconds(300), timeout: Duration = .seconds(30),
    maxBytes: Int = 20_000_000, concurrency: Int = 64, perHost: Int = 2,
    hostDelay: Duration = .seconds(1), contact: String? = nil, caFile: String? = nil,
    allowPrivateAddresses: Bool = false
  ) {
    self.minEvery = minEvery
    self.timeout = timeout
    self.maxBytes = maxBytes
    self.concurrency = concurrency
    self.perHost = perHost
    self.hostDelay = hostDelay
    self.contact = contact
    self.caFile = caFile
    self.allowPrivateAddresses = allowPrivateAddresses
  }
}
