import JSON
import Model

/// The whole of `config.json`.
struct ConfigurationDecoder {
  let file: String
  let environment: [String: String]
  let need: ConfigurationReader.Need

  /// nil when the text is no object; otherwise whole only when no fault was found.
  func decode(_ node: JSONNode, _ complaints: inout Complaints) -> ReadConfiguration? {
    guard case .object = node.value else {
      complaints.fault(
        at: complaints.place(node.place), .notAConfiguration(found: node.kind))
      return nil
    }
    guard let root = KeyedObject(node, .root, KeyTable.root, &complaints) else { return nil }
    _ = root.text("$schema", &complaints)

    let paths = FilePaths(configuration: file)
    let fetchObject = root.object("fetch", KeyTable.fetch, &complaints)
    let fetch = FetchDecoder(fetchObject, paths, &complaints)
    let feeds = feeds(root, fetch, paths, &complaints)
    var watchlists = WatchlistDecoder(paths: paths, feeds: feeds)
    decodeWatchlists(root, &watchlists, &complaints)

    let alertsObject = root.object("alerts", KeyTable.alerts, &complaints)
    let metrics = root.object("metrics", KeyTable.metrics, &complaints)
    if need == .run {
      warn(fetch.settings, feeds, root, fetchObject, &complaints)
    }
    let configuration = Configuration(
      file: file, files: [paths.absolute(named: file)] + watchlists.files, feeds: feeds,
      watchlists: watchlists.watchlists,
      alerts: alerts(alertsObject, paths, &complaints),
      state: state(root, paths, &complaints), archive: archive(root, &complaints),
      fetch: fetch.settings, metricsFile: metrics.filePath("file", paths, &complaints)?.absolute)
    var read = ReadConfiguration(configuration: configuration)
    read.places = [
      "alerts.directory": complaints.place(alertsObject.place(of: "directory")),
      "state": complaints.place(root.place(of: "state")),
      "metrics.file": complaints.place(metrics.place(of: "file")),
    ]
    return read
  }

  private func feeds(
    _ root: KeyedObject, _ fetch: FetchDecoder, _ paths: FilePaths,
    _ complaints: inout Complaints
  ) -> [FeedSettings] {
    guard let node = root.node("feeds") else {
      if need == .run {
        complaints.fault(KeyPath.root.key("feeds"), at: root.place, .feedsMissing)
      }
      return []
    }
    var decoder = FeedDecoder(
      fetch: fetch, paths: paths,
      credentialsDirectory: FilePaths.first(of: environment["CREDENTIALS_DIRECTORY"]))
    decoder.decode(node, &complaints)
    if node.value == .array([]), need == .run {
      complaints.fault(KeyPath.root.key("feeds"), at: root.place(of: "feeds"), .noFeed)
    }
    return decoder.feeds
  }

  private func decodeWatchlists(
    _ root: KeyedObject, _ decoder: inout WatchlistDecoder, _ complaints: inout Complaints
  ) {
    let path = KeyPath.root.key("watchlists")
    guard let node = root.node("watchlists") else {
      complaints.fault(path, at: root.place, .watchlistsMissing)
      return
    }
    decoder.decode(node, &complaints)
    if case .object = node.value, decoder.watchlists.isEmpty {
      complaints.fault(path, at: root.place(of: "watchlists"), .noWatchlist)
    }
  }

  private func alerts(
    _ object: KeyedObject, _ paths: FilePaths, _ complaints: inout Complaints
  ) -> AlertSettings {
    let directory = object.filePath("directory", paths, &complaints)?.absolute
    var settings = AlertSettings(
      directory: directory
        ?? paths.absolute(FilePaths.first(of: environment["LOGS_DIRECTORY"]) ?? "alerts"))
    if let format = object.choice("format", &complaints) {
      settings.format = AlertSettings.Format(rawValue: format) ?? settings.format
    }
    settings.perWatchlist = object.flag("per_watchlist", &complaints) ?? settings.perWatchlist
    settings.journal = object.flag("journal", &complaints) ?? settings.journal
    return settings
  }

  private func state(
    _ root: KeyedObject, _ paths: FilePaths, _ complaints: inout Complaints
  ) -> String {
    let folder = FilePaths.first(of: environment["STATE_DIRECTORY"]) ?? "."
    let standard = paths.absolute(folder + "/guetteur.db")
    guard let path = root.filePath("state", paths, &complaints)?.absolute else { return standard }
    if case .string(let text) = root.node("state")?.value, let place = root.node("state")?.place,
      text.hasSuffix("/") || text == "." || text.hasSuffix("/.") || text.hasSuffix("..")
        || FolderChecks.isFolder(path)
    {
      complaints.fault(
        KeyPath.root.key("state"), at: place, .stateIsFolder(text))
    }
    return path
  }

  private func archive(_ root: KeyedObject, _ complaints: inout Complaints) -> ArchiveSettings {
    let object = root.object("archive", KeyTable.archive, &complaints)
    var settings = ArchiveSettings()
    if let keep = object.duration("keep", &complaints)?.seconds { settings.keep = .seconds(keep) }
    settings.maxBytes = object.size("max_bytes", &complaints)
    return settings
  }

  private func warn(
    _ settings: FetchSettings, _ feeds: [FeedSettings], _ root: KeyedObject,
    _ fetch: KeyedObject, _ complaints: inout Complaints
  ) {
    if fetch.node("contact") == nil {
      complaints.warning(
        fetch.path.key("contact"), at: root.place(of: "fetch"), .noContact)
    }
    if !feeds.isEmpty, feeds.allSatisfy({ !$0.isEnabled }) {
      complaints.warning(
        KeyPath.root.key("feeds"), at: root.place(of: "feeds"), .noneEnabled)
    }
  }
}
