import Testing

@testable import Parsing

/// What libxml2 is shown, and that nothing is lost by what it is not.
@Suite struct `The outline of a document` {
  private static func shown(_ document: String, room: Int = 65536) -> String {
    Array(document.utf8).withUnsafeBufferPointer { bytes in
      var outline = Outline(of: bytes)
      var all: [UInt8] = []
      while !outline.isAtEnd {
        all += [UInt8](unsafeUninitializedCapacity: room) { piece, count in
          count = piece.baseAddress.map { outline.write(to: $0, room: room) } ?? 0
        }
      }
      return outline.isIllFormed ? "ill-formed" : String(decoding: all, as: UTF8.self)
    }
  }

  @Test(arguments: outlines)
  func `holds all but the inside of CDATA sections`(document: String, expected: String) {
    #expect(Self.shown(document) == expected)
    #expect(Self.shown(document, room: 1) == expected)
  }

  static let outlines = [
    ("<a>b!<c/></a>", "<a>b!<c/></a>"),
    ("<a><![CDATA[<b>]] ]>&]]></a>", "<a><![CDATA[x]]></a>"),
    ("<a><![CDATA[]]></a>", "<a><![CDATA[x]]></a>"),
    ("<a><![CDATA[]]]]></a>", "<a><![CDATA[x]]></a>"),
    ("<a><![CDATA[b]]><![CDATA[c]]></a>", "<a><![CDATA[x]]><![CDATA[x]]></a>"),
    ("<a><!-- <![CDATA[b]]> --><![CDATA[c]]></a>", "<a><!-- <![CDATA[b]]> --><![CDATA[x]]></a>"),
    ("<a><![CDATA[\t\r\né€😀]]></a>", "<a><![CDATA[x]]></a>"),
    ("<a><![CDATA[b]] ></a>", "ill-formed"),
    ("<a><!-- b", "ill-formed"),
    ("<a><![CDATA[\u{1}]]></a>", "ill-formed"),
  ]

  @Test(arguments: bytes) func `takes no bytes that are no text`(text: [UInt8], isText: Bool) {
    #expect(text.withUnsafeBufferPointer { $0.isXMLText } == isText)
  }

  static let bytes: [([UInt8], Bool)] = [
    ([], true),
    (Array("a é € 😀 \u{7F} \u{80} \u{7FF} \u{800} \u{D7FF} \u{E000} \u{10FFFF}".utf8), true),
    ([0x09, 0x0A, 0x0D, 0x20], true),
    ([0x00], false), ([0x08], false), ([0x0B], false), ([0x1F], false),
    ([0x80], false), ([0xBF, 0x41], false), ([0xC1, 0x81], false), ([0xC0, 0x80], false),
    ([0xC3], false), ([0xC3, 0x41], false), ([0xC3, 0xA9, 0xA9], false),
    ([0xE0, 0x9F, 0xBF], false), ([0xE0, 0xA0, 0x80], true), ([0xE2, 0x82], false),
    ([0xED, 0x9F, 0xBF], true), ([0xED, 0xA0, 0x80], false), ([0xE1, 0x80, 0xC0], false),
    ([0xF0, 0x8F, 0xBF, 0xBF], false), ([0xF0, 0x90, 0x80, 0x80], true),
    ([0xF4, 0x8F, 0xBF, 0xBF], true), ([0xF4, 0x90, 0x80, 0x80], false),
    ([0xF5, 0x80, 0x80, 0x80], false), ([0xF1, 0x80, 0x80], false), ([0xFF], false),
  ]

  /// What looks like a section stands where none can be.
  @Test(arguments: traps) func `misleads no reader`(document: String, titles: [String]) throws {
    let feed = try FeedParser.parse(Array(document.utf8))

    #expect(feed.entries.map(\.title.source) == titles)
  }

  static let traps: [(String, [String])] = [
    (
      Claim.channel("<?p <![CDATA[ ?><item><title>a</title></item><?p ]]> ?>"),
      ["a"]
    ),
    (
      Claim.channel("<!-- <![CDATA[ --><item><title>a</title></item><!-- ]]> -->"),
      ["a"]
    ),
    (
      Claim.channel("<?p <!-- ?><item><title><![CDATA[a]]></title></item><!-- b -->"),
      ["a"]
    ),
    (
      Claim.channel(
        "<?p <![CDATA[b]]> ?><?p <!-- ?><item><title><![CDATA[a]]></title></item><!-- c -->"),
      ["a"]
    ),
    (
      "<!DOCTYPE rss SYSTEM '<![CDATA[b]]>'>"
        + Claim.channel("<item><title><![CDATA[a]]></title></item>"),
      ["a"]
    ),
    (
      Claim.channel(
        "<item><title>a<![CDATA[b]]>c<![CDATA[]]>&amp;<![CDATA[&amp;]]></title></item>"),
      ["abc&&amp;"]
    ),
  ]

  /// Pieces end anywhere within a section's mark.
  @Test(arguments: 0..<24) func `fits any division into pieces`(shift: Int) throws {
    let filler = String(repeating: " ", count: 65_500 + shift)
    let document = Claim.rss("<!--\(filler)--><title><![CDATA[a<b]]></title>")

    let feed = try #require(SecondOpinion.strict(Array(document.utf8)))

    #expect(feed.entries.first?.title.source == "a<b")
  }

  @Test func `is what a long document is read by`() throws {
    let items = (0..<5000).map { "<item><title><![CDATA[<b>\($0)</b> é]]></title></item>" }

    let feed = try #require(SecondOpinion.strict(Array(Claim.channel(items.joined()).utf8)))

    #expect(feed.entries.count == 5000)
    #expect(feed.entries.last?.title.source == "<b>4999</b> é")
  }
}
