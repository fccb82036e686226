import Foundation
import TestSupport
import Testing

@Suite(.turnstile, .timeLimit(.minutes(4))) struct `Hosts that hang` {
  private let bureau: Bureau
  private let deadHosts: [PressServer]
  private let dead: [String]
  private let healthy = (0..<10).map { "/healthy-\($0)" }

  /// Far more than `concurrency`, and a time-out that no test waits for.
  init() throws {
    bureau = try Bureau()
    deadHosts = try (1...30).map { try PressServer(address: "127.0.0.\($0 + 30)") }
    let paths = (0..<5).map { "/dead-\($0)" }
    for (number, path) in paths.enumerated() {
      for host in deadHosts {
        host.on(path) { _, visit in
          if number % 3 > 0 { visit.send("HTTP/1.1 200 OK\r\nX-Slow: ") }
          while number % 3 > 1, visit.wait(milliseconds: 500) { visit.send("y") }
          visit.hang()
        }
      }
    }
    dead = deadHosts.flatMap { host in paths.map { host.url($0) } }
    for path in healthy { bureau.server.serve(path, rss("Otan", id: path)) }
    try configure(dead)
  }

  private func configure(_ dead: [String]) throws {
    try bureau.configure(feeds: dead + healthy, fetch: #""timeout": "1h", "concurrency": 20"#)
  }

  /// The second with few descriptors: not all can wait at once, but still twice the concurrency.
  @Test(arguments: [nil, "ulimit -n 256"])
  func `do not keep a watch from asking others`(prelude: String?) async throws {
    if prelude != nil { try configure(Array(dead.prefix(60))) }
    let program = try await bureau.watch(prelude: prelude)

    try await eventually("each healthy feed is asked three times", within: .seconds(60)) {
      self.healthy.allSatisfy { self.bureau.server.requests($0).count >= 3 }
    }

    program.send(SIGTERM)
    #expect(try await program.ending().code == 0)
    #expect(bureau.alerts.alerts.count == healthy.count)
  }

  @Test func `do not keep a pass from asking others`() async throws {
    let program = try Program(["once"], in: bureau.folder)

    try await bureau.alerts(reach: healthy.count)

    program.send(SIGTERM)
    _ = try await program.ending()
  }
}

@Suite(.turnstile) struct `Hosts that redirects lead to` {
  private let bureau: Bureau
  private let other: PressServer

  init() throws {
    bureau = try Bureau()
    other = try PressServer(address: "127.0.0.9")
  }

  private func configure(_ paths: [String]) throws {
    try bureau.folder.write(
      """
      { "feeds": [\(paths.map { "\"\(bureau.url($0))\"" }.joined(separator: ","))],
        "watchlists": { "otan": ["Otan"] },
        "fetch": { "backfill": "all", "allow_private_addresses": true, "timeout": "20s",
                   "host_delay": "1s", "per_host": 2 } }
      """, as: "config.json")
  }

  @Test func `are asked as politely as others`() async throws {
    let doors = try (1...5).map { try PressServer(address: "127.0.0.\($0 + 10)") }
    for (number, door) in doors.enumerated() {
      let target = other.url("/feed-\(number)")
      door.on("/feed") { $1.answer(302, ["Location: \(target)"]) }
      other.serve("/feed-\(number)", rss("Otan", id: "\(number)"))
    }
    try configure(doors.map { $0.url("/feed") })

    let ending = try await bureau.run("once")

    #expect(ending.code == 0, "\(ending.errors)")
    let times = other.requests().map(\.time)
    #expect(times.count == 5)
    for (one, next) in zip(times, times.dropFirst()) { #expect(next - one > .milliseconds(900)) }
  }

  @Test func `are not asked again once they asked to be left alone`() async throws {
    let doors = try (1...3).map { try PressServer(address: "127.0.0.\($0 + 20)") }
    for (number, door) in doors.enumerated() {
      let target = other.url("/feed-\(number)")
      door.on("/feed") { $1.answer(302, ["Location: \(target)"]) }
      other.on("/feed-\(number)") { $1.answer(429, ["Retry-After: 5000"]) }
    }
    try configure(doors.map { $0.url("/feed") })

    let ending = try await bureau.run("once")
    let again = try await bureau.run("once")

    #expect(other.requests().count == 1)
    #expect(ending.code == 75)
    #expect(ending.errorLines.count { $0.contains("HTTP status 429") } == 1)
    #expect(ending.errorLines.count { $0.contains("host asks to wait") } >= 2)
    for door in doors {
      #expect(again.errorLines.contains { $0.contains(door.url("/feed")) }, "\(again.errors)")
    }
  }
}
