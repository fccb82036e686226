import TestSupport
import Testing

@testable import Parsing

@Suite struct `Limits of a document` {
  @Test(arguments: bombs + growing) func `name what was too much, within two seconds`(bomb: Bomb) {
    let document = bomb.document()
    let clock = ContinuousClock()

    let start = clock.now
    let error = #expect(throws: FeedError.self) {
      try FeedParser.parse(document, limits: bomb.limits)
    }

    #expect(error?.message == bomb.message)
    #expect(error?.isLimit == true)
    #expect(clock.now - start < Patience.bound(.seconds(10)), "a debug build is slower")
  }

  struct Bomb: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var message: String
    var limits = FeedLimits()
    var document: @Sendable () -> [UInt8]
  }

  private static func repeated(_ text: String, _ count: Int) -> [UInt8] {
    let bytes = Array(text.utf8)
    var all: [UInt8] = []
    all.reserveCapacity(bytes.count * count)
    for _ in 0..<count { all += bytes }
    return all
  }

  private static func framed(_ start: String, _ middle: [UInt8], _ end: String) -> [UInt8] {
    Array(start.utf8) + middle + Array(end.utf8)
  }

  static let bombs: [Bomb] = [
    Bomb(
      testDescription: "a long document",
      message: "limit reached: the document has more than 20000000 bytes"
    ) {
      [UInt8](repeating: 0x41, count: 20_000_001)
    },
    Bomb(testDescription: "100,000 levels", message: "limit reached: depth, more than 256 levels") {
      framed("<rss><channel><item>", repeated("<a>", 100_000), "")
    },
    Bomb(
      testDescription: "100,000 levels, well-formed",
      message: "limit reached: depth, more than 256 levels"
    ) {
      framed("<rss>", repeated("<a>", 100_000) + repeated("</a>", 100_000), "</rss>")
    },
    Bomb(testDescription: "levels of JSON", message: "limit reached: depth, more than 256 levels") {
      repeated("[", 100_000)
    },
    Bomb(
      testDescription: "objects of JSON",
      message: "limit reached: JSON, more than 300000 values"
    ) {
      framed("{\"items\":[0", repeated(",{}", 160_000), "]}")
    },
    Bomb(
      testDescription: "a million entries",
      message: "limit reached: more than 10000 entries",
      limits: FeedLimits(surplus: .refuse)
    ) {
      framed("<rss><channel>", repeated("<item/>", 1_000_000), "</channel></rss>")
    },
    Bomb(
      testDescription: "a title of 5 MB",
      message: "limit reached: text length, more than 4000000 bytes in one text"
    ) {
      framed(
        "<rss><channel><item><title>", [UInt8](repeating: 0x41, count: 5_000_000),
        "</title></item></channel></rss>")
    },
    Bomb(
      testDescription: "200,000 attributes",
      message: "limit reached: attributes, more than 128 on one element"
    ) {
      let many = (0..<200_000).map { "a\($0)=\"\" " }.joined()
      return framed("<rss><channel><item ", Array(many.utf8), "/></channel></rss>")
    },
    Bomb(
      testDescription: "an attribute of 2 MB",
      message: "limit reached: attributes, more than 1000000 bytes in one tag"
    ) {
      framed("<rss><channel><item ", repeated(" ", 2_000_000), "/></channel></rss>")
    },
    Bomb(
      testDescription: "a quadratic blow-up",
      message: "limit reached: entities, more than 1000000 bytes out of declared entities"
    ) {
      let value = String(repeating: "a", count: 256)
      return framed(
        "<!DOCTYPE rss [<!ENTITY a \"\(value)\">]><rss><channel><item><title>",
        repeated("&a;", 1_000_000), "</title></item></channel></rss>")
    },
  ]

  /// What is short and would become long.
  static let growing: [Bomb] = [
    Bomb(
      testDescription: "a document that doubles when it is decoded",
      message: "limit reached: the document has more than 3000 bytes",
      limits: FeedLimits(bytes: 3000)
    ) {
      framed(
        "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><item><title>",
        [UInt8](repeating: 0xE9, count: 2000), "</title></item></channel></rss>")
    },
    Bomb(
      testDescription: "addresses that grow by a long base",
      message: "limit reached: texts, more than 300000 bytes in all",
      limits: FeedLimits(bytes: 300_000)
    ) {
      framed(
        "<rss xml:base='\(longBase)'><channel>", repeated("<item><link>a</link></item>", 400),
        "</channel></rss>")
    },
    Bomb(
      testDescription: "content that grows by a long base",
      message: "limit reached: text length, more than 100000 bytes in one text",
      limits: FeedLimits(text: 100_000)
    ) {
      framed(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='\(longBase)'><entry>"
          + "<content type='html'>", repeated("&lt;a href=b>", 100), "</content></entry></feed>")
    },
    Bomb(
      testDescription: "a JSON Feed that grows by a long base",
      message: "limit reached: texts, more than 300000 bytes in all",
      limits: FeedLimits(bytes: 300_000)
    ) {
      framed(
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"feed_url\":\"\(longBase)\",\"items\":[{}",
        repeated(",{\"content_html\":\"<a href=b>\"}", 400), "]}")
    },
    Bomb(
      testDescription: "text that grows by its escapes",
      message: "limit reached: texts, more than 100000 bytes in all",
      limits: FeedLimits(bytes: 100_000)
    ) {
      framed(
        "<feed xmlns='http://www.w3.org/2005/Atom'>",
        repeated(
          "<entry><content type='xhtml'><b/><![CDATA[" + String(repeating: "<", count: 1000)
            + "]]></content></entry>", 40), "</feed>")
    },
  ]

  private static let longBase = "http://e.org/" + String(repeating: "a", count: 1500) + "/"

  @Test func `take no base of more than 2,048 bytes`() throws {
    let base = "http://e.org/" + String(repeating: "a", count: 2048) + "/"
    let document = "<rss xml:base='\(base)'><channel><item><link>b</link></item></channel></rss>"

    let feed = try FeedParser.parse(Array(document.utf8), base: "http://f.org/")

    #expect(feed.entries.map(\.url) == ["http://f.org/b"])
  }

  @Test func `give no entry thousands of bytes of its feed's authors`() throws {
    let name = String(repeating: "a", count: 4097)
    let document = Claim.atom("<id>1</id>", feed: "<author><name>\(name)</name></author>")

    let feed = try FeedParser.parse(Array(document.utf8))

    #expect(feed.entries.map(\.authors) == [[]])
  }

  /// By name, so that no log prints them.
  private static let slow = [
    "many names": "<rss><channel>" + (0..<100_000).map { "<n\($0)/>" }.joined()
      + "</channel></rss>",
    "namespaces in force": "<rss><channel>"
      + String(
        repeating: "<a " + (0..<100).map { "xmlns:p\($0)='b' " }.joined() + ">", count: 200)
      + (0..<20_000).map { "<z:n\($0)/>" }.joined(),
    "namespaces declared": "<rss><channel>"
      + String(repeating: "<a " + (0..<2000).map { "xmlns:p\($0)='b' " }.joined() + "/>", count: 20)
      + "</channel></rss>",
  ]

  @Test(arguments: ["many names", "namespaces in force", "namespaces declared"])
  func `hand over to the tolerant reader where libxml2 would be slow`(name: String) throws {
    let document = Array((Self.slow[name] ?? "").utf8)

    let outcome = document.withUnsafeBufferPointer {
      StrictReader.read($0, into: FeedBuilder(base: nil, limits: FeedLimits()))
    }

    #expect(outcome == .illFormed)
    #expect(try FeedParser.parse(document).entries.isEmpty)
  }

  @Test func `expand no billion laughs`() throws {
    let declarations = (1..<10).map {
      "<!ENTITY l\($0) \"" + String(repeating: "&l\($0 - 1);", count: 10) + "\">"
    }
    let document =
      "<!DOCTYPE rss [<!ENTITY l0 \"lol\">" + declarations.joined() + "]>"
      + Claim.rss("<title>&l9;</title>")

    let feed = try FeedParser.parse(Array(document.utf8))

    #expect(feed.entries.first?.title.source == "&l9;")
    #expect(feed.warnings.contains("an entity declaration was dropped (9 times)"))
  }

  @Test func `keep the newest entries`() throws {
    let items = (0..<50).map {
      "<item><guid>\($0)</guid><pubDate>2020-01-\(10 + $0 % 20)T00:00:00Z</pubDate></item>"
    }
    let document = Claim.channel(items.joined())

    let feed = try FeedParser.parse(Array(document.utf8), limits: FeedLimits(entries: 5))

    #expect(feed.entries.map(\.id) == ["17", "18", "19", "38", "39"])
    #expect(feed.warnings == ["too many entries, the newest were kept: 45 of 50 left out"])
  }

  @Test func `leave out what is above them in a list`() throws {
    let tags = (0..<50).map { "<category>\($0)</category>" }.joined()

    let feed = try FeedParser.parse(
      Array(Claim.rss(tags).utf8), limits: FeedLimits(list: 3))

    #expect(feed.entries.first?.tags == ["0", "1", "2"])
  }

  @Test(arguments: [
    "<enclosure url='http://e.org/a'/>", "<media:content url='http://e.org/a'/>",
    "<link rel='enclosure' href='http://e.org/a'/>",
  ])
  func `let a reader do without attachments`(file: String) throws {
    let document = Array(Claim.rss("<title>A</title>\(file)").utf8)

    let whole = try FeedParser.parse(document)
    let brief = try FeedParser.parse(document, limits: FeedLimits(attachments: 0))

    #expect(whole.entries.first?.attachments.map(\.url) == ["http://e.org/a"])
    #expect(brief.entries.first?.attachments.isEmpty == true)
    #expect(brief.entries.first?.fingerprint == whole.entries.first?.fingerprint)
  }
}
