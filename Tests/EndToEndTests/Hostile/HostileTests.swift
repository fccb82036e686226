import Foundation
import TestSupport
import Testing

@Suite(.turnstile) struct `Hostile and awkward answers` {
  private static let rows =
    HostileAnswer.statuses + HostileAnswer.retryAfters + HostileAnswer.headers
    + HostileAnswer.redirects + HostileAnswer.transfers + HostileAnswer.bodies

  /// The rows on their servers, and healthy feeds beside them.
  private struct Site {
    let bureau: Bureau
    var lonely: [PressServer] = []
    /// Row name → address.
    var addresses: [String: String] = [:]
    let healthy = (0..<12).map { "/healthy-\($0)" }

    init(_ rows: [HostileAnswer], fetch: String, every: String = "1s") throws {
      bureau = try Bureau()
      bureau.server.on("/healthy") { $1.answer(200, [], page) }
      for path in healthy { bureau.server.serve(path, rss("L’Otan à Tokyo", id: path)) }
      for row in rows {
        let server = row.isAlone ? try PressServer() : bureau.server
        if row.isAlone { lonely.append(server) }
        server.on("/" + row.name, row.answer)
        addresses[row.name] = server.url("/" + row.name)
      }
      let feeds = healthy.prefix(6) + rows.map { addresses[$0.name] ?? "" } + healthy.suffix(6)
      try bureau.configure(feeds: Array(feeds), every: every, fetch: fetch)
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `leave the healthy alone, and each failure is one line with its feed`() async throws {
    let rows = `Hostile and awkward answers`.rows
    let site = try Site(rows, fetch: #""timeout": "6s", "max_bytes": "2MB""#)

    let ending = try await site.bureau.run("once", within: .seconds(200))

    #expect(ending.code == 75)
    let lines = ending.errorLines
    let alerts = site.bureau.alerts
    #expect(alerts.malformed == [])
    for row in rows {
      let address = site.addresses[row.name] ?? ""
      let named = lines.filter { $0.contains(address + ":") || $0.hasSuffix(address) }
      let isReported = alerts.alerts.contains { $0.feed == address }
      switch row.outcome {
      case .fails: #expect(named.count == 1 && !isReported, "\(row.name): \(named)")
      case .reads: #expect(named == [] && isReported, "\(row.name): \(named)")
      case .either: #expect(named.count <= 1, "\(row.name): \(named)")
      }
    }
    for path in site.healthy {
      #expect(alerts.alerts.filter { $0.id == path }.count == 1)
    }
    #expect(site.bureau.log("alerts.log").split(separator: "\n").count == alerts.alerts.count)
    #expect(!text(of: site.bureau.alertFolder + "/alerts.log").contains("\u{1B}"))
  }

  @Test(.timeLimit(.minutes(8)))
  func `do not hold up a watch, and healthy feeds are asked on time`() async throws {
    let rows = `Hostile and awkward answers`.rows
    let site = try Site(rows, fetch: #""timeout": "3s", "max_bytes": "2MB", "concurrency": 200"#)
    let program = try await site.bureau.watch()

    let rounds = Patience.rounds(8, long: 60)
    try await eventually(
      "\(rounds) polls of each healthy feed", within: .seconds(rounds * 5 + 60)
    ) {
      site.healthy.allSatisfy { site.bureau.server.requests($0).count > rounds }
    }
    program.send(SIGTERM)

    let ending = try await program.ending()
    #expect(ending.code == 0)
    for path in site.healthy {
      let times = site.bureau.server.requests(path).map(\.time)
      let gaps = zip(times, times.dropFirst()).map { $1 - $0 }
      #expect(gaps.dropFirst().max() ?? .zero < Patience.bound(.seconds(2)), "\(path): \(gaps)")
      // A question that was late on its way leaves less time until the next one, once.
      let span = gaps.reduce(.seconds(2), +)
      #expect(span > .milliseconds(900) * gaps.count, "\(path): asked more often than promised")
    }
    #expect(site.bureau.alerts.malformed == [])
    #expect(site.bureau.alerts.doubles == [])
  }

  /// A debug build takes some 12 MB more; `GUETTEUR_PROGRAM` names one of which all is asked. A
  /// sanitizer's own memory would drown the figure.
  @Test(
    .enabled(if: !Patience.isSanitized),
    arguments: HostileAnswer.bombs.map(\.name))
  func `take no more than 60 MB`(name: String) async throws {
    let row = try #require(HostileAnswer.bombs.first { $0.name == name })
    let site = try Site([row], fetch: #""timeout": "20s""#)

    let ending = try await site.bureau.run("once")

    if case .fails = row.outcome { #expect(ending.code == 75, "\(ending.errors)") }
    #expect(ending.code == 0 || ending.code == 75)
    #expect(
      site.healthy.allSatisfy { path in site.bureau.alerts.alerts.contains { $0.id == path } })
    #expect(ending.peakMemory < (Program.isOfThisBuild ? 72_000 : 58_500), "KiB")
  }
}
