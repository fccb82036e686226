import Testing

@testable import Parsing

/// What libxml2 is shown, and that nothing is lost by what it is not.
@Suite struct `The outline of a document` {
  static func shown(_ document: String, room: Int = 65536) -> String {
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

  /// As in a run of elements without markup between them, of which libxml2 tells a text at the next.
  @Test func `keeps few attributes of elements that were left out, however late they are taken`() {
    let document =
      "<a>" + String(repeating: #"<category term="a" label="b"/>"#, count: 50_000) + "</a>"
    let attributes = LeafAttributes()
    var (most, taken, wrong) = (0, 0, 0)

    Array(document.utf8).withUnsafeBufferPointer { bytes in
      var outline = Outline(of: bytes, names: LeafNames(), attributes: attributes)
      let piece = UnsafeMutablePointer<UInt8>.allocate(capacity: 512)
      defer { piece.deallocate() }
      while !outline.isAtEnd {
        let before = outline.shown
        _ = outline.write(to: piece, room: 512)
        most = max(most, attributes.count)
        // All but the last.
        for place in before - 1..<outline.shown - 1 {
          guard let section = outline.take(at: place) else { continue }
          taken += 1
          let list = attributes[section.attributes].list
          if list.map({ String(decoding: $0.value, as: UTF8.self) }) != ["a", "b"] { wrong += 1 }
        }
      }
      #expect(!outline.isIllFormed)
    }

    #expect(taken > 49_000)
    #expect(wrong == 0)
    #expect(most < 20_000)
  }

  @Test(arguments: outlines)
  func `holds all but CDATA and long texts`(document: String, expected: String) {
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
    ("<a>twelve bytes</a>", "<a>x</a>"),
    ("<a>eleven byte</a>", "<a>eleven byte</a>"),
    ("<a b='\">' c=\"'>\">Très, très long.</a>", "<a b='\">' c=\"'>\">x</a>"),
    ("<a>Zo\u{EB} &amp; Jos&#233; &#x20AC;&lt;&apos;&gt;&quot;</a>", "<a>x</a>"),
    ("<a>one text of two<b/>another text<c>\n</c></a>", "<a>x<b/>xx</a>"),
    ("<a>one text of two<![CDATA[b]]>another text</a>", "<a>x<![CDATA[x]]>x</a>"),
    ("<?p > no text at all <a> ?><a/>", "<?p > no text at all <a> ?><a/>"),
    ("<!-- > no text at all <a> --><a/>", "<!-- > no text at all <a> --><a/>"),
    (
      "<!DOCTYPE a SYSTEM '> no text at all'><a>a text of it</a>",
      "<!DOCTYPE a SYSTEM '> no text at all'><a>x</a>"
    ),
    ("<a><![CDATA[b]] ></a>", "ill-formed"),
    ("<a><!-- b", "ill-formed"),
    ("<a><![CDATA[\u{1}]]></a>", "ill-formed"),
  ]

  @Test(arguments: unusual)
  func `holds a text in which something is unusual`(document: String) {
    #expect(Self.shown(document) == document)
    #expect(Self.shown(document, room: 1) == document)
  }

  static let unusual = [
    "no text of any document<a/>", "<a/>no text of any document",
    "<a> begins with a blank</a>", "<a>\nbegins with a line end</a>",
    "<a>an &nbsp; of HTML</a>", "<a>an &undeclared; one</a>", "<a>a stray & and more</a>",
    "<a>an unfinished &amp</a>", "<a>an unfinished &#65</a>", "<a>no number: &#;</a>",
    "<a>no number: &#x;</a>", "<a>a capital: &#X41;</a>", "<a>another: &LT;</a>",
    "<a>no character: &#0;</a>", "<a>no character: &#xD800;</a>", "<a>no character: &#xFFFE;</a>",
    "<a>no character: &#xFFFF;</a>", "<a>no character: &#x110000;</a>",
    "<a>no character: &#99999999999999999999;</a>", "<a>a control: \u{1}</a>",
    "<a>no character: \u{FFFE}</a>", "<a>no character: \u{FFFF}, or so</a>",
    "<a>two lines\r\nor so</a>", "<a>the end of a section: ]]></a>", "<a>a bracket > alone</a>",
    "<a b='>a text in an open quote</a>",
    "<a <b>a text after no tag</b>", "<?p > a text in an open instruction <a>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]><a>a text after it</a>",
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

  /// Long enough for blocks of each kind.
  private static let long = Array(
    ("Plain words that go on and on, for more than two blocks of them. Été à Orléans, où l’on "
      + "répète « déjà ». 日本語の文章は長く続く。漢字かな交じり文、テスト中 한국어도 있다 😀😀 \u{800}\u{FFFD}, end.")
      .utf8)

  @Test(arguments: long.indices) func `finds a bad byte in any place`(place: Int) {
    var text = Self.long
    let misjudged = (UInt8.min...UInt8.max).filter { byte in
      text[place] = byte
      let isLegal = byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
      let isValid = isLegal && String(validating: text, as: UTF8.self) != nil
      let isNoncharacter = text.contains([0xEF, 0xBF, 0xBE]) || text.contains([0xEF, 0xBF, 0xBF])
      let isPlain = isValid && byte != 0x0D && byte != 0x3E && !isNoncharacter
      return text.withUnsafeBufferPointer {
        $0.isXMLText != isValid || $0.isCharacterData != isPlain
      }
    }

    #expect(misjudged == [])
  }

  @Test(arguments: texts) func `brings back the texts that it leaves out`(
    text: String, expected: String
  ) throws {
    let document = Array(Claim.channel("<item><title>\(text)</title></item>").utf8)

    let feed = try #require(SecondOpinion.strict(document))

    #expect(feed.entries.map(\.title.source) == [expected])
    #expect(SecondOpinion.tolerant(document)?.entries == feed.entries)
  }

  static let texts = [
    ("A text of one piece", "A text of one piece"),
    ("Zo\u{EB} &amp; Jos&#233; &#x20AC;&#128512;&lt;&apos;&gt;&quot;", "Zoë & José €😀<'>\""),
    ("&lt;p&gt;A paragraph&lt;/p&gt;", "<p>A paragraph</p>"),
    ("&amp;amp; is &amp;lt;", "&amp; is &lt;"),
    ("One text of two<!-- no text at all -->another text", "One text of twoanother text"),
    ("A text of two<![CDATA[ & ]]>and another", "A text of two & and another"),
    ("A text that &#10;ends&#9;here", "A text that \nends\there"),
  ]

  @Test func `escapes what it left out beside tags`() throws {
    let document = Array(
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><content type="xhtml">\
      <div>A text of &lt;b&gt; &amp;amp; &#233;<i>and more of it</i></div></content></entry></feed>
      """.utf8)

    let feed = try #require(SecondOpinion.strict(document))

    #expect(
      feed.entries.map(\.content.source)
        == ["A text of &lt;b&gt; &amp;amp; é<i>and more of it</i>"])
    #expect(SecondOpinion.tolerant(document)?.entries == feed.entries)
  }

  @Test func `counts a text as long as it is without its references`() throws {
    let document = Array(Claim.channel("<item><title>&amp;&amp;&amp;&amp;</title></item>").utf8)

    let feed = try FeedParser.parse(document, limits: FeedLimits(text: 4))

    #expect(feed.entries.map(\.title.source) == ["&&&&"])
    #expect(throws: FeedError.limit(.text, most: 3)) {
      try FeedParser.parse(document, limits: FeedLimits(text: 3))
    }
  }

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
