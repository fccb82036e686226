import TestSupport

extension HostileAnswer {
  /// Redirects to places where nobody should go, and some to where one should.
  static let redirects: [HostileAnswer] =
    elsewhere.enumerated().map { number, target in
      HostileAnswer("redirect-\(number)", .fails) { $0.answer(302, ["Location: \(target)"]) }
    }
    + [301, 302, 303, 307, 308].map { status in
      follow("redirect-\(status)-once", .reads, steps: 1, status: status)
    } + [
      follow("redirect-five-times", .reads, steps: 5, status: 302),
      follow("redirect-six-times", .fails, steps: 6, status: 302),
      follow("redirect-without-end", .fails, steps: .max, status: 302),
      follow("redirect-for-ever-301", .fails, steps: .max, status: 301),
      HostileAnswer("redirect-to-itself", .fails) {
        $0.answer(302, ["Location: redirect-to-itself"])
      },
      HostileAnswer("redirect-to-nothing", .fails) { $0.answer(302) },
      HostileAnswer("redirect-to-empty", .fails) { $0.answer(301, ["Location:"]) },
      HostileAnswer("redirect-to-two", .either) {
        $0.answer(302, ["Location: /a", "Location: /b"])
      },
      HostileAnswer("redirect-with-a-fragment", .either) {
        $0.answer(302, ["Location: /healthy#top"])
      },
      HostileAnswer("redirect-with-a-long-body", .either) {
        $0.answer(302, ["Location: /healthy"], many("x", 3_000_000))
      },
      HostileAnswer("redirect-with-an-endless-body", .either) { visit in
        visit.send("HTTP/1.1 302 Found\r\nLocation: /healthy\r\n\r\n")
        while visit.send(many("x", 10000)) {}
      },
      HostileAnswer("redirect-with-cookies", .either) {
        $0.answer(302, ["Location: /healthy", "Set-Cookie: a=b", "Set-Cookie: c=d; Domain=."])
      },
      HostileAnswer("redirect-with-blanks", .either) {
        $0.answer(302, ["Location: /some where/else"])
      },
      HostileAnswer("redirect-in-latin-1", .either) { visit in
        visit.send("HTTP/1.1 302 Found\r\nLocation: /" + [0xE9, 0xFF] + Array("\r\n\r\n".utf8))
        visit.close()
      },
    ]

  private static let elsewhere = [
    "file:///etc/passwd", "FILE:///etc/passwd", "file://localhost/etc/passwd",
    "ftp://127.0.0.1/feed", "ftps://127.0.0.1/feed",
    "gopher://127.0.0.1/feed", "dict://127.0.0.1/d", "ldap://127.0.0.1/", "tftp://127.0.0.1/x",
    "scp://127.0.0.1/x", "sftp://127.0.0.1/x",
    "smb://127.0.0.1/x", "telnet://127.0.0.1/", "imap://127.0.0.1/", "pop3://127.0.0.1/",
    "smtp://127.0.0.1/", "rtsp://127.0.0.1/",
    "data:text/xml,<rss/>", "javascript:alert(1)", "about:blank", "mailto:redaktion@gazette.test",
    "feed://127.0.0.1/x", "ws://127.0.0.1/x",
    "http://", "http:///", "http:", "https://", "http://:80/", "http://127.0.0.1:0/x",
    "http://127.0.0.1:99999/x", "http://127.0.0.1:-1/x",
    "http://127.0.0.1:abc/x", "http://[::1/x", "http://[::1]:1/x", "http://127.0.0.1:1/x",
    "https://127.0.0.1:1/x", "http://999.999.999.999/x",
    "http://nowhere.invalid/x", "http://\(many("a", 70)).test/x", "http://\(many("a.", 200))test/x",
    "http://exa mple.test/x", "http://%00/x",
    "http://127.0.0.1:1/\(many("x", 100_000))", "//127.0.0.1:1/x", "\\\\127.0.0.1\\x",
    "http://user:secret@127.0.0.1:1/x", "?\(many("&", 3000))",
  ]

  /// The same path answers with redirects to itself until it was asked for `steps` times.
  private static func follow(
    _ name: String, _ outcome: Outcome, steps: Int, status: Int
  ) -> HostileAnswer {
    var row = HostileAnswer(name, outcome) { $0.answer(404) }
    row.answer = { request, visit in
      let step = request.target.split(separator: "=").last.flatMap { Int($0) } ?? 0
      if step >= steps { return visit.answer(200, [], page) }
      visit.answer(status, ["Location: /\(name)?step=\(step + 1)"])
    }
    return row
  }
}
