import Fetching
import Model
import TestSupport
import Testing

@Suite struct `Redirects` {
  /// Answers `/1`, `/2`… with these statuses, each leading to the next, and then with a feed.
  private func chain(_ statuses: [Int]) throws -> LoopbackServer {
    try LoopbackServer.start { request in
      let step = Int(request.path.dropFirst()) ?? 0
      return step < statuses.count
        ? .redirect(statuses[step], to: "/\(step + 1)") : .ok("<rss/>")
    }
  }

  @Test(
    arguments: [
      ([301], "/1"), ([308, 301], "/2"), ([301, 302], "/1"), ([302, 301], nil), ([303], nil),
      ([307], nil), ([], nil),
    ] as [([Int], String?)])
  func `are permanent as far as 301 and 308 lead`(_ statuses: [Int], _ path: String?) async throws {
    let server = try chain(statuses)
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }

    let facts = facts(of: try await fetcher.fetch(request(server.url("/0"))))

    #expect(facts.permanentURL == path.map { server.url($0) })
    #expect(facts.finalURL == server.url("/\(statuses.count)"))
  }

  @Test(arguments: [(5, "200 <rss/>"), (6, "failed redirect")])
  func `are followed five times`(_ count: Int, _ expected: String) async throws {
    let server = try chain([Int](repeating: 302, count: count))
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }

    let came = await outcome(of: request(server.url("/0")), by: fetcher)

    #expect(came == expected)
  }

  @Test func `that lead to a host which fails name that one`() async throws {
    let other = try LoopbackServer.start(address: "127.0.0.2") { _ in
      .raw("HTTP/1.1 200 OK\r\nContent-")
    }
    defer { other.stop() }
    let server = try LoopbackServer.start { _ in .redirect(302, to: other.url("/feed")) }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }

    let failure = await #expect(throws: FetchFailure.self) {
      try await fetcher.fetch(request(server.url("/feed")))
    }

    #expect(failure?.english == "127.0.0.2 closed the connection in the middle of its header")
  }

  @Test func `in another charset are asked for byte for byte`() async throws {
    let server = try LoopbackServer.start { request in
      request.path == "/old"
        ? LoopbackResponse([
          .bytes(
            Array("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /t".utf8) + [0xE4]
              + Array("t\r\n\r\n".utf8))
        ]) : .ok(request.path)
    }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }

    let came = await outcome(of: request(server.url("/old")), by: fetcher)

    #expect(came == "200 /t%e4t")
  }

  @Test(arguments: [
    ("/feed.xml", "/feed.xml"), ("feed.xml", "/dir/feed.xml"), ("../feed.xml", "/feed.xml"),
    ("?page=2", "/dir/old?page=2"), ("feed with spaces.xml", "/dir/feed%20with%20spaces.xml"),
    ("/été", "/%c3%a9t%c3%a9"), ("/feed#top", "/feed"),
  ])
  func `are resolved against the address`(_ location: String, _ path: String) async throws {
    let server = try LoopbackServer.start { request in
      request.path == "/dir/old" ? .redirect(302, to: location) : .ok("<rss/>")
    }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }

    let came = await outcome(of: request(server.url("/dir/old")), by: fetcher)

    #expect(came == "200 <rss/>")
    #expect(server.requests.last?.path.lowercased() == path)
  }

  @Test func `take neither credentials nor configured headers to another origin`() async throws {
    let other = try LoopbackServer.start(address: "127.0.0.2") { _ in .ok("<rss/>") }
    defer { other.stop() }
    let target = other.url("/feed").replacing("//", with: "//eve:secret@", maxReplacements: 1)
    let home = try LoopbackServer.start { request in
      request.path == "/0" ? .redirect(302, to: "/1") : .redirect(302, to: target)
    }
    defer { home.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }
    var question = request(home.url("/0"))
    question.credentials = .basic(user: "me", password: "s3cret")
    question.headers = [
      HeaderField(name: "X-Key", value: "k"), HeaderField(name: "Cookie", value: "c=1"),
      HeaderField(name: "X-Empty", value: ""),
    ]

    let came = await outcome(of: question, by: fetcher)

    #expect(came == "200 <rss/>")
    for asked in home.requests {
      #expect(asked.header("Authorization") == "Basic bWU6czNjcmV0")
      #expect(asked.header("X-Key") == "k" && asked.header("Cookie") == "c=1")
      #expect(asked.header("X-Empty") == "")
    }
    let abroad = try #require(other.requests.first)
    #expect(
      abroad.headers.map(\.name).sorted() == ["Accept", "Accept-Encoding", "Host", "User-Agent"])
  }

  @Test func `to another port are to another origin`() async throws {
    let other = try LoopbackServer.start { _ in .ok("<rss/>") }
    defer { other.stop() }
    let target = other.url("/feed")
    let home = try LoopbackServer.start { _ in .redirect(301, to: target) }
    defer { home.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }
    var question = request(home.url())
    question.credentials = .bearer(token: "t0ken")

    _ = try await fetcher.fetch(question)

    #expect(home.requests.first?.header("Authorization") == "Bearer t0ken")
    #expect(other.requests.first?.header("Authorization") == nil)
  }

  @Test func `are bounded in time all together`() async throws {
    let server = try LoopbackServer.start { request in
      let step = Int(request.path.dropFirst()) ?? 0
      return LoopbackResponse(
        [.pause(milliseconds: 300)] + LoopbackResponse.redirect(302, to: "/\(step + 1)").steps)
    }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }
    var question = request(server.url("/0"))
    question.timeout = .milliseconds(700)

    let came = await outcome(of: question, by: fetcher)

    #expect(["failed slow", "failed timeout"].contains(came))
    #expect(server.requests.count <= 3)
  }

  @Test func `go through a configured proxy, whose address may be private`() async throws {
    let proxy = try LoopbackServer.start { _ in .ok("<rss/>") }
    defer { proxy.stop() }
    let fetcher = try loopbackFetcher(isOpen: false)
    defer { fetcher.stop() }
    var question = request("http://news.example/feed")
    question.proxy = proxy.url("")

    let came = await outcome(of: question, by: fetcher)
    question.url = "http://2130706433/"
    let inside = await outcome(of: question, by: fetcher)

    #expect(came == "200 <rss/>")
    #expect(proxy.requests.first?.path == "http://news.example/feed")
    #expect(inside == "failed forbiddenAddress")
  }
}
