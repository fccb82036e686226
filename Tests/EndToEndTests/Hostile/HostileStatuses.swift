extension HostileAnswer {
  /// Status codes and status lines.
  static let statuses: [HostileAnswer] =
    [
      201, 202, 204, 205, 206, 207, 208, 226, 300, 304, 305, 306, 309, 399, 400, 401, 402, 403, 404,
      405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425,
      426, 428, 431, 451, 499, 500, 501, 502, 504, 505, 506, 507, 508, 510, 511, 520, 521, 522, 523,
      524, 525, 526, 530, 599, 700, 999,
    ].map { status in HostileAnswer("status-\(status)", .fails) { $0.answer(status, [], page) } }
    + [
      HostileAnswer("status-203", .reads) { $0.answer(203, [], page) },
      HostileAnswer("status-99", .either) { $0.answer(99, [], page) },
      HostileAnswer("status-0", .either, raw: "HTTP/1.1 000 Nothing\r\n\r\n" + page),
      HostileAnswer("status-20000", .either, raw: "HTTP/1.1 20000 Much\r\n\r\n" + page),
      HostileAnswer("status-negative", .fails, raw: "HTTP/1.1 -200 No\r\n\r\n" + page),
      HostileAnswer("status-word", .fails, raw: "HTTP/1.1 fine OK\r\n\r\n" + page),
      HostileAnswer("status-without-reason", .reads, raw: "HTTP/1.1 200\r\n\r\n" + page),
      HostileAnswer(
        "status-long-reason", .either, raw: "HTTP/1.1 200 \(many("OK ", 20000))\r\n\r\n" + page),
      HostileAnswer("status-two-blanks", .either, raw: "HTTP/1.1  200 OK\r\n\r\n" + page),
      HostileAnswer("status-tab", .either, raw: "HTTP/1.1\t200\tOK\r\n\r\n" + page),
      HostileAnswer("http-1.0", .reads, raw: "HTTP/1.0 200 OK\r\n\r\n" + page),
      HostileAnswer("http-9.9", .fails, raw: "HTTP/9.9 200 OK\r\n\r\n" + page),
      HostileAnswer("http-0.9", .fails, raw: page),
      HostileAnswer("icy", .either, raw: "ICY 200 OK\r\n\r\n" + page),
      HostileAnswer("lower-case-http", .either, raw: "http/1.1 200 ok\r\n\r\n" + page),
      HostileAnswer("greeting-ftp", .fails, raw: "220 ftp.gazette.test ready\r\n"),
      HostileAnswer("greeting-ssh", .fails, raw: "SSH-2.0-OpenSSH_9.2p1\r\n"),
      HostileAnswer("greeting-smtp", .fails, raw: "220 mail ESMTP\r\n250 OK\r\n"),
      HostileAnswer("only-newlines", .fails, raw: "\r\n\r\n\r\n\r\n"),
      HostileAnswer("nothing-at-all", .fails, raw: ""),
      HostileAnswer("only-status-line", .fails, raw: "HTTP/1.1 200 OK\r\n"),
      HostileAnswer("status-line-cut", .fails, raw: "HTTP/1.1 20"),
      HostileAnswer("nul-bytes", .fails, raw: many("\0", 5000)),
      HostileAnswer("nul-in-status", .either, raw: "HTTP/1.1 200 O\0K\r\n\r\n" + page),
      HostileAnswer("random-bytes", .fails) { visit in
        visit.send((0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 197 &+ ($0 >> 3) &* 31) })
        visit.close()
      },
      HostileAnswer("tls-on-the-plain-port", .fails) { visit in
        visit.send([0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x28])
        visit.close()
      },
      HostileAnswer("http-2-frames", .fails) { visit in
        visit.send([0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 100])
        visit.close()
      },
      HostileAnswer(
        "continue-first", .reads, raw: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + page
      ),
      HostileAnswer(
        "early-hints", .reads,
        raw: "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + page),
      HostileAnswer(
        "processing", .reads, raw: "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + page),
      HostileAnswer(
        "switching-protocols", .fails,
        raw: "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"
          + page),
      HostileAnswer("continue-for-ever", .fails) { visit in
        while visit.send(many("HTTP/1.1 100 Continue\r\nX: \(many("x", 200))\r\n\r\n", 50)) {}
      },
    ]

  /// `Retry-After` in all its forms: each with a host of its own.
  static let retryAfters: [HostileAnswer] = [
    "0", "1", "-1", "3600", "1.5", "1e9", "99999999999999999999", "18446744073709551616", "soon",
    "",
    "  120  ", "120;", "120, 240", "Wed, 25 Nov 2099 10:00:00 GMT", "Wed, 25 Nov 1999 10:00:00 GMT",
    "Wednesday, 25-Nov-99 10:00:00 GMT", "Wed Nov 25 10:00:00 2099", "2099-11-25T10:00:00Z",
    "Wed, 99 Foo 9999 99:99:99 GMT", "Wed, 31 Dec 99999999999 23:59:59 GMT", "\u{1}\u{2}", "été",
    many("9", 5000),
  ].enumerated().flatMap { number, value in
    [429, 503].map { status in
      HostileAnswer("retry-\(status)-\(number)", .fails) { visit in
        visit.answer(status, ["Retry-After: \(value)"], "wait")
      }.alone
    }
  }
}
