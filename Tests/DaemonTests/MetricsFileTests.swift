import Foundation
import Model
import Reporting
import TestSupport
import Testing

@testable import Daemon

@Suite struct `The metrics file` {
  @Test func `it is replaced whole, and may be read by others`() async throws {
    let folder = TemporaryFolder()
    let path = try folder.write("old", as: "guetteur.prom")
    let file = MetricsFile(
      path: path, watchlists: ["otan"], version: "1", pool: PoolExecutor(label: "pool", width: 1),
      now: { Timestamp(seconds: 5) },
      feeds: { Metrics.Feeds(ok: 2) }, say: { _ in })

    await file.note([Metrics.Poll(.read, alerts: ["otan": 1])])
    await file.flush()

    let text = try String(contentsOfFile: path, encoding: .utf8)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(text.contains("guetteur_alerts_total{watchlist=\"otan\"} 1\n"))
    #expect(text.contains("guetteur_feeds{state=\"ok\"} 2\n"))
    #expect(mode as? Int == 0o644)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["guetteur.prom"])
  }

  @Test func `a folder that is missing is said once`() async {
    let folder = TemporaryFolder()
    let said = Said()
    let file = MetricsFile(
      path: folder.file("nowhere/guetteur.prom"), watchlists: [], version: "1",
      pool: PoolExecutor(label: "pool", width: 1),
      now: { Timestamp(seconds: 5) }, feeds: { Metrics.Feeds() }, say: said.note)

    await file.flush()
    await file.flush()

    #expect(said.lines.count == 1)
    #expect(said.lines.first?.hasSuffix("cannot be written: No such file or directory") == true)
  }
}

private final class Said: @unchecked Sendable {
  private let lock = NSLock()
  private var all: [String] = []

  var lines: [String] { lock.withLock { all } }

  @Sendable func note(_ diagnostic: Diagnostic) { lock.withLock { all.append(diagnostic.message) } }
}
