import Fetching
import Model
import TestSupport
import Testing

/// A scripted answer and what it comes to.
struct AnswerRow: Sendable, CustomTestStringConvertible {
  let name: String
  let response: LoopbackResponse
  let expected: String
  var testDescription: String { name }

  init(_ name: String, _ response: LoopbackResponse, _ expected: String) {
    self.name = name
    self.response = response
    self.expected = expected
  }
}

private let head = "HTTP/1.1 200 OK\r\n"

private let rows: [AnswerRow] = [
  .init("a plain answer", .ok("<rss/>"), "200 <rss/>"),
  .init("an empty body", .ok(""), "200 "),
  .init("203", .init(status: 203, body: Array("<rss/>".utf8)), "203 <rss/>"),
  .init("204", .init(status: 204), "refused 204"),
  .init("206", .init(status: 206, body: Array("<rss".utf8)), "refused 206"),
  .init("a 304 that nobody asked for", .init(status: 304), "refused 304"),
  .init("a 301 without Location", .init(status: 301), "refused 301"),
  .init("404", .init(status: 404, body: Array("no".utf8)), "refused 404"),
  .init("410", .init(status: 410), "refused 410"),
  .init("429", .init(status: 429), "refused 429"),
  .init("503", .init(status: 503), "refused 503"),
  .init("999", .init(status: 999), "refused 999"),
  .init("no Content-Length, the connection ends", .raw(head + "\r\n<rss/>"), "200 <rss/>"),
  .init("line ends without CR", .raw("HTTP/1.1 200 OK\nA: b\n\n<rss/>"), "200 <rss/>"),
  .init("HTTP/1.0", .raw("HTTP/1.0 200 OK\r\n\r\n<rss/>"), "200 <rss/>"),
  .init("no reason phrase", .raw("HTTP/1.1 200\r\n\r\n<rss/>"), "200 <rss/>"),
  .init("two blanks in the status line", .raw("HTTP/1.1  200 OK\r\n\r\n<rss/>"), "200 <rss/>"),
  .init("a status line in lower case", .raw("http/1.1 200 ok\r\n\r\n<rss/>"), "200 <rss/>"),
  .init("an end in the header", .raw(head + "Content-"), "failed transfer"),
  .init(
    "a status line of 200 KB", .raw(head.dropLast(2) + String(repeating: "K", count: 200_000)),
    "failed headers"),
  .init(
    "chunked",
    .raw(head + "Transfer-Encoding: chunked\r\n\r\n3\r\n<rs\r\n3\r\ns/>\r\n0\r\n\r\n"),
    "200 <rss/>"),
  .init(
    "chunked with a trailer that looks like a header",
    .raw(head + "Transfer-Encoding: chunked\r\n\r\n6\r\n<rss/>\r\n0\r\nETag: \"no\"\r\n\r\n"),
    "200 <rss/>"),
  .init(
    "interim answers first",
    .raw(
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nETag: \"no\"\r\n\r\n" + head
        + "Content-Length: 6\r\n\r\n<rss/>"), "200 <rss/>"),
  .init(
    "shorter than it said", .raw(head + "Content-Length: 99\r\n\r\n<rss/>"), "200 <rss/> [cut]"),
  .init(
    "a chunk that is cut",
    .raw(head + "Transfer-Encoding: chunked\r\n\r\n99\r\n<rss/>"), "200 <rss/> [cut]"),
  .init(
    "a chunk size that is no number",
    .raw(head + "Transfer-Encoding: chunked\r\n\r\n6\r\n<rss/>\r\nzz\r\n"), "200 <rss/> [cut]"),
  .init(
    "Transfer-Encoding: identity, with a length, on a connection that stays open",
    .init([
      .bytes(
        Array((head + "Transfer-Encoding: identity\r\nContent-Length: 6\r\n\r\n<rss/>").utf8)),
      .hang,
    ]), "200 <rss/>"),
  .init(
    "Transfer-Encoding: Identity, before it a length of nothing",
    .init([
      .bytes(Array((head + "Content-Length: 0\r\nTransfer-Encoding: Identity\r\n\r\n").utf8)),
      .hang,
    ]), "200 "),
  .init(
    "Transfer-Encoding: identity, shorter than its length",
    .raw(head + "Transfer-Encoding: identity\r\nContent-Length: 99\r\n\r\n<rss/>"),
    "200 <rss/> [cut]"),
  .init(
    "Transfer-Encoding: chunked, with a length that is too small",
    .raw(
      head + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<rss/>\r\n0\r\n\r\n"),
    "200 <rss/>"),
  .init("longer than it said", .raw(head + "Content-Length: 4\r\n\r\n<rss/>"), "200 <rss"),
  .init("a reset in the header", .init([.bytes(Array(head.utf8)), .reset]), "failed transfer"),
  .init("nothing at all", .init([.close]), "failed transfer"),
  .init("garbage", .raw("\u{1}\u{2}\u{3} garbage\r\n\r\n"), "failed transfer"),
  .init("HTTP/0.9", .raw("<rss/>"), "failed transfer"),
  .init("another protocol", .raw("220 mail.example ESMTP\r\n"), "failed transfer"),
  .init(
    "a negative Content-Length", .raw(head + "Content-Length: -5\r\n\r\n<rss/>"),
    "failed transfer"),
  .init(
    "an absurd Content-Length", .raw(head + "Content-Length: 99999999999999\r\n\r\n<rss/>"),
    "failed tooLarge"),
  .init(
    "a body without end", .init([.bytes(Array((head + "\r\n").utf8)), .forever(filler)]),
    "failed tooLarge"),
  .init(
    "chunks without end",
    .init([
      .bytes(Array((head + "Transfer-Encoding: chunked\r\n\r\n").utf8)),
      .forever(Array("1000\r\n".utf8) + filler + Array("\r\n".utf8)),
    ]), "failed tooLarge"),
  .init(
    "a chunk's extension without end",
    .init([
      .bytes(Array((head + "Transfer-Encoding: chunked\r\n\r\n1;").utf8)), .forever(filler),
    ]), "failed transfer"),
  .init(
    "headers without end",
    .init([.bytes(Array(head.utf8)), .forever(Array("X-Fill: 0123456789abcdef\r\n".utf8))]),
    "failed headers"),
  .init(
    "one header without end",
    .init([.bytes(Array((head + "X: ").utf8)), .forever(filler)]), "failed headers"),
  .init(
    "interim answers without end",
    .init([.forever(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))]), "failed headers"),
  .init(
    "an error page without end",
    .init([.bytes(Array("HTTP/1.1 404 No\r\n\r\n".utf8)), .forever(filler)]), "refused 404"),
  .init(
    "an error page that never comes",
    .init([
      .bytes(Array("HTTP/1.1 429 No\r\nRetry-After: 60\r\nContent-Length: 9\r\n\r\n".utf8)), .hang,
    ]), "refused 429"),
  .init("a redirect to ftp", .redirect(302, to: "ftp://example.org/"), "failed address"),
  .init("a redirect to a file", .redirect(302, to: "file:///etc/passwd"), "failed address"),
  .init("a redirect to a script", .redirect(302, to: "javascript:alert(1)"), "failed redirect"),
  .init("a redirect to nowhere", .redirect(302, to: "http://"), "failed redirect"),
  .init("a redirect to itself", .redirect(302, to: "/feed"), "failed redirect"),
  .init(
    "a redirect with a huge address",
    .redirect(302, to: "/" + String(repeating: "a", count: 20_000)), "failed redirect"),
]

private let filler = [UInt8](repeating: UInt8(ascii: "x"), count: 4096)

@Suite struct `An answer` {
  @Test(arguments: rows)
  func `comes to what is written here`(_ row: AnswerRow) async throws {
    let came = try await outcome(of: row.response) { $0.timeout = .seconds(6) }

    #expect(came == row.expected)
  }

  @Test(arguments: [
    (LoopbackResponse([.hang]), "failed timeout"),
    (
      LoopbackResponse([.drip(Array("HTTP/1.1 200 OK".utf8), everyMilliseconds: 5000)]),
      "failed slow"
    ),
    (LoopbackResponse([.bytes(Array("HTTP/1.1 200 OK\r\n".utf8)), .hang]), "failed slow"),
    (
      LoopbackResponse([
        .bytes(Array("HTTP/1.1 200 OK\r\n\r\n".utf8)),
        .drip([UInt8](repeating: 0x20, count: 1000), everyMilliseconds: 50),
      ]), "failed slow"
    ),
  ])
  func `that is too slow fails in time`(
    _ response: LoopbackResponse, _ expected: String
  ) async throws {
    let came = try await outcome(of: response) { $0.timeout = .milliseconds(900) }

    #expect(came == expected)
  }

  @Test func `in plain HTTP to a TLS greeting is a failure of TLS`() async throws {
    let server = try LoopbackServer.start { _ in .ok("<rss/>") }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }
    var question = request(server.url("/feed").replacing("http:", with: "https:"))
    question.timeout = .seconds(1)

    let came = await outcome(of: question, by: fetcher)

    // The server waits for the end of a head, and the greeting has none.
    #expect(["failed tls", "failed timeout"].contains(came))
  }

  @Test func `that another connection was waited for in vain is no failure to look up`()
    async throws
  {
    let server = try LoopbackServer.start { _ in .ok("<rss/>") }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }
    var question = request(server.url("/feed").replacing("http:", with: "https:"))
    question.timeout = .seconds(1)
    let asked = question

    let failures = await withTaskGroup(of: FetchFailure?.self) { group in
      for _ in 0..<3 {
        group.addTask {
          do throws(FetchFailure) {
            _ = try await fetcher.fetch(asked)
            return nil
          } catch {
            return error
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }

    #expect(failures.map(\.?.kind) == [.timeout, .timeout, .timeout])
    #expect(failures.allSatisfy { $0?.english.contains("resolve") == false })
  }

  @Test func `whose header begins with a blank fails, whatever came before it`() async throws {
    let server = try LoopbackServer.start { request in
      request.path == "/blank"
        ? .raw("HTTP/1.1 200 OK\r\n A: b\r\nContent-Length: 6\r\n\r\n<rss/>")
        : .ok("<rss/>", headers: (0..<40).map { ("X-\($0)", String(repeating: "x", count: $0)) })
    }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }

    for _ in 0..<5 {
      let before = await outcome(of: request(server.url("/feed")), by: fetcher)
      let came = await outcome(of: request(server.url("/blank")), by: fetcher)

      #expect(before == "200 <rss/>")
      #expect(came == "failed transfer")
    }
  }

  @Test func `that no port gives is a failure to connect`() async throws {
    let nobody = try ClosedPort()
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }

    let came = await outcome(of: request(nobody.url()), by: fetcher)

    #expect(came == "failed connect")
  }

  @Test func `keeps validators byte for byte, bound to the address`() async throws {
    let facts = try await facts([
      ("ETag", "W/\"a  b\u{e9}\""), ("Last-Modified", "yesterday, about noon"),
    ])

    #expect(facts.validators?.etag == Array("W/\"a  b\u{e9}\"".utf8))
    #expect(facts.validators?.lastModified == Array("yesterday, about noon".utf8))
    #expect(facts.validators?.url == facts.finalURL)
  }

  @Test func `keeps a validator that goes on in the next line, and none of 9 KB`() async throws {
    let facts = try await facts([
      ("ETag", "\"a\r\n  b\""), ("Last-Modified", String(repeating: "m", count: 9000)),
    ])

    #expect(facts.validators?.etag == Array("\"a b\"".utf8))
    #expect(facts.validators?.lastModified == nil)
  }

  @Test(
    arguments: [
      (["Cache-Control": "max-age=300"], 300), (["Cache-Control": "public, Max-Age=\"300\""], 300),
      (["Cache-Control": "max-age=300", "Age": "120"], 180),
      (["Cache-Control": "max-age=300", "Age": "500"], nil),
      (["Cache-Control": "no-cache, max-age=300"], nil), (["Cache-Control": "max-age=-1"], nil),
      (["Cache-Control": "max-age=99999999999999999999"], 2_147_483_647),
      (["Expires": "Tue, 14 Nov 2023 22:23:20 GMT"], 600),
      (
        ["Expires": "Tue, 14 Nov 2023 22:23:20 GMT", "Date": "Tue, 14 Nov 2023 22:18:20 GMT"],
        300
      ),
      (["Expires": "0"], nil), (["Expires": "Tue, 14 Nov 2000 22:23:20 GMT"], nil),
    ] as [([String: String], Int?)])
  func `says how long it stays good`(_ headers: [String: String], _ seconds: Int?) async throws {
    let facts = try await facts(headers.map { ($0.key, $0.value) })

    #expect(facts.freshness?.lifetime == seconds.map { .seconds($0) })
  }

  @Test(
    arguments: [
      ("120", 120), ("0", 0), ("120.5", 120), ("99999999999999999999", 2_147_483_647), ("-5", nil),
      ("soon", nil), ("Tue, 14 Nov 2023 22:23:20 GMT", 600),
      ("Tuesday, 14-Nov-23 22:23:20 GMT", 600), ("Tue Nov 14 22:23:20 2023", 600),
      ("Tue, 14 Nov 2000 22:23:20 GMT", 0), ("Tue, 99 Nov 2023 22:23:20 GMT", nil),
    ] as [(String, Int?)])
  func `asks to wait in seconds or until a date`(_ value: String, _ seconds: Int?) async throws {
    let facts = try await facts(status: 503, [("Retry-After", value)])

    #expect(facts.retryAfter == seconds.map { .seconds($0) })
  }
}
