import Config
import Foundation
import Model
import TestSupport
import Testing

func read(
  _ text: String, environment: [String: String] = [:], file: String = "/etc/guetteur/config.json"
) throws -> ReadConfiguration {
  try ConfigurationReader(environment: environment).read(Array(text.utf8), file: file, for: .run)
}

@Suite struct `Right configurations` {
  @Test(arguments: [
    #""http://localhost:8080/feed""#, #""https://[::1]:8443/feed""#, #""HTTPS://A.example/RSS""#,
    #""https://www.défense.example/rss?a=b&c=d#top""#, #""https://a.example""#,
    #""https://a_b.example/x,y;z~(1)/%C3%A9""#, #""https://日本.example/feed""#,
    #""http://a.example/", "https://a.example/""#,
    #""https://a.example/1", "https://a.example/2","#,
    #"{"url": "https://a.example/", "every": "auto", "backfill": "all"}"#,
    #"{"url": "https://a.example/", "every": "1h30m", "backfill": "0s"}"#,
    #"{"url": "https://a.example/", "every": "30d", "backfill": "36500d"}"#,
    #"{"url": "https://a.example/", "every": "5m", "name": "Le Monde · « International »"}"#,
    #"{"url": "https://a.example/", "tags": [], "language": "zh-Hant-TW"}"#,
    #"{"url": "https://a.example/", "tags": ["fr", "Asie du Sud-Est"], "language": "fil"}"#,
    #"{"url": "https://a.example/", "headers": {"X-Api-Version": "2", "note": "why"}}"#,
    #"{"url": "https://a.example/", "headers": {}, "enabled": false, "note": ["a", "b"]}"#,
    #"{"url": "https://a.example/", "proxy": "direct"}"#,
    #"{"url": "https://a.example/", "proxy": "socks5h://127.0.0.1:9050"}"#,
    #"{"url": "https://a.example/", "proxy": "http://[::1]:3128/"}"#,
    #"{"url": "https://a.example/", "auth": {"user": "x", "credential": "le-monde"}}"#,
    #"{"url": "https://a.example/", "auth": {"credential": "le-monde", "note": "token"}}"#,
    #"{"url": "https://a.example/", "name": "A"}, {"url": "https://b.example/", "name": "a"}"#,
    #"/* one */ "https://a.example/", // two"#,
  ])
  func `a right feed is accepted`(feeds: String) {
    #expect(faults(of: whole(feeds: feeds)) == [])
  }

  @Test(arguments: [
    #""otan": ["Otan", "NATO"]"#, #""Mer de Chine": ["x"], "mer de chine": ["y"]"#,
    #""a/b": ["x"], "../c": ["x"], ".d": ["x"], "日本": ["x"], "alert": ["x"]"#,
    #""note": "about these", "otan": ["x"]"#, #""note": ["x"]"#, #"" otan ": ["x"]"#,
    ##""otan": ["/[Oo]tan/", "\"Otan\"", "=OTAN", "a AND (b OR c)", "title:x", "x*", "#OTAN"]"##,
    #""otan": {"any": ["x"]}"#, #""otan": {"all": [["x"], ["y", "z"]]}"#,
    #""otan": {"any": ["x"], "all": [["y"]], "none": ["z"], "note": "n"}"#,
    #""otan": {"any": [], "all": [["y"]], "none": []}"#,
    #""otan": {"weights": {"x": 1, "y": 2.5}, "threshold": 3}"#,
    #""otan": {"weights": {"x": 1e1, "note": "n", "y": 0.5}, "threshold": 0.5}"#,
    #""otan": {"weights": {"note": 2}, "threshold": 2}"#,
    #""otan": {"any": ["x"], "fields": ["title"], "languages": ["fr", "en-GB"]}"#,
    #""otan": {"any": ["x"], "feeds": ["https://a.example/rss"]}"#,
    #""otan": ["x", "x"]"#, "\"otan\": [\"x\",],",
  ])
  func `a right watchlist is accepted`(watchlists: String) {
    #expect(faults(of: whole(watchlists: watchlists)) == [])
  }

  @Test(arguments: [
    #""$schema": "./config.schema.json""#, #""note": "for people""#, #""alerts": {}"#,
    #""alerts": {"directory": ".", "format": "json", "per_watchlist": false, "journal": true}"#,
    #""alerts": {"format": "text"}"#, #""alerts": {"directory": "/var/log/guetteur/"}"#,
    #""state": "guetteur.db""#, #""state": "/var/lib/guetteur/state.sqlite""#,
    #""archive": {"keep": "0s"}"#, #""archive": {"keep": "3650d", "max_bytes": "2GB"}"#,
    #""archive": {"max_bytes": "512MiB", "note": "x"}"#, #""metrics": {}"#,
    #""metrics": {"file": "/var/lib/prometheus/node-exporter/guetteur.prom"}"#, #""fetch": {}"#,
    #""fetch": {"every": "auto", "min_every": "1s", "backfill": "all"}"#,
    #""fetch": {"every": "1s", "min_every": "1s"}"#, #""fetch": {"min_every": "12h"}"#,
    #""fetch": {"max_bytes": "1B", "contact": "a@localhost"}"#,
    #""fetch": {"timeout": "1s", "max_bytes": "1KB", "concurrency": 1, "per_host": 1}"#,
    #""fetch": {"timeout": "1h", "max_bytes": "1GB", "concurrency": 1000, "per_host": 1e1}"#,
    #""fetch": {"host_delay": "0s", "allow_private_addresses": true}"#,
    #""fetch": {"contact": "veille@example.org"}"#,
    #""fetch": {"contact": "mailto:veille+rss@example.org"}"#,
    #""fetch": {"contact": "https://www.example.org/guetteur"}"#,
    #""fetch": {"proxy": "https://proxy.example:443"},"#,
  ])
  func `a right setting is accepted`(more: String) {
    #expect(faults(of: whole(more: more)) == [])
  }

  @Test func `defaults are those of the model`() throws {
    let configuration = try read(whole()).configuration

    #expect(
      configuration
        == Configuration(
          file: "/etc/guetteur/config.json", files: ["/etc/guetteur/config.json"],
          feeds: [
            FeedSettings(
              url: "https://a.example/rss",
              place: SourcePlace(file: "/etc/guetteur/config.json", line: 3, column: 1))
          ],
          watchlists: [
            Watchlist(
              name: "otan",
              any: [
                Term(
                  "Otan", at: SourcePlace(file: "/etc/guetteur/config.json", line: 6, column: 11))
              ], place: SourcePlace(file: "/etc/guetteur/config.json", line: 6, column: 1))
          ],
          alerts: AlertSettings(directory: "/etc/guetteur/alerts"),
          state: "/etc/guetteur/guetteur.db"))
  }

  @Test func `every key arrives`() throws {
    let configuration = try read(
      #"""
      {"feeds": [{"url": "https://a.example/", "name": "A", "every": "10m", "tags": ["t"],
        "language": "fr-CA", "backfill": "all", "enabled": false, "proxy": "http://p.example:1",
        "headers": {"X-A": "b"}, "auth": {"user": "u", "credential": "keys/a"}},
        "https://b.example/"],
       "watchlists": {"w": {"any": ["a"], "all": [["b"], ["c"]], "none": ["d"],
        "weights": {"e": 2.5}, "threshold": 2, "fields": ["title"], "feeds": ["A", "#t"],
        "languages": ["fr-CA", "FR", "en"]}},
       "alerts": {"directory": "./logs/", "format": "json", "per_watchlist": false, "journal": true},
       "state": "/var/lib/g.db", "archive": {"keep": "7d", "max_bytes": "2GiB"},
       "metrics": {"file": "m.prom"},
       "fetch": {"every": "1h", "min_every": "2m", "backfill": "3d", "timeout": "5s",
        "max_bytes": "1MB", "concurrency": 3, "per_host": 4, "host_delay": "0s",
        "contact": "a@b.example", "proxy": "socks5h://q.example", "allow_private_addresses": true}}
      """#
    ).configuration

    let (first, second) = (configuration.feeds[0], configuration.feeds[1])
    #expect(first.name == "A" && first.every == .every(.seconds(600)) && first.tags == ["t"])
    #expect(first.language == "fr-CA" && first.backfill == .all && !first.isEnabled)
    #expect(first.proxy == "http://p.example:1")
    #expect(first.headers == [HeaderField(name: "X-A", value: "b")])
    #expect(first.auth == FeedAuthentication(user: "u", credential: "/etc/guetteur/keys/a"))
    #expect(second.every == .every(.seconds(3600)) && second.proxy == "socks5h://q.example")
    #expect(second.backfill == .within(.seconds(259_200)))
    let list = configuration.watchlists[0]
    #expect(list.all.map { $0.map(\.text) } == [["b"], ["c"]] && list.none.map(\.text) == ["d"])
    #expect(list.weights.map(\.weight) == [2.5] && list.threshold == 2)
    #expect(list.fields == [.title] && list.feeds == [.feed("A"), .tag("t")])
    #expect(list.languages == ["fr", "en"])
    #expect(
      configuration.alerts
        == AlertSettings(
          directory: "/etc/guetteur/logs", format: .json, perWatchlist: false, journal: true))
    #expect(configuration.state == "/var/lib/g.db")
    #expect(
      configuration.archive == ArchiveSettings(keep: .seconds(604_800), maxBytes: 2_147_483_648))
    #expect(configuration.metricsFile == "/etc/guetteur/m.prom")
    #expect(
      configuration.fetch
        == FetchSettings(
          minEvery: .seconds(120), timeout: .seconds(5), maxBytes: 1_000_000, concurrency: 3,
          perHost: 4, hostDelay: .zero, contact: "a@b.example", allowPrivateAddresses: true))
  }

  @Test func `no mutation of a configuration traps`() throws {
    let example = Array(
      try String(contentsOf: root.appending(path: "config.json"), encoding: .utf8).utf8)
    let settings = #""fetch": {"every": "1h30m", "max_bytes": "20MB"}, "archive": {"keep": "90d"}"#
    let seeds = [
      example.prefix(9000) + example.suffix(1500), Array(whole(more: settings).utf8)[...],
    ]
    let reader = ConfigurationReader(environment: [:])
    var random: UInt64 = 20_261_125

    for step in 0..<400 {
      var text = Array(seeds[step % 2])
      for _ in 0..<3 {
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text[Int(random >> 33) % text.count] = UInt8(truncatingIfNeeded: random >> 24)
      }
      _ = try? reader.read(text, file: "c.json", for: .run)
    }
  }

  @Test func `systemd's folders are the defaults where they are given`() throws {
    let configuration = try read(
      whole(), environment: ["LOGS_DIRECTORY": "/var/log/a:/var/log/b", "STATE_DIRECTORY": "/s"]
    ).configuration

    #expect(configuration.alerts.directory == "/var/log/a")
    #expect(configuration.state == "/s/guetteur.db")
  }

  @Test(
    arguments: [
      ("127.0.0.1", true), ("localhost", true), ("news.localhost", true), ("10.1.2.3", true),
      ("172.16.0.1", true), ("172.32.0.1", false), ("192.168.1.1:8080", true),
      ("169.254.169.254", true), ("100.64.0.1", true), ("[::1]", true), ("[fd00::1]", true),
      ("[2001:db8::1]", false), ("8.8.8.8", false), ("10.example.org", false),
    ])
  func `a feed at an address that will be refused is a warning`(
    host: String, isWarned: Bool
  ) throws {
    let feeds = #""feeds": ["http://\#(host)/feed"], "watchlists": { "a": ["b"] }"#
    let open = #", "fetch": { "allow_private_addresses": true }"#

    let warnings = try ["", open].map { more in
      try read("{ \(feeds)\(more) }").warnings.contains {
        $0.message.contains("will not be asked")
      }
    }

    #expect(warnings == [isWarned, false])
  }

  @Test(arguments: [("X-Api-Key", true), ("x-auth-TOKEN", true), ("X-Edition", false)])
  func `a header that looks like a secret is a warning`(name: String, isWarned: Bool) throws {
    let feed = #"{ "url": "https://a.example/", "headers": { "\#(name)": "v" } }"#

    let warnings = try read(#"{ "feeds": [\#(feed)], "watchlists": { "a": ["b"] } }"#).warnings

    #expect(warnings.contains { $0.message.contains("looks like a secret") } == isWarned)
  }

  @Test func `what is doubtful is a warning`() throws {
    let warnings = try read(
      whole(
        feeds: #"{"url": "http://a.example/", "auth": {"credential": "c"}, "enabled": false}"#,
        watchlists: #""otan": ["Otan", "Otan"]"#)
    ).warnings

    #expect(
      warnings.map { String($0.line.dropFirst("/etc/guetteur/config.json:".count).prefix(40)) } == [
        "1:1: fetch.contact: it is not set: a web",
        "2:1: feeds: none of them is enabled",
        "3:53: feeds[0].auth.credential: over htt",
        "3:53: feeds[0].auth.credential: \"/etc/gu",
        "6:18: watchlists.otan[1]: \"Otan\" stands ",
      ])
  }
}
