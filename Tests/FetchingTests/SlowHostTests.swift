import Fetching
import Model
import TestSupport
import Testing

/// Long enough that nothing here may wait for it.
private func patientRequest(_ url: String) -> FetchRequest {
  var request = request(url)
  request.timeout = .seconds(3600)
  return request
}

@Suite(.timeLimit(.minutes(2))) struct `A host that lets us wait` {
  @Test(
    arguments: [
      ("HTTP/1.1 302 Found\r\nLocation: /feed\r\nContent-Length: 100\r\n\r\n", "200 <rss/>"),
      ("HTTP/1.1 301 Moved\r\nLocation: /feed\r\n\r\n", "200 <rss/>"),
      (
        "HTTP/1.1 308 Moved\r\nLocation: /feed\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nmo",
        "200 <rss/>"
      ),
      ("HTTP/1.1 307 Moved\r\nLocation: /feed\r\nContent-Length: 99999999\r\n\r\n", "200 <rss/>"),
      ("HTTP/1.1 404 No\r\nContent-Length: 100\r\n\r\nno", "refused 404"),
      ("HTTP/1.1 429 No\r\nContent-Length: 100000\r\n\r\n", "refused 429"),
      ("HTTP/1.1 503 No\r\n\r\n", "refused 503"),
      ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n", "refused 101"),
    ])
  func `for a body that nobody reads is not waited for`(
    _ answer: String, _ expected: String
  ) async throws {
    let server = try LoopbackServer.start { request in
      request.path == "/feed"
        ? .ok("<rss/>") : LoopbackResponse([.bytes(Array(answer.utf8)), .hang])
    }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }

    let came = await outcome(of: patientRequest(server.url("/first")), by: fetcher)

    #expect(came == expected)
  }

  @Test func `for a moment keeps its connection`() async throws {
    let server = try LoopbackServer.start { _ in
      LoopbackResponse([
        .bytes(Array("HTTP/1.1 404 No\r\nContent-Length: 9\r\n\r\n".utf8)),
        .pause(milliseconds: 5), .bytes(Array("not found".utf8)),
      ])
    }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }

    for _ in 0..<5 { _ = await outcome(of: request(server.url()), by: fetcher) }

    // On a busy machine a moment may be longer.
    #expect(server.connectionCount <= 3)
  }

  @Test(
    arguments: [
      [.hang], [.bytes(Array("HTTP/1.1 200 OK\r\nX-Slow: ".utf8)), .hang],
      [
        .bytes(Array("HTTP/1.1 200 OK\r\nX-Slow: ".utf8)),
        .drip(Array(String(repeating: "ab", count: 500).utf8), everyMilliseconds: 200),
      ],
      [.bytes(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<rss>".utf8)), .hang],
    ] as [[LoopbackResponse.Step]])
  func `does not keep others from being asked`(_ steps: [LoopbackResponse.Step]) async throws {
    let server = try LoopbackServer.start { request in
      request.path == "/feed" ? .ok("<rss/>") : LoopbackResponse(steps)
    }
    defer { server.stop() }
    let fetcher = try CurlFetcher(
      settings: FetchSettings(concurrency: 2, allowPrivateAddresses: true), version: "1")
    defer { fetcher.stop() }

    let slow = (0..<5).map { number in
      Task { await outcome(of: patientRequest(server.url("/\(number)")), by: fetcher) }
    }
    try await eventually("all are asked") { server.requests.count == 5 }
    let came = await outcome(of: patientRequest(server.url("/feed")), by: fetcher)

    #expect(came == "200 <rss/>")
    fetcher.stop()
    for one in slow { #expect(await one.value == "failed cancelled") }
  }

  @Test func `is said to, until much has come`() async throws {
    let filler = [UInt8](repeating: UInt8(ascii: " "), count: 70_000)
    let server = try LoopbackServer.start { _ in
      let head = "HTTP/1.1 200 OK\r\nContent-Length: \(filler.count + 1)\r\n\r\n"
      return LoopbackResponse([
        .bytes(Array(head.utf8)), .pause(milliseconds: 3000), .bytes(filler), .hang,
      ])
    }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }
    let (events, stream) = AsyncStream.makeStream(of: FetchEvent.self)

    fetcher.fetch(patientRequest(server.url())) { stream.yield($0) }

    var heard: [String] = []
    for await event in events {
      switch event {
      case .waits(let wait): heard.append("waits for \(wait)")
      case .goesOn:
        heard.append("goes on")
        fetcher.stop()
      case .led: heard.append("led")
      case .ended:
        heard.append("ended")
        stream.finish()
      }
    }
    #expect(heard == ["waits for answer", "goes on", "ended"])
  }

  @Test func `after a redirect is asked when we say so`() async throws {
    let server = try LoopbackServer.start { request in
      request.path == "/feed" ? .ok("<rss/>") : .redirect(302, to: "/feed")
    }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }
    let (events, stream) = AsyncStream.makeStream(of: FetchEvent.self)
    fetcher.fetch(patientRequest(server.url("/first"))) { stream.yield($0) }
    var iterator = events.makeAsyncIterator()
    guard case .led(let fetch) = await iterator.next() else {
      Issue.record("it is not led anywhere")
      return
    }
    #expect(fetch.url == server.url("/feed"))
    #expect(server.requests.map(\.path) == ["/first"])

    fetcher.goOn(fetch)

    guard case .ended(let answer) = await iterator.next() else {
      Issue.record("it does not end")
      return
    }
    #expect(facts(of: try answer.reply()).status == 200)
    #expect(server.requests.map(\.path) == ["/first", "/feed"])
  }
}
