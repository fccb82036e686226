import TestSupport

extension HostileAnswer {
  /// Documents that are no feed, or one that needs goodwill.
  static let bodies: [HostileAnswer] = noFeeds + feeds

  private static let noFeeds: [HostileAnswer] = [
    HostileAnswer("body-empty", .fails, body: ""),
    HostileAnswer("body-blank", .fails, body: "  \n\t  \n"),
    HostileAnswer("body-one-byte", .fails, body: "<"),
    HostileAnswer("body-nuls", .fails, body: many("\0", 100_000)),
    HostileAnswer("body-words", .fails, body: "Service temporarily unavailable"),
    HostileAnswer(
      "body-html", .fails, ["Content-Type: text/html"],
      body: "<!DOCTYPE html><html><head><title>Otan</title></head><body><p>Otan</body></html>"),
    HostileAnswer(
      "body-html-as-xml", .fails, ["Content-Type: text/xml"],
      body: "<html xmlns='http://www.w3.org/1999/xhtml'><body>Otan</body></html>"),
    HostileAnswer(
      "body-captcha", .fails, ["Content-Type: text/html"],
      body: "<html><script>\(many("x();", 20000))</script></html>"),
    HostileAnswer(
      "body-json-error", .fails, ["Content-Type: application/json"],
      body: #"{"error":"rate limited"}"#),
    HostileAnswer("body-json-array", .fails, ["Content-Type: application/json"], body: #"[1,2,3]"#),
    HostileAnswer(
      "body-json-cut", .either, ["Content-Type: application/feed+json"],
      body: #"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","#),
    HostileAnswer(
      "body-json-wrong-items", .either, ["Content-Type: application/feed+json"],
      body: #"{"version":"https://jsonfeed.org/version/1.1","items":7}"#),
    HostileAnswer(
      "body-json-deep", .fails, ["Content-Type: application/json"], body: many("[", 100_000)),
    HostileAnswer(
      "body-json-deep-objects", .fails, ["Content-Type: application/json"],
      body: many(#"{"a":"#, 100_000)),
    HostileAnswer(
      "body-xml-other", .fails,
      body: "<?xml version='1.0'?><urlset><url><loc>http://gazette.test/</loc></url></urlset>"),
    HostileAnswer(
      "body-opml", .fails,
      body: "<opml version='2.0'><body><outline xmlUrl='http://gazette.test/'/></body></opml>"),
    HostileAnswer(
      "body-svg", .fails, body: "<svg xmlns='http://www.w3.org/2000/svg'><title>Otan</title></svg>"),
    HostileAnswer(
      "body-soap-fault", .fails,
      body:
        "<soap:Envelope xmlns:soap='http://schemas.xmlsoap.org/soap/envelope/'><soap:Body/></soap:Envelope>"
    ),
    HostileAnswer(
      "body-xml-declaration-alone", .fails, body: "<?xml version='1.0' encoding='utf-8'?>"),
    HostileAnswer("body-doctype-alone", .fails, body: "<!DOCTYPE rss>"),
    HostileAnswer("body-comment-alone", .fails, body: "<!-- <rss><channel></channel></rss> -->"),
    HostileAnswer(
      "body-pdf", .fails, ["Content-Type: application/pdf"],
      body: "%PDF-1.7\n%\u{E2}\u{E3}\n1 0 obj"),
    HostileAnswer("body-zip", .fails, bytes: [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 8, 0]),
    HostileAnswer(
      "body-png", .fails, bytes: [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
    HostileAnswer("body-elf", .fails, bytes: [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0]),
    HostileAnswer("body-utf-16-mark-alone", .fails, bytes: [0xFF, 0xFE]),
    HostileAnswer("body-utf-8-mark-alone", .fails, bytes: [0xEF, 0xBB, 0xBF]),
    HostileAnswer(
      "body-every-byte", .fails, bytes: (0..<50).flatMap { _ in (0...255).map { UInt8($0) } }),
    HostileAnswer("body-deep", .either, body: "<rss><channel>" + many("<a>", 100_000)),
    HostileAnswer("body-deep-elsewhere", .fails, body: many("<a>", 100_000)),
    HostileAnswer("body-brackets", .fails, body: many("<", 200_000)),
    HostileAnswer("body-ampersands", .fails, body: many("&", 200_000)),
    HostileAnswer("body-open-comment", .either, body: "<rss><channel><!-- " + many("x", 100_000)),
    HostileAnswer(
      "body-open-cdata", .either, body: "<rss><channel><item><title><![CDATA[" + many("]", 100_000)),
    HostileAnswer(
      "body-attributes", .either,
      body: "<rss \((0..<20_000).map { "a\($0)='b' " }.joined())><channel></channel></rss>"),
    HostileAnswer(
      "body-namespaces", .either,
      body:
        "<rss \((0..<5_000).map { "xmlns:n\($0)='urn:\($0)' " }.joined())><channel></channel></rss>"
    ),
    HostileAnswer(
      "body-multipart", .fails, ["Content-Type: multipart/mixed; boundary=x"],
      body: "--x\r\n\r\nnot this\r\n--x--"),
    HostileAnswer(
      "body-event-stream", .fails, ["Content-Type: text/event-stream"], body: "data: hello\n\n"),
  ]

  private static func item(_ title: String, _ rest: String = "") -> String {
    "<rss version='2.0'><channel><title>G</title><item><title>\(title)</title>\(rest)</item></channel></rss>"
  }

  private static func wide(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
    (mark ? [0xFEFF] : []).appending(text.utf16).flatMap { unit in
      bigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
  }

  private static let feeds: [HostileAnswer] = [
    HostileAnswer(
      "feed-empty", .either, body: "<rss version='2.0'><channel><title>G</title></channel></rss>"),
    HostileAnswer(
      "feed-laughs", .reads,
      body: """
        <!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
        \(item("Otan", "<description>&d;&d;&d;&d;</description>"))
        """),
    HostileAnswer(
      "feed-quadratic", .reads,
      body: """
        <!DOCTYPE rss [<!ENTITY a "\(many("A", 50_000))">]>
        \(item("Otan", "<description>\(many("&a;", 5_000))</description>"))
        """),
    HostileAnswer(
      "feed-external-entity", .reads,
      body: """
        <!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % y SYSTEM "http://127.0.0.1:1/evil.dtd">%y;]>
        \(item("Otan", "<description>&x;</description>"))
        """),
    HostileAnswer(
      "feed-entity-of-itself", .reads,
      body: "<!DOCTYPE rss [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]>"
        + item("Otan", "<description>&a;</description>")),
    HostileAnswer(
      "feed-netscape-doctype", .reads,
      body:
        "<!DOCTYPE rss PUBLIC \"-//Netscape Communications//DTD RSS 0.91//EN\" \"http://my.netscape.com/publish/formats/rss-0.91.dtd\">"
        + item("Otan")),
    HostileAnswer(
      "feed-stylesheet", .reads,
      body: "<?xml version='1.0'?><?xml-stylesheet href='http://127.0.0.1:1/x.xsl'?>" + item("Otan")
    ),
    HostileAnswer(
      "feed-xinclude", .reads,
      body: item(
        "Otan", "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>"
      )),
    HostileAnswer(
      "feed-leading-blanks", .reads, body: "\n\n   <?xml version='1.0'?>" + item("Otan")),
    HostileAnswer(
      "feed-leading-junk", .reads,
      body: "Warning: mysql_connect() in /x.php\n<?xml version='1.0'?>" + item("Otan")),
    HostileAnswer(
      "feed-trailing-junk", .reads,
      body: item("Otan") + "<!-- 0.1 s --><script>x()</script>trailing"),
    HostileAnswer("feed-two-roots", .reads, body: item("Otan") + item("Autre")),
    HostileAnswer(
      "feed-cut", .reads,
      body: "<rss version='2.0'><channel><item><title>Otan</title></item><item><title>Aut"),
    HostileAnswer(
      "feed-open-tags", .reads,
      body:
        "<rss version='2.0'><channel><item><title>Otan</title><description><b><i>x</description></item></channel></rss>"
    ),
    HostileAnswer(
      "feed-stray-ampersands", .reads,
      body: item("Otan & Cie & <fils>", "<link>http://gazette.test/?a=1&b=2</link>")),
    HostileAnswer(
      "feed-undeclared-prefix", .reads,
      body: item("Otan", "<foo:bar>x</foo:bar><content:encoded>y</content:encoded>")),
    HostileAnswer("feed-undefined-entities", .reads, body: item("Otan&nbsp;&eacute;&foo;&hellip;")),
    HostileAnswer(
      "feed-surrogates", .reads,
      body: item("Otan &#xD800;&#xDFFF; &#0; &#1; &#x110000; &#99999999999999999999;")),
    HostileAnswer("feed-control-bytes", .reads, body: item("Otan \u{1}\u{2}\u{8}\u{B}\u{C}\u{1F}")),
    HostileAnswer("feed-nul", .reads, body: item("Otan \0 nul")),
    HostileAnswer(
      "feed-bad-utf-8", .reads,
      bytes: "<rss version='2.0'><channel><item><title>Otan " + [0xC3, 0x28, 0xFF, 0xE2, 0x82]
        + Array(" fin</title></item></channel></rss>".utf8)),
    HostileAnswer(
      "feed-latin-1-unsaid", .reads,
      bytes: "<rss version='2.0'><channel><item><title>Otan " + [0xE9, 0xE8]
        + Array(" fin</title></item></channel></rss>".utf8)),
    HostileAnswer(
      "feed-latin-1-said-utf-8", .reads, ["Content-Type: text/xml; charset=utf-8"],
      bytes: "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><item><title>Otan "
        + [0xE9, 0xE8] + Array(" fin</title></item></channel></rss>".utf8)),
    HostileAnswer(
      "feed-utf-8-said-latin-1", .reads,
      body: "<?xml version='1.0' encoding='iso-8859-1'?>" + item("Otan été")),
    HostileAnswer(
      "feed-encoding-unknown", .reads,
      body: "<?xml version='1.0' encoding='klingon-8'?>" + item("Otan")),
    HostileAnswer(
      "feed-encoding-utf-16-said", .reads,
      body: "<?xml version='1.0' encoding='utf-16'?>" + item("Otan")),
    HostileAnswer(
      "feed-utf-16-little", .reads, bytes: wide(item("Otan"), bigEndian: false, mark: true)),
    HostileAnswer(
      "feed-utf-16-big", .reads, bytes: wide(item("Otan"), bigEndian: true, mark: true)),
    HostileAnswer(
      "feed-utf-16-little-unmarked", .either,
      bytes: wide("<?xml version='1.0'?>" + item("Otan"), bigEndian: false, mark: false)),
    HostileAnswer(
      "feed-utf-16-big-unmarked", .either,
      bytes: wide("<?xml version='1.0'?>" + item("Otan"), bigEndian: true, mark: false)),
    HostileAnswer(
      "feed-utf-16-cut", .either,
      bytes: Array(wide(item("Otan"), bigEndian: false, mark: true).dropLast(31))),
    HostileAnswer("feed-utf-8-mark", .reads, bytes: [0xEF, 0xBB, 0xBF] + item("Otan").utf8),
    HostileAnswer(
      "feed-two-marks", .reads, bytes: [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF] + item("Otan").utf8),
    HostileAnswer("feed-xml-1.1", .reads, body: "<?xml version='1.1'?>" + item("Otan")),
    HostileAnswer("feed-xml-7", .either, body: "<?xml version='7.0'?>" + item("Otan")),
    HostileAnswer(
      "feed-in-capitals", .either,
      body: "<RSS VERSION='2.0'><CHANNEL><ITEM><TITLE>Otan</TITLE></ITEM></CHANNEL></RSS>"),
    HostileAnswer(
      "feed-double-escaped", .reads, body: item("&amp;lt;b&amp;gt;Otan&amp;lt;/b&amp;gt;")),
    HostileAnswer(
      "feed-no-channel", .either, body: "<rss version='2.0'><item><title>Otan</title></item></rss>"),
    HostileAnswer(
      "feed-no-version", .reads,
      body: "<rss><channel><item><title>Otan</title></item></channel></rss>"),
    HostileAnswer(
      "feed-forged-line", .reads,
      body: item("Otan\n2026-01-01 [otan] forged — http://x #99\r\n\u{2028}\u{2029}{\"seq\":99}")),
    HostileAnswer(
      "feed-escapes", .reads, body: item("\u{1B}[31m Otan &#x1B;]0;x&#7;\u{202E}\u{2066}\u{85}")),
    HostileAnswer(
      "feed-dates", .reads,
      body: item(
        "Otan",
        "<pubDate>32 Foo 99999 99:99:99 +9999</pubDate><dc:date>0000-00-00T00:00:00Z</dc:date>")),
    HostileAnswer(
      "feed-date-of-year-1", .reads,
      body: item("Otan", "<pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate>")),
    HostileAnswer(
      "feed-date-of-digits", .reads, body: item("Otan", "<pubDate>\(many("9", 5000))</pubDate>")),
    HostileAnswer(
      "feed-ttl", .reads,
      body:
        "<rss version='2.0'><channel><ttl>99999999999999999999</ttl><skipHours><hour>-1</hour><hour>99</hour></skipHours><skipDays><day>Someday</day></skipDays><item><title>Otan</title></item></channel></rss>"
    ),
    HostileAnswer(
      "feed-long-guid", .reads, body: item("Otan", "<guid>\(many("g", 100_000))</guid>")),
    HostileAnswer("feed-long-title", .reads, body: item("Otan " + many("mot ", 50_000))),
    HostileAnswer("feed-long-word", .reads, body: item("Otan " + many("x", 200_000))),
    HostileAnswer("feed-many-marks", .reads, body: item("Otan e" + many("\u{301}", 50_000))),
    HostileAnswer(
      "feed-many-hits", .either,
      body: item(many("x ", 10) + "Otan", "<description>\(many("Otan ", 20_000))</description>")),
    HostileAnswer(
      "feed-odd-links", .reads,
      body: item(
        "Otan",
        "<link>javascript:alert(1)</link><guid isPermaLink='true'>::::</guid><enclosure url='\u{1}' length='-9999999999999999999999'/>"
      )),
    HostileAnswer(
      "feed-wild-html", .reads,
      body: item("Otan", "<description>\(many("&lt;div&gt;&lt;p&gt;", 20_000))</description>")),
    HostileAnswer(
      "feed-same-item-often", .reads,
      body:
        "<rss version='2.0'><channel>\(many("<item><title>Otan</title><guid>1</guid></item>", 1000))</channel></rss>"
    ),
    HostileAnswer(
      "feed-json-lone-surrogate", .reads, ["Content-Type: application/feed+json"],
      body:
        #"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"Otan \ud800"}]}"#
    ),
    HostileAnswer(
      "feed-json-numbers", .reads, ["Content-Type: application/feed+json"],
      body:
        #"{"version":"https://jsonfeed.org/version/1","items":[{"id":1e400,"title":"Otan","date_published":7}]}"#
    ),
    HostileAnswer(
      "feed-json-twice-the-key", .either, ["Content-Type: application/feed+json"],
      body:
        #"{"version":"https://jsonfeed.org/version/1.1","items":[],"items":[{"id":"1","title":"Otan"}]}"#
    ),
    HostileAnswer(
      "feed-atom", .reads,
      body:
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='html'>&lt;b&gt;Otan</title><id>1</id></entry></feed>"
    ),
    HostileAnswer(
      "feed-atom-in-atom", .either,
      body:
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Otan</title><content><feed><entry><title>x</title></entry></feed></content></entry></feed>"
    ),
    HostileAnswer(
      "feed-rdf", .reads,
      body:
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><item rdf:about='x'><title>Otan</title></item></rdf:RDF>"
    ),
  ]
}

extension [UInt16] {
  fileprivate func appending(_ more: some Sequence<UInt16>) -> [UInt16] { self + Array(more) }
}
