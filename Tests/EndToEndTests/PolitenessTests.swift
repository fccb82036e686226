import Foundation
import TestSupport
import Testing

@Suite(.turnstile) struct `Manners` {
  private let bureau: Bureau

  init() throws { bureau = try Bureau() }

  @Test func `a question says who asks, and nothing that it need not`() async throws {
    bureau.server.on("/feed") { _, visit in
      visit.answer(200, ["Set-Cookie: visitor=42; Path=/", "ETag: \"1\""], rss("Otan"))
    }
    try bureau.configure(feeds: [bureau.server.url("/feed?b=2&a=%C3%A9")])
    try bureau.folder.write("machine 127.0.0.1 login me password secret\n", as: ".netrc")
    chmod(bureau.folder.file(".netrc"), 0o600)

    for _ in 0..<2 {
      _ = try await bureau.run(
        "once",
        environment: ["http_proxy": "http://127.0.0.1:1", "ALL_PROXY": "http://127.0.0.1:1"])
    }

    let requests = bureau.server.requests()
    #expect(requests.count == 2)
    for request in requests {
      #expect(request.method == "GET")
      #expect(request.target == "/feed?b=2&a=%C3%A9")
      #expect(request["Host"] == "127.0.0.1:\(bureau.server.port)")
      #expect(
        request["User-Agent"]?.contains(/^Guetteur\/[0-9.]+ \(\+https:\/\/gazette.test\/\)$/)
          == true)
      #expect(request["Accept-Encoding"]?.contains("gzip") == true)
      for name in ["Cookie", "Referer", "Authorization", "Range", "X-Requested-With"] {
        #expect(request[name] == nil, "\(name)")
      }
    }
  }

  @Test(arguments: [
    ("W/\"été 日本\"", "Wed, 25 Nov 2026 10:00:00 GMT"), ("unquoted", "yesterday, about noon"),
    ("\"a\"b\"", "0"), ("\"two  blanks\"", "2026-11-25T10:00:00Z"),
  ])
  func `validators come back byte for byte`(etag: String, date: String) async throws {
    bureau.server.on("/feed") { _, visit in
      visit.answer(200, ["ETag: \(etag)", "Last-Modified: \(date)"], rss("Otan"))
    }
    try bureau.configure(feeds: ["/feed"])

    for _ in 0..<2 { _ = try await bureau.run("once") }

    let requests = bureau.server.requests()
    #expect(requests.map { $0["If-None-Match"] } == [nil, etag])
    #expect(requests.map { $0["If-Modified-Since"] } == [nil, date])
  }

  @Test func `a first poll that failed does not make old entries news`() async throws {
    bureau.server.on("/feed") { $1.answer(500) }
    try bureau.folder.write(
      """
      { "feeds": ["\(bureau.url("/feed"))"], "watchlists": { "otan": ["Otan"] },
        "fetch": { "allow_private_addresses": true } }
      """, as: "config.json")
    _ = try await bureau.run("once")
    bureau.server.serve(
      "/feed",
      """
      <rss version="2.0"><channel><title>G</title><item><guid>1</guid><title>Otan</title>
      <pubDate>Mon, 06 Jan 2020 10:00:00 GMT</pubDate></item></channel></rss>
      """)

    let ending = try await bureau.run("once")

    #expect(ending.code == 0, "\(ending.errors)")
    #expect(bureau.log("alerts.jsonl").isEmpty)
  }

  @Test func `a document that was cut leaves no validators`() async throws {
    bureau.server.on("/feed") { _, visit in
      let body = rss([Article("1", "Otan"), Article("2", "Otan")])
      visit.send(
        "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
          + body.dropLast(120))
      visit.close()
    }
    try bureau.configure(feeds: ["/feed"])

    for _ in 0..<2 { _ = try await bureau.run("once") }

    #expect(bureau.server.requests().map { $0["If-None-Match"] } == [nil, nil])
  }

  @Test func `validators of one address are not shown to another`() async throws {
    bureau.server.on("/old") { $1.answer(302, ["Location: /one"]) }
    bureau.server.on("/one") { $1.answer(200, ["ETag: \"1\""], rss("Otan")) }
    bureau.server.on("/two") { $1.answer(200, [], rss("Otan")) }
    try bureau.configure(feeds: ["/old"])
    _ = try await bureau.run("once")
    bureau.server.on("/old") { $1.answer(302, ["Location: /two"]) }

    _ = try await bureau.run("once")

    #expect(bureau.server.requests("/old").map { $0["If-None-Match"] } == [nil, nil])
    #expect(bureau.server.requests("/two").map { $0["If-None-Match"] } == [nil])
  }

  @Test func `Retry-After holds the whole host, over restarts, and once obeys unless forced`()
    async throws
  {
    bureau.server.on("/busy") { $1.answer(429, ["Retry-After: 3600"]) }
    bureau.server.serve("/other", rss("Otan"))
    try bureau.configure(feeds: ["/busy"])
    let first = try await bureau.watch()
    try await first.says("asks to wait")
    try bureau.configure(feeds: ["/busy", "/other"])
    try await first.says("reloaded")
    await elapse(.milliseconds(1500))
    first.send(SIGTERM)
    _ = try await first.ending()

    let once = try await bureau.run("once")
    #expect(once.errors.contains(bureau.server.url("/busy")), "\(once.errors)")
    #expect(bureau.server.requests().map(\.path) == ["/busy"])
    let forced = try await bureau.run("once", "--force")

    #expect(forced.code == 75)
    #expect(bureau.server.requests().map(\.path).sorted() == ["/busy", "/busy", "/other"])
    #expect(bureau.alerts.alerts.count == 1)
  }

  @Test func `410 stops a feed and says so`() async throws {
    bureau.server.on("/gone") { $1.answer(410) }
    bureau.server.serve("/feed", rss("Otan"))
    try bureau.configure(feeds: ["/gone", "/feed"])
    let program = try await bureau.watch()

    try await program.says("410")

    try await eventually("the other is asked on") { bureau.server.requests("/feed").count > 3 }
    #expect(bureau.server.requests("/gone").count == 1)
    program.send(SIGTERM)
    _ = try await program.ending()
    #expect(bureau.log("coverage.log").contains("gone"))
  }

  @Test func `a host is asked by two at once, one start a second`() async throws {
    let busy = Busy()
    let paths = (0..<5).map { "/feed-\($0)" }
    for path in paths {
      bureau.server.on(path) { _, visit in
        busy.enter()
        _ = visit.wait(milliseconds: 300)
        busy.leave()
        visit.answer(200, [], rss("Otan", id: path))
      }
    }
    try bureau.folder.write(
      """
      { "feeds": [\(paths.map { "\"\(bureau.url($0))\"" }.joined(separator: ","))],
        "watchlists": { "otan": ["Otan"] },
        "fetch": { "backfill": "all", "allow_private_addresses": true } }
      """, as: "config.json")

    let ending = try await bureau.run("once")

    #expect(ending.code == 0, "\(ending.errors)")
    #expect(busy.most <= 2)
    let times = bureau.server.requests().map(\.time)
    #expect(times.count == 5)
    for (one, next) in zip(times, times.dropFirst()) { #expect(next - one > .milliseconds(900)) }
    #expect(bureau.server.connections <= 2, "connections are kept")
  }

  @Test func `credentials and headers go to their origin alone, and into no log`() async throws {
    let other = try PressServer()
    other.serve("/feed", rss("Otan"))
    let target = other.url("/feed")
    bureau.server.on("/feed") { $1.answer(302, ["Location: \(target)"]) }
    try bureau.folder.write("s3cret-word\n", as: "password")
    chmod(bureau.folder.file("password"), 0o600)
    try bureau.configure(feeds: [
      """
      { "url": "\(bureau.server.url("/feed"))",
        "auth": { "user": "me", "credential": "\(bureau.folder.file("password"))" },
        "headers": { "X-Token": "t0ken-word" } }
      """
    ])

    let ending = try await bureau.run("once", "--verbose")

    #expect(ending.code == 0, "\(ending.errors)")
    let first = try #require(bureau.server.requests().first)
    #expect(first["Authorization"] == "Basic " + Data("me:s3cret-word".utf8).base64EncodedString())
    #expect(first["X-Token"] == "t0ken-word")
    let second = try #require(other.requests().first)
    #expect(second["Authorization"] == nil)
    #expect(second["X-Token"] == nil)
    #expect(!ending.errors.contains("cret") && !ending.errors.contains("t0ken"))
    #expect(!text(of: bureau.alertFolder + "/alerts.jsonl").contains("cret"))
  }

  @Test func `a credential that others can read is refused by name`() async throws {
    bureau.server.serve("/feed", rss("Otan"))
    let file = try bureau.folder.write("s3cret-word\n", as: "password")
    chmod(file, 0o644)
    try bureau.configure(feeds: [
      """
      { "url": "\(bureau.server.url("/feed"))",
        "auth": { "user": "me", "credential": "\(file)" } }
      """
    ])

    let ending = try await bureau.run("once")

    #expect(ending.code == 75 || ending.code == 78)
    #expect(ending.errors.contains("password"))
    #expect(!ending.errors.contains("s3cret"))
    #expect(bureau.server.requests().isEmpty)
  }

  @Test(arguments: [
    "127.0.0.1", "localhost", "0.0.0.0", "[::1]", "[::]", "2130706433", "0x7f.0.0.1", "0177.0.0.1",
    "127.1", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "127.0.0.1.", "169.254.169.254",
    "10.0.0.1", "192.168.0.1", "172.16.0.1", "100.64.0.1", "[fe80::1]", "[fd00::1]",
  ])
  func `private addresses are refused before a connection`(host: String) async throws {
    try bureau.folder.write(
      """
      { "feeds": ["http://\(host):\(bureau.server.port)/feed"],
        "watchlists": { "otan": ["Otan"] }, "fetch": { "timeout": "3s" } }
      """, as: "config.json")

    let ending = try await bureau.run("once")

    #expect(ending.code == 75 || ending.code == 78, "\(ending.errors)")
    #expect(ending.errorLines.contains { $0.contains(":\(bureau.server.port)/feed") })
    #expect(bureau.server.connections == 0)
  }

  @Test func `a proxy that is configured is asked instead`() async throws {
    bureau.server.on("http://gazette.test/feed") { $1.answer(200, [], rss("Otan")) }
    try bureau.configure(feeds: [
      #"{ "url": "http://gazette.test/feed", "proxy": "\#(bureau.server.url(""))" }"#
    ])

    let ending = try await bureau.run("once")

    #expect(ending.code == 0, "\(ending.errors)")
    #expect(bureau.server.requests().map(\.target) == ["http://gazette.test/feed"])
    #expect(bureau.alerts.alerts.count == 1)
  }
}

/// How many are in a room at once.
private final class Busy: Sendable {
  private let state = Locked((now: 0, most: 0))

  func enter() {
    state.withLock { state in
      state.now += 1
      state.most = max(state.most, state.now)
    }
  }

  func leave() { state.withLock { $0.now -= 1 } }

  var most: Int { state.withLock { $0.most } }
}
