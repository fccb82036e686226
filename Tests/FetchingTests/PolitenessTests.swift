import Fetching
import Model
import TestSupport
import Testing

@Suite struct `A request` {
  @Test func `says who we are, and nothing that nobody asked for`() async throws {
    let server = try LoopbackServer.start { _ in .ok("<rss/>") }
    defer { server.stop() }
    let fetcher = try loopbackFetcher(contact: "https://watch.example/")
    defer { fetcher.stop() }

    _ = try await fetcher.fetch(request(server.url("/feed?a=1&b=%C3%A9")))

    let asked = try #require(server.requests.first)
    #expect(asked.method == "GET" && asked.path == "/feed?a=1&b=%C3%A9")
    #expect(
      asked.headers.map(\.name).sorted() == ["Accept", "Accept-Encoding", "Host", "User-Agent"])
    #expect(asked.header("User-Agent") == "Guetteur/1.2.3 (+https://watch.example/)")
    #expect(asked.header("Accept-Encoding") == "gzip,br,zstd")
  }

  @Test func `without a contact names the program alone`() async throws {
    let server = try LoopbackServer.start { _ in .ok("<rss/>") }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }

    _ = try await fetcher.fetch(request(server.url()))

    #expect(server.requests.first?.header("User-Agent") == "Guetteur/1.2.3")
  }

  @Test func `keeps no cookie and sends no Referer`() async throws {
    let server = try LoopbackServer.start { request in
      request.path == "/"
        ? LoopbackResponse(status: 302, headers: [("Set-Cookie", "a=1"), ("Location", "/feed")])
        : .ok("<rss/>", headers: [("Set-Cookie", "b=2; Path=/")])
    }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }

    _ = try await fetcher.fetch(request(server.url()))
    _ = try await fetcher.fetch(request(server.url()))

    #expect(server.requests.count == 4)
    #expect(
      server.requests.allSatisfy { $0.header("Cookie") == nil && $0.header("Referer") == nil })
  }

  @Test func `uses its connection again`() async throws {
    let server = try LoopbackServer.start { _ in .ok("<rss/>") }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }

    for _ in 0..<10 { _ = try await fetcher.fetch(request(server.url())) }

    // One; on a machine so busy that two minutes pass between two of them, libcurl takes another.
    #expect(server.connectionCount <= 2)
  }

  @Test func `takes another connection after a rest`() async throws {
    let server = try LoopbackServer.start { _ in .ok("<rss/>") }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }
    let before = await outcome(of: request(server.url()), by: fetcher)

    await fetcher.rest()

    let after = await outcome(of: request(server.url()), by: fetcher)
    #expect([before, after] == ["200 <rss/>", "200 <rss/>"])
    #expect(server.connectionCount == 2)
  }

  @Test func `goes on while others rest`() async throws {
    let server = try LoopbackServer.start { _ in
      LoopbackResponse([.pause(milliseconds: 2)] + LoopbackResponse.ok("<rss/>").steps)
    }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }

    let came = await withTaskGroup(of: String?.self) { group in
      for i in 0..<100 {
        group.addTask { await outcome(of: request(server.url("/\(i)")), by: fetcher) }
        group.addTask {
          await fetcher.rest()
          return nil
        }
      }
      return await group.reduce(into: Set()) { if let one = $1 { $0.insert(one) } }
    }

    #expect(came == ["200 <rss/>"])
  }

  @Test func `rests no more once it has stopped`() async throws {
    let fetcher = try loopbackFetcher()
    fetcher.stop()

    await fetcher.rest()

    #expect(await outcome(of: request("http://127.0.0.1:1/"), by: fetcher) == "failed cancelled")
  }

  @Test func `sends validators byte for byte, to the address that gave them`() async throws {
    let server = try LoopbackServer.start { request in
      request.header("If-None-Match") == nil ? .ok("<rss/>") : LoopbackResponse(status: 304)
    }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }
    var question = request(server.url("/feed"))
    question.validators = Validators(
      url: question.url, etag: Array("W/\"a  é\"".utf8), lastModified: Array("yesterday".utf8))

    let came = await outcome(of: question, by: fetcher)
    question.url = server.url("/feed?other")
    let elsewhere = await outcome(of: question, by: fetcher)

    #expect(came == "304" && elsewhere == "200 <rss/>")
    let head = String(decoding: server.requests[0].head, as: UTF8.self)
    #expect(head.contains("\r\nIf-None-Match: W/\"a  é\"\r\n"))
    #expect(head.contains("\r\nIf-Modified-Since: yesterday\r\n"))
    #expect(server.requests[1].header("If-None-Match") == nil)
  }

  @Test func `sends validators to where the redirect leads, when they came from there`()
    async throws
  {
    let server = try LoopbackServer.start { request in
      request.path == "/" ? .redirect(302, to: "/feed") : LoopbackResponse(status: 304)
    }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }
    var question = request(server.url())
    question.validators = Validators(url: server.url("/feed"), etag: [65])

    let came = await outcome(of: question, by: fetcher)

    #expect(came == "304")
    #expect(server.requests[0].header("If-None-Match") == nil)
    #expect(server.requests[1].header("If-None-Match") == "A")
  }

  @Test func `knows a body again that it had`() async throws {
    let server = try LoopbackServer.start { _ in .ok("<rss/>") }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }
    var question = request(server.url())
    question.knownBodyHash = facts(of: try await fetcher.fetch(question)).bodyHash

    let again = await outcome(of: question, by: fetcher)

    #expect(question.knownBodyHash != nil)
    #expect(again == "unchanged")
  }

  @Test(arguments: [
    "ftp://example.org/", "file:///etc/passwd", "gopher://example.org/", "example", "",
    "http://", "http://exa mple.org/", "http://example.org/\r\nX: y", "http://a:b@example.org/",
    "http://[::1/", "http://example.org:99999/", "HTTP://user@example.org/",
  ])
  func `of an unusable address is not made`(_ url: String) async throws {
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }

    let came = await outcome(of: request(url), by: fetcher)

    #expect(came == "failed address")
  }

  @Test(.timeLimit(.minutes(1)))
  func `ends when its task is cancelled, and when the fetcher stops`() async throws {
    let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
    let server = try LoopbackServer.start { _ in
      arrival.yield()
      return LoopbackResponse([.hang])
    }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()

    let cancelled = Task { await outcome(of: patient(server.url("/1")), by: fetcher) }
    let stopped = Task { await outcome(of: patient(server.url("/2")), by: fetcher) }
    var iterator = arrivals.makeAsyncIterator()
    for _ in 0..<2 { await iterator.next() }
    cancelled.cancel()
    let first = await cancelled.value
    fetcher.stop()
    let second = await stopped.value
    let third = await outcome(of: request(server.url("/3")), by: fetcher)

    #expect(
      [first, second, third] == ["failed cancelled", "failed cancelled", "failed cancelled"])
  }

  @Test func `waits for its turn when there are more than the concurrency`() async throws {
    let server = try LoopbackServer.start { _ in
      LoopbackResponse([.pause(milliseconds: 2)] + LoopbackResponse.ok("<rss/>").steps)
    }
    defer { server.stop() }
    let fetcher = try CurlFetcher(
      settings: FetchSettings(concurrency: 4, allowPrivateAddresses: true), version: "1")
    defer { fetcher.stop() }

    let came = await withTaskGroup(of: String.self) { group in
      for i in 0..<200 {
        group.addTask { await outcome(of: request(server.url("/\(i)")), by: fetcher) }
      }
      return await group.reduce(into: Set()) { $0.insert($1) }
    }

    #expect(came == ["200 <rss/>"])
    #expect(server.connectionCount <= 4)
  }
}

private func patient(_ url: String) -> FetchRequest {
  var question = request(url)
  question.timeout = .seconds(60)
  return question
}
