extension HostileAnswer {
  /// Headers that say nothing, too much or the wrong thing.
  static let headers: [HostileAnswer] =
    harmless.enumerated().map { HostileAnswer("header-\($0.offset)", headers: [$0.element]) } + [
      HostileAnswer("no-header", .reads, raw: "HTTP/1.1 200 OK\r\n\r\n" + page),
      HostileAnswer(
        "bare-line-feeds", .reads, raw: "HTTP/1.1 200 OK\nContent-Type: text/xml\n\n" + page),
      HostileAnswer(
        "bare-carriage-returns", .either, raw: "HTTP/1.1 200 OK\rContent-Type: text/xml\r\r" + page),
      HostileAnswer("no-colon", .either, raw: "HTTP/1.1 200 OK\r\nNonsense\r\n\r\n" + page),
      HostileAnswer("no-name", .either, raw: "HTTP/1.1 200 OK\r\n: value\r\n\r\n" + page),
      HostileAnswer(
        "blank-before-colon", .either,
        raw: "HTTP/1.1 200 OK\r\nContent-Type : text/xml\r\n\r\n" + page),
      HostileAnswer(
        "folded", .either,
        raw: "HTTP/1.1 200 OK\r\nX-Folded: one\r\n  two\r\n\tthree\r\n\r\n" + page),
      HostileAnswer("folded-first", .either, raw: "HTTP/1.1 200 OK\r\n  two\r\n\r\n" + page),
      HostileAnswer("nul-in-header", .either, raw: "HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n" + page),
      HostileAnswer("latin-1-in-header", .reads) { visit in
        visit.send(
          "HTTP/1.1 200 OK\r\nX-Ville: " + [0xC9, 0x76, 0x72, 0x79] + Array("\r\n\r\n".utf8)
            + Array(page.utf8))
        visit.close()
      },
      HostileAnswer("latin-1-in-etag", .reads) { visit in
        visit.send(
          "HTTP/1.1 200 OK\r\nETag: \"" + [0xC9, 0xFF, 0x80] + Array("\"\r\n\r\n".utf8)
            + Array(page.utf8))
        visit.close()
      },
      HostileAnswer("ten-thousand-headers", .fails) { visit in
        visit.send(
          "HTTP/1.1 200 OK\r\n" + many("X-Header: \(many("y", 90))\r\n", 10000) + "\r\n" + page)
        visit.close()
      },
      HostileAnswer(
        "one-header-of-a-megabyte", .fails,
        raw: "HTTP/1.1 200 OK\r\nX: \(many("y", 1_000_000))\r\n\r\n" + page),
      HostileAnswer(
        "one-name-of-a-megabyte", .fails,
        raw: "HTTP/1.1 200 OK\r\n\(many("y", 1_000_000)): z\r\n\r\n" + page),
      HostileAnswer("headers-for-ever", .fails) { visit in
        visit.send("HTTP/1.1 200 OK\r\n")
        while visit.send(many("X-Header: \(many("y", 90))\r\n", 100)) {}
      },
      HostileAnswer("a-header-for-ever", .fails) { visit in
        visit.send("HTTP/1.1 200 OK\r\nX: ")
        while visit.send(many("y", 10000)) {}
      },
      HostileAnswer("headers-cut", .fails, raw: "HTTP/1.1 200 OK\r\nContent-Type: text/x"),
      HostileAnswer(
        "a-thousand-cookies", .either,
        raw: "HTTP/1.1 200 OK\r\n" + many("Set-Cookie: a=\(many("b", 30))\r\n", 1000) + "\r\n"
          + page),
    ] + lengths

  /// One line each; the page beside them is read all the same.
  private static let harmless = [
    "Content-Type:", "Content-Type: text/html", "Content-Type: text/plain",
    "Content-Type: image/png",
    "Content-Type: application/octet-stream", "Content-Type: ???", "Content-Type: ;;;;",
    "Content-Type: /",
    "Content-Type: text/xml; charset=", "Content-Type: text/xml; charset=\"",
    "Content-Type: text/xml; charset=utf-8; charset=utf-16",
    "Content-Type: text/xml; charset=klingon", "Content-Type: TEXT/XML; CHARSET=UTF8",
    "Content-Type: text/xml;charset='utf-8'",
    "Content-Type: \(many("text/xml;", 1000))",
    "Content-Type: application/rss+xml; charset=iso-8859-1",
    "Set-Cookie: session=1; Domain=.test; Path=/", "Set-Cookie: =",
    "Set-Cookie: a=\(many("b", 20000))",
    "ETag:", "ETag: \"", "ETag: W/", "ETag: W/\"\"", "ETag: unquoted", "ETag: \"a\"b\"",
    "ETag: \"\(many("e", 8000))\"", "ETag: \"été日本\"",
    "ETag: *", "Last-Modified:", "Last-Modified: yesterday", "Last-Modified: 0",
    "Last-Modified: -1",
    "Last-Modified: Thu, 01 Jan 1970 00:00:00 GMT", "Last-Modified: Fri, 31 Dec 9999 23:59:59 GMT",
    "Last-Modified: \(many("9", 5000))",
    "Date: never", "Date: Fri, 31 Dec 99999 23:59:59 GMT", "Expires: 0", "Expires: -1",
    "Expires: Thu, 01 Jan 1970 00:00:00 GMT",
    "Expires: Fri, 31 Dec 9999 23:59:59 GMT", "Cache-Control: max-age=99999999999999999999",
    "Cache-Control: max-age=-1",
    "Cache-Control: max-age=", "Cache-Control: max-age=abc", "Cache-Control: max-age=\"60\"",
    "Cache-Control: \(many("a,", 5000))",
    "Cache-Control: no-store, no-cache, private, must-revalidate", "Age: 99999999999999999999",
    "Age: -5", "Retry-After: 3600",
    "Connection: close", "Connection: nonsense", "Connection: keep-alive, upgrade",
    "Keep-Alive: timeout=-1, max=99999999999999",
    "Upgrade: h2c, websocket", "Alt-Svc: h3=\":443\"; ma=99999999999",
    "Alt-Svc: \(many("x", 5000))", "Strict-Transport-Security: max-age=31536000",
    "Location: file:///etc/passwd", "Refresh: 0; url=http://gazette.test/",
    "Link: <http://gazette.test/>; rel=self", "Trailer: X",
    "Warning: 110 - \"stale\"", "Vary: *", "Pragma: no-cache",
    "Content-Language: xx-not-a-language", "Content-Location: ../../etc",
    "Content-Encoding: identity", "Content-Encoding:",
    "Content-Range: bytes 0-1/2", "Accept-Ranges: bytes", "WWW-Authenticate: Basic",
    "X-\u{1B}[31m: red",
  ]

  /// Bodies whose length is told wrongly.
  private static let lengths: [HostileAnswer] = [
    length(
      "twice", .reads, "Content-Length: \(page.utf8.count)\r\nContent-Length: \(page.utf8.count)"),
    length("twice-differently", .either, "Content-Length: \(page.utf8.count)\r\nContent-Length: 7"),
    length("listed", .either, "Content-Length: \(page.utf8.count), \(page.utf8.count)"),
    length("negative", .either, "Content-Length: -1"),
    length("word", .either, "Content-Length: many"),
    length("hexadecimal", .either, "Content-Length: 0x10"),
    length("plus", .either, "Content-Length: +\(page.utf8.count)"),
    length("fraction", .either, "Content-Length: 10.5"),
    length("empty", .either, "Content-Length:"),
    length("beyond-64-bits", .either, "Content-Length: 99999999999999999999999"),
    length("64-bits", .either, "Content-Length: 9223372036854775807"),
    length("zero", .fails, "Content-Length: 0"), length("short", .either, "Content-Length: 100"),
    length("long", .either, "Content-Length: \(page.utf8.count + 100)"),
    length("with-chunks", .either, "Content-Length: 5\r\nTransfer-Encoding: chunked"),
    length(
      "identity-coding", .either,
      "Content-Length: \(page.utf8.count)\r\nTransfer-Encoding: identity"),
    length("gibberish-coding", .either, "Transfer-Encoding: gibberish"),
    length("gzip-chunked", .either, "Transfer-Encoding: gzip, chunked"),
  ]

  private static func length(_ name: String, _ outcome: Outcome, _ lines: String) -> HostileAnswer {
    HostileAnswer("length-" + name, outcome, raw: "HTTP/1.1 200 OK\r\n\(lines)\r\n\r\n" + page)
  }
}
