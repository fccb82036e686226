import TestSupport

extension HostileAnswer {
  private static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"
  private static let chunked = head + "Transfer-Encoding: chunked\r\n\r\n"
  private static let whole = String(page.utf8.count, radix: 16)

  /// Bodies that come in pieces, late, broken or never.
  static let transfers: [HostileAnswer] =
    [
      HostileAnswer("chunks", .reads, raw: chunked + "\(whole)\r\n\(page)\r\n0\r\n\r\n"),
      HostileAnswer(
        "chunk-with-zeros", .either, raw: chunked + "0000\(whole)\r\n\(page)\r\n0\r\n\r\n"),
      HostileAnswer(
        "chunk-in-capitals", .reads, raw: chunked + "\(whole.uppercased())\r\n\(page)\r\n0\r\n\r\n"),
      HostileAnswer(
        "chunk-with-extension", .reads, raw: chunked + "\(whole);a=b\r\n\(page)\r\n0\r\n\r\n"),
      HostileAnswer(
        "chunk-with-long-extension", .either,
        raw: chunked + "\(whole);\(many("a", 1_000_000))\r\n\(page)\r\n0\r\n\r\n"),
      HostileAnswer(
        "chunk-with-trailers", .reads, raw: chunked + "\(whole)\r\n\(page)\r\n0\r\nX: y\r\n\r\n"),
      HostileAnswer(
        "chunk-with-many-trailers", .either,
        raw: chunked + "\(whole)\r\n\(page)\r\n0\r\n\(many("X: y\r\n", 200_000))\r\n"),
      HostileAnswer("chunk-of-no-number", .fails, raw: chunked + "zz\r\n\(page)\r\n0\r\n\r\n"),
      HostileAnswer("chunk-of-minus-one", .fails, raw: chunked + "-1\r\n\(page)\r\n0\r\n\r\n"),
      HostileAnswer(
        "chunk-beyond-64-bits", .fails, raw: chunked + "FFFFFFFFFFFFFFFFFF\r\n\(page)\r\n0\r\n\r\n"),
      HostileAnswer("chunk-of-64-bits", .either, raw: chunked + "7FFFFFFFFFFFFFFF\r\n\(page)"),
      HostileAnswer(
        "chunk-without-newline", .either, raw: chunked + "\(whole)\r\n\(page)0\r\n\r\n"),
      HostileAnswer("chunks-without-end", .either, raw: chunked + "\(whole)\r\n\(page)\r\n"),
      HostileAnswer("chunks-that-are-none", .fails, raw: chunked + page),
      HostileAnswer("chunk-of-nothing", .fails, raw: chunked + "0\r\n\r\n"),
      HostileAnswer("chunks-of-one-byte", .reads) { visit in
        visit.send(
          chunked + page.utf8.map { "1\r\n\(Character(Unicode.Scalar($0)))\r\n" }.joined()
            + "0\r\n\r\n")
        visit.close()
      },
      HostileAnswer("chunks-for-ever", .fails) { visit in
        visit.send(chunked)
        while visit.send(many("1\r\nx\r\n", 2000)) {}
      },
      HostileAnswer("bytes-for-ever", .fails) { visit in
        visit.send(head + "\r\n<rss>")
        while visit.send(many("<item><title>Otan</title></item>", 1000)) {}
      },
      HostileAnswer("too-long-and-says-so", .fails) { visit in
        visit.send(head + "Content-Length: 900000000\r\n\r\n")
        while visit.send(many("x", 10000)) {}
      },
      HostileAnswer("a-byte-now-and-then", .fails) { visit in
        visit.send(head + "\r\n<rss>")
        while visit.wait(milliseconds: 100) { visit.send("<") }
      },
      HostileAnswer("headers-now-and-then", .fails) { visit in
        visit.send(head)
        while visit.wait(milliseconds: 100) { visit.send("X: y\r\n") }
      },
      HostileAnswer("status-now-and-then", .fails) { visit in
        for byte in "HTTP/1.1 200 " + many("O", 10000) where visit.wait(milliseconds: 100) {
          visit.send(String(byte))
        }
      },
      HostileAnswer("redirects-now-and-then", .fails) { visit in
        _ = visit.wait(milliseconds: 900)
        visit.answer(302, ["Location: redirects-now-and-then"])
      },
      HostileAnswer("silence", .fails) { $0.hang() },
      HostileAnswer("silence-after-status", .fails) { visit in
        visit.send("HTTP/1.1 200 OK\r\n")
        visit.hang()
      },
      HostileAnswer("silence-after-headers", .fails) { visit in
        visit.send(head + "\r\n")
        visit.hang()
      },
      HostileAnswer("silence-in-the-middle", .fails) { visit in
        visit.send(head + "Content-Length: \(page.utf8.count)\r\n\r\n" + page.prefix(200))
        visit.hang()
      },
      HostileAnswer("silence-at-the-end", .either) { visit in
        visit.send(head + "\r\n" + page)
        visit.hang()
      },
      HostileAnswer("late", .reads) { visit in
        _ = visit.wait(milliseconds: 700)
        visit.answer(200, [], page)
      },
      HostileAnswer("reset", .fails) { $0.reset() },
      HostileAnswer("reset-in-the-middle", .either) { visit in
        visit.send(head + "Content-Length: \(page.utf8.count)\r\n\r\n" + page.prefix(200))
        visit.reset()
      },
      HostileAnswer("cut-in-the-middle", .either) { visit in
        visit.send(head + "Content-Length: \(page.utf8.count)\r\n\r\n" + page.prefix(200))
        visit.close()
      },
      HostileAnswer("more-than-said", .reads) { visit in
        visit.send(head + "Content-Length: \(page.utf8.count)\r\n\r\n" + page + "and more")
        visit.close()
      },
      HostileAnswer("two-answers-to-one-question", .reads) { visit in
        visit.answer(200, [], page)
        visit.answer(500, [], "not asked for")
        visit.close()
      },
    ] + codings

  /// Content codings.
  private static let codings: [HostileAnswer] = [
    HostileAnswer("gzip", .reads, ["Content-Encoding: gzip"], bytes: gzipped(page)),
    HostileAnswer("gzip-in-capitals", .reads, ["Content-Encoding: GZIP"], bytes: gzipped(page)),
    HostileAnswer("x-gzip", .reads, ["Content-Encoding: x-gzip"], bytes: gzipped(page)),
    HostileAnswer("gzip-unsaid", .either, bytes: gzipped(page)),
    HostileAnswer("gzip-said-and-not-done", .either, ["Content-Encoding: gzip"], body: page),
    HostileAnswer(
      "gzip-cut", .either, ["Content-Encoding: gzip"], bytes: Array(gzipped(page).dropLast(40))),
    HostileAnswer(
      "gzip-head-alone", .fails, ["Content-Encoding: gzip"], bytes: Array(gzipped(page).prefix(10))),
    HostileAnswer(
      "gzip-wrong-sum", .either, ["Content-Encoding: gzip"],
      bytes: gzipped(page).dropLast(8) + [1, 2, 3, 4, 5, 6, 7, 8]),
    HostileAnswer(
      "gzip-with-more", .either, ["Content-Encoding: gzip"],
      bytes: gzipped(page) + Array("and more".utf8)),
    HostileAnswer(
      "gzip-in-two-members", .reads, ["Content-Encoding: gzip"],
      bytes: gzipped(String(page.prefix(300))) + gzipped(String(page.dropFirst(300)))),
    HostileAnswer("gzip-of-nothing", .fails, ["Content-Encoding: gzip"], bytes: gzipped("")),
    HostileAnswer("gzip-empty-body", .fails, ["Content-Encoding: gzip"], bytes: []),
    HostileAnswer(
      "gzip-garbage", .fails, ["Content-Encoding: gzip"],
      bytes: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + many("\u{7F}", 500).utf8),
    HostileAnswer(
      "gzip-six-times", .either, ["Content-Encoding: gzip, gzip, gzip, gzip, gzip, gzip"],
      bytes: gzipped(page)),
    HostileAnswer(
      "gzip-a-hundred-times", .fails, ["Content-Encoding: \(many("gzip, ", 100))gzip"],
      bytes: gzipped(page)),
    HostileAnswer("deflate-garbage", .fails, ["Content-Encoding: deflate"], body: many("x", 300)),
    HostileAnswer("deflate-by-zlib", .reads, ["Content-Encoding: deflate"], bytes: zlib),
    HostileAnswer("br-garbage", .fails, ["Content-Encoding: br"], body: many("\u{7F}x", 300)),
    HostileAnswer("zstd-garbage", .fails, ["Content-Encoding: zstd"], body: many("x", 300)),
    HostileAnswer("coding-unknown", .either, ["Content-Encoding: sdch"], body: page),
    HostileAnswer("coding-of-utf-8", .either, ["Content-Encoding: utf-8"], body: page),
    HostileAnswer("coding-none", .either, ["Content-Encoding: none"], body: page),
  ]

  private static let zlib: [UInt8] = {
    let script = "import sys,zlib;sys.stdout.buffer.write(zlib.compress(sys.stdin.buffer.read()))"
    let folder = TemporaryFolder()
    guard let file = try? folder.write(page, as: "page") else { return [] }
    return output(of: "python3 -c '\(script)' <'\(file)'")
  }()

  /// Little on the wire, and much once it is unpacked: each to be met alone.
  static let bombs: [HostileAnswer] = [
    HostileAnswer(
      "gzip-bomb", .fails, ["Content-Encoding: gzip"],
      bytes: output(of: "head -c 300000000 /dev/zero | gzip -9")),
    HostileAnswer(
      "gzip-bomb-of-items", .fails, ["Content-Encoding: gzip"],
      bytes: output(
        of:
          "(echo '<rss><channel>'; yes '<item><title>Otan</title></item>' | head -c 200000000) | gzip -9"
      )),
    HostileAnswer(
      "gzip-bomb-twice", .fails, ["Content-Encoding: gzip, gzip"],
      bytes: output(of: "head -c 300000000 /dev/zero | gzip -9 | gzip -9")),
    HostileAnswer("bytes-for-ever", .fails) { visit in
      visit.send(head + "\r\n<rss>")
      while visit.send(many("<item><title>Otan</title></item>", 1000)) {}
    },
    HostileAnswer("headers-for-ever", .fails) { visit in
      visit.send("HTTP/1.1 200 OK\r\n")
      while visit.send(many("X-Header: \(many("y", 90))\r\n", 100)) {}
    },
    HostileAnswer("deep", .either, body: many("<a>", 3_000_000)),
    HostileAnswer(
      "deep-json", .fails, ["Content-Type: application/json"], body: many("[", 15_000_000)),
    HostileAnswer(
      "attributes", .either, body: "<rss \((0..<400_000).map { "a\($0)='b' " }.joined())>"),
    HostileAnswer("a-title-of-ten-megabytes", .either, body: rss(many("Otan ", 2_000_000))),
    HostileAnswer(
      "sixty-thousand-items", .either,
      body: rss((0..<60_000).map { Article("\($0)", "Otan \($0)") })),
  ]
}
