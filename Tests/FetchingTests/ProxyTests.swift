import Fetching
import Model
import TestSupport
import Testing

@Suite struct `A proxy` {
  @Test func `over socks5h is given names, and looks them up itself`() async throws {
    let proxy = try SocksProxy(answer: "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n<rss/>")
    defer { proxy.stop() }
    let fetcher = try loopbackFetcher(isOpen: false)
    defer { fetcher.stop() }
    var question = request("http://nulle-part.invalid/feed")
    question.proxy = "socks5h://127.0.0.1:\(proxy.port)"

    let came = await outcome(of: question, by: fetcher)

    #expect(came == "200 <rss/>")
    #expect(proxy.destinations == ["name nulle-part.invalid:80"])
    #expect(proxy.requests.first?.hasPrefix("GET /feed HTTP/1.1\r\n") == true)
  }

  @Test func `over socks5h is not asked for addresses that are private`() async throws {
    let proxy = try SocksProxy(answer: "")
    defer { proxy.stop() }
    let fetcher = try loopbackFetcher(isOpen: false)
    defer { fetcher.stop() }
    var question = request("http://169.254.169.254/latest")
    question.proxy = "socks5h://127.0.0.1:\(proxy.port)"

    let came = await outcome(of: question, by: fetcher)

    #expect(came == "failed forbiddenAddress")
    #expect(proxy.destinations.isEmpty)
  }

  @Test func `over HTTP is asked for a tunnel to https, and told no secret`() async throws {
    let proxy = try LoopbackServer.start { _ in LoopbackResponse(status: 502) }
    defer { proxy.stop() }
    let fetcher = try loopbackFetcher(isOpen: false)
    defer { fetcher.stop() }
    var question = request("https://news.example/feed")
    question.proxy = proxy.url("")
    question.credentials = .bearer(token: "t0ken")
    question.headers = [HeaderField(name: "X-Key", value: "s3cret")]

    let came = await outcome(of: question, by: fetcher)

    let tunnel = try #require(proxy.requests.first)
    let head = String(decoding: tunnel.head, as: UTF8.self)
    #expect(tunnel.method == "CONNECT" && tunnel.path == "news.example:443")
    #expect(!head.contains("t0ken") && !head.contains("s3cret"))
    #expect(came == "failed transfer" || came == "failed proxy")
  }

  @Test func `that does not answer is the proxy's failure, not the feed's`() async throws {
    let nobody = try ClosedPort()
    let fetcher = try loopbackFetcher(isOpen: false)
    defer { fetcher.stop() }
    var question = request("http://news.example/feed")
    question.proxy = nobody.url("")

    let came = await outcome(of: question, by: fetcher)

    #expect(came == "failed proxy")
  }
}
