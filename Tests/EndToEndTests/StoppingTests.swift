import Foundation
import TestSupport
import Testing

@Suite(.turnstile) struct `Stopping` {
  private let bureau: Bureau

  init() throws { bureau = try Bureau() }

  @Test(arguments: [SIGTERM, SIGINT])
  func `a signal ends an idle watch at once with 0`(signal: Int32) async throws {
    bureau.server.serve("/feed", rss("L’Otan à Tokyo"))
    try bureau.configure(feeds: ["/feed"])
    let program = try await bureau.watch()
    try await bureau.alerts(reach: 1)

    program.send(signal)

    let began = ContinuousClock.now
    #expect(try await program.ending().code == 0)
    #expect(ContinuousClock.now - began < Patience.bound(.seconds(1)))
  }

  @Test func `SIGTERM ends a watch whose server hangs`() async throws {
    for path in ["/silent", "/half", "/drip"] {
      bureau.server.on(path) { request, visit in
        if request.path == "/half" {
          visit.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<rss")
        }
        if request.path == "/drip" {
          visit.send("HTTP/1.1 200 OK\r\n\r\n")
          while visit.wait(milliseconds: 50) { visit.send("<") }
        }
        visit.hang()
      }
    }
    try bureau.configure(feeds: ["/silent", "/half", "/drip"], fetch: #""timeout": "5m""#)
    let program = try await bureau.watch()
    try await eventually("all three are asked") { bureau.server.requests().count == 3 }

    program.send(SIGTERM)

    let began = ContinuousClock.now
    #expect(try await program.ending().code == 0)
    #expect(ContinuousClock.now - began < Patience.bound(.seconds(5)))
  }

  @Test(arguments: [0, 10, 20, 40, 60, 90, 130, 200])
  func `SIGTERM while it starts ends it`(milliseconds: Int) async throws {
    let press = SteadyPress(
      on: bureau.server, newspapers: 3, interval: .milliseconds(5), window: 500)
    try bureau.configure(feeds: press.paths, watchlists: SteadyPress.watchlists)
    let program = try Program(["run"], in: bureau.folder)
    await elapse(.milliseconds(milliseconds))

    program.send(SIGTERM)

    // Before its first line it has no say (longer on a busy machine): then the signal itself ends
    // it, which is as clean. Once it has said something it ends by itself.
    let ending = try await program.ending(within: Patience.bound(.seconds(5)))
    #expect(ending.code == 0 || (ending.signal == SIGTERM && ending.errors.isEmpty))
  }

  @Test func `SIGTERM while another process holds the ledger ends it with 0`() async throws {
    bureau.server.serve("/feed", rss("L’Otan à Tokyo"))
    try bureau.configure(feeds: ["/feed"])
    let first = try await bureau.watch()
    let second = try Program(["run"], in: bureau.folder)
    await elapse(.milliseconds(1500))
    #expect(!second.hasEnded)

    second.send(SIGTERM)

    let began = ContinuousClock.now
    #expect(try await second.ending().code == 0)
    #expect(ContinuousClock.now - began < Patience.bound(.seconds(1)))
    #expect(!first.hasEnded)
  }

  @Test func `SIGTERM under load loses nothing`() async throws {
    let press = SteadyPress(
      on: bureau.server, newspapers: 4, interval: .milliseconds(20), window: 4000)
    try bureau.configure(feeds: press.paths, watchlists: SteadyPress.watchlists)
    for pause in [100, 900, 1400] {
      let program = try await bureau.watch()
      await elapse(.milliseconds(pause))
      program.send(SIGTERM)
      #expect(try await program.ending(within: Patience.bound(.seconds(5))).code == 0)
    }
    press.stop()
    let expected = press.expected(press.published)
    let program = try await bureau.watch()
    try await bureau.alerts(reach: expected.count)
    program.send(SIGTERM)

    #expect(try await program.ending().code == 0)
    #expect(Set(bureau.alerts.alerts.map { "\($0.watchlist) \($0.id)" }) == expected)
    #expect(bureau.alerts.doubles == [])
    #expect(bureau.alerts.malformed == [])
  }

  @Test func `SIGTERM ends a watch whose logs cannot be written, and nothing is lost`()
    async throws
  {
    bureau.server.serve("/feed", rss("L’Otan à Tokyo"))
    try bureau.configure(feeds: ["/feed"])
    try bureau.folder.write("in the way", as: "alerts")
    let first = try await bureau.watch()
    try await first.says("alerts", times: 1)
    try await eventually("it is asked") { !bureau.server.requests().isEmpty }

    first.send(SIGTERM)

    let began = ContinuousClock.now
    #expect(try await first.ending().code == 0)
    #expect(ContinuousClock.now - began < Patience.bound(.seconds(5)))
    try FileManager.default.removeItem(atPath: bureau.alertFolder)
    let second = try await bureau.watch()
    try await bureau.alerts(reach: 1)
    second.send(SIGTERM)
    #expect(try await second.ending().code == 0)
    #expect(bureau.alerts.alerts.count == 1)
  }

  @Test func `a second SIGTERM ends at once`() async throws {
    bureau.server.on("/feed") { $1.hang() }
    try bureau.configure(feeds: ["/feed"], fetch: #""timeout": "5m""#)
    let program = try await bureau.watch()
    try await eventually("it is asked") { !bureau.server.requests().isEmpty }

    program.send(SIGTERM)
    program.send(SIGTERM)

    let began = ContinuousClock.now
    #expect(try await program.ending().code == 0)
    #expect(ContinuousClock.now - began < Patience.bound(.seconds(1)))
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func `a signal ends once, and nothing that was read is lost`(signal: Int32) async throws {
    bureau.server.serve("/good", rss("L’Otan à Tokyo"))
    bureau.server.on("/hang") { $1.hang() }
    try bureau.configure(feeds: ["/good", "/hang"], fetch: #""timeout": "5m""#)
    let program = try Program(["once"], in: bureau.folder)
    try await bureau.alerts(reach: 1)

    program.send(signal)

    let ending = try await program.ending(within: Patience.bound(.seconds(5)))
    #expect(ending.code == 0)
    #expect(bureau.alerts.alerts.count == 1)
    #expect(bureau.alerts.malformed == [])
  }

  @Test func `without stderr it watches all the same and writes no word into a log`() async throws {
    bureau.server.serve("/good", rss("L’Otan à Tokyo"))
    bureau.server.on("/bad") { $1.answer(500) }
    try bureau.configure(feeds: ["/good", "/bad"])
    let program = try await bureau.watch(prelude: "exec 2>&- 1>&- 0<&-")
    try await bureau.alerts(reach: 1)
    for descriptor in 0...2 {
      let path = "/proc/\(program.pid)/fd/\(descriptor)"
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == "/dev/null")
    }
    try bureau.configure(feeds: ["/good", "/bad", "/third"])
    try await eventually("the new feed is asked") { !bureau.server.requests("/third").isEmpty }

    program.send(SIGTERM)

    #expect(try await program.ending().code == 0)
    #expect(bureau.alerts.malformed == [])
    #expect(bureau.alerts.alerts.count == 1)
    #expect(bureau.log("alerts.log").split(separator: "\n").count == 1)
  }

  @Test func `a stderr that nobody reads any more is no reason to stop`() async throws {
    bureau.server.serve("/good", rss("L’Otan à Tokyo"))
    bureau.server.on("/bad") { $1.answer(500) }
    try bureau.configure(feeds: ["/good", "/bad"])
    let program = try Program(
      ["run"], in: bureau.folder, prelude: "mkfifo pipe; : <pipe & exec 2>pipe; wait")
    try await bureau.alerts(reach: 1)
    bureau.server.serve("/good", rss([Article("1", "L’Otan à Tokyo"), Article("2", "L’Otan")]))
    try await bureau.alerts(reach: 2)

    program.send(SIGTERM)

    #expect(try await program.ending().code == 0)
  }

  @Test func `a pass packs first, and then brings the ledger to rest`() async throws {
    // A megabyte is enough for a page of the archive.
    let text = String(repeating: "Ouverture à Tokyo. ", count: 500)
    bureau.server.serve("/good", rss((1...150).map { Article("\($0)", "L’Otan", summary: text) }))
    try bureau.configure(feeds: ["/good"])

    #expect(try await bureau.run("once").code == 0)

    let ledger = try #require(
      try FileManager.default.contentsOfDirectory(atPath: bureau.folder.path)
        .first { $0.hasSuffix(".lock") }?.dropLast(5))
    let files = ["", "-wal", ".lock"].map { suffix in
      FileManager.default.contents(atPath: bureau.folder.file(ledger + suffix)) ?? Data()
    }
    #expect(files[0].count > 100_000)
    #expect(files[1].isEmpty)
    #expect(String(decoding: files[2], as: UTF8.self).hasPrefix("closed \(files[0].count) "))
  }
}
