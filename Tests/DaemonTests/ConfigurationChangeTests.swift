import Model
import Testing

@testable import Daemon

@Suite struct `Changes of a configuration` {
  /// An edit of the same configuration, and how it is summed up.
  struct Row: Sendable, CustomTestStringConvertible {
    var line: String
    var edit: @Sendable (inout Configuration) -> Void
    var testDescription: String { line }

    init(_ line: String, _ edit: @escaping @Sendable (inout Configuration) -> Void) {
      self.line = line
      self.edit = edit
    }
  }

  private static let configuration = Configuration(
    file: "config.json", files: ["config.json"],
    feeds: [FeedSettings(url: "http://a.test/"), FeedSettings(url: "http://b.test/")],
    watchlists: [
      Watchlist(name: "otan", any: [Term("Otan"), Term("NATO")]),
      Watchlist(name: "tokyo", any: [Term("Tokyo")]),
    ],
    alerts: AlertSettings(directory: "alerts"), state: "guetteur.db")

  static let rows = [
    Row("nothing that counts has changed") { _ in },
    Row("nothing that counts has changed") {
      $0.watchlists[0].any[0].place = SourcePlace(file: "config.json", line: 9, column: 9)
      $0.feeds[1].place = SourcePlace(file: "config.json", line: 8, column: 2)
    },
    Row("watchlist otan: +2 −1 terms") {
      $0.watchlists[0].any = [Term("Otan"), Term("OTAN"), Term("Alliance")]
    },
    Row("watchlist otan: changed") { $0.watchlists[0].languages = ["fr"] },
    Row("watchlist otan: changed") { $0.watchlists[0].any.reverse() },
    Row("watchlist paris: new, 1 terms; watchlist tokyo: removed") {
      $0.watchlists[1] = Watchlist(name: "paris", any: [Term("Paris")])
    },
    Row("feeds: +2 −1") {
      $0.feeds[0].url = "http://c.test/"
      $0.feeds.append(FeedSettings(url: "http://d.test/"))
    },
    Row("feeds: changed") { $0.feeds[0].every = .every(.seconds(60)) },
    Row("feeds: +1 −0; fetch: changed; alerts: changed; archive: changed") {
      $0.feeds.append(FeedSettings(url: "http://d.test/"))
      $0.fetch.timeout = .seconds(5)
      $0.alerts.format = .json
      $0.archive.keep = .zero
    },
  ]

  @Test(arguments: rows) func `are summed up in one line`(row: Row) {
    var edited = Self.configuration
    row.edit(&edited)

    #expect(ConfigurationChange(Self.configuration, edited).english == row.line)
  }
}
