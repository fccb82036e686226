import Model
import Testing

@testable import Parsing

/// Elements that hold nothing or a text, which libxml2 is not shown either.
@Suite struct `Elements that the outline leaves out` {
  @Test(arguments: outlines)
  func `hold nothing but a text, and stand alone`(document: String, expected: String) {
    let end = "<!-- and more -->"

    #expect(`The outline of a document`.shown(document + end) == expected + end)
    #expect(`The outline of a document`.shown(document + end, room: 1) == expected + end)
  }

  static let outlines = [
    ("<a><b>c</b></a>", "<a>x</a>"),
    ("<a>\n<b>c</b>\r\n\t<d></d><e:f-1>é</e:f-1>\n</a>", "<a>\nx\r\n\txx\n</a>"),
    ("<a><b>Zo\u{EB} &amp; Jos&#233;</b></a>", "<a>x</a>"),
    ("<a><b><![CDATA[<c> & ]]></b></a>", "<a>x</a>"),
    ("<a><b> a blank, and\nmore </b></a>", "<a>x</a>"),
    ("<a><b><c>d</c></b></a>", "<a><b>x</b></a>"),
    ("<a>a long text here<b>c</b></a>", "<a>xx</a>"),
    ("<a><name-of-two-dozen-bytes->b</name-of-two-dozen-bytes-></a>", "<a>x</a>"),
    ("<a><!-- <b>c</b> --><b>c</b></a>", "<a><!-- <b>c</b> -->x</a>"),
    ("<a><b/><c /><d\n\r\t/></a>", "<a>xxx</a>"),
    ("<a><b c='d'>e</b><b c=\"\"/></a>", "<a>xx</a>"),
    ("<a><b c='\u{E9} >\" ' d-1=\"/'\" xml:lang='fr' /></a>", "<a>x</a>"),
    ("<a><b c:d='e' f='g'><![CDATA[h]]></b></a>", "<a>x</a>"),
    ("<a><b a1='' a2='' a3='' a4='' a5='' a6='' a7='' a8=''/></a>", "<a>x</a>"),
    ("<a><b c='d'><e f='g'/></b></a>", "<a><b c='d'>x</b></a>"),
  ]

  @Test(arguments: attributes)
  func `are shown when something is unusual in their tags`(tag: String) {
    let document = "<a><b \(tag)/></a><!-- and more -->"

    #expect(`The outline of a document`.shown(document) == document)
  }

  static let attributes = [
    "c", "c=", "c=d", "c= 'd'", "c ='d'", "='d'", "c='d", "c='d'e='f'", "c='&amp;'", "c='<'",
    "c='d\n'", "c='\t'", "c='\u{1}'", "c='\u{FFFE}'", "c='d' c='e'", "c:d='e' f:d='g'",
    "c:d='e' f:g='h'", "xmlns='d'", "xmlns:c='d'", "xmlnsc='d'", ":c='d'", "c:='d'", "c:d:e='f'",
    "1c='d'", "\u{E9}='d'", "c-='d' .='e'", "/ c='d'", "c='d' /",
    "a1='' a2='' a3='' a4='' a5='' a6='' a7='' a8='' a9=''",
  ]

  @Test(arguments: shown) func `are shown when something is unusual`(document: String) {
    let end = "<!-- and more -->"

    #expect(`The outline of a document`.shown(document + end) == document + end)
  }

  static let shown = [
    "<b>c</b>", "<?p?><b>c</b>", "<b/>", "<b c='d'/>", "<a>t<b>c</b></a>", "<a>t<b/></a>",
    "<a><b>c</b>t</a>", "<a>t <b>c</b></a>", "<a><b>c</d></a>", "<a><b>c</bb></a>",
    "<a><bb>c</b></a>", "<a><b >c</b ></a>", "<a><b>c</b ></a>", "<a><\u{E9}>b</\u{E9}></a>",
    "<a><1>b</1></a>", "<a><xml:b>c</xml:b></a>", "<a><XMLb>c</XMLb></a>",
    "<a><b:c:d>e</b:c:d></a>", "<a><b:>c</b:></a>", "<a><:b>c</:b></a>", "<a><b>&c;</b></a>",
    "<a><b>a > b</b></a>", "<a><b>c\r\n</b></a>", "<a><b><!-- c --></b></a>",
    "<a><b>c<d/></b></a>", "<a><a-name-that-is-longer-yet>b</a-name-that-is-longer-yet></a>",
    "<a><b><c></b></c></a>", "<a><b></a></b>",
  ]

  @Test func `end with an end tag`() {
    let document = "<a><b><![CDATA[x]]>\"/b></a><!-- and more -->"

    #expect(`The outline of a document`.shown(document) == document)
  }

  /// As the tolerant reader reads them, which is shown everything.
  @Test(arguments: documents) func `mean the same`(document: String) throws {
    let bytes = Array(document.utf8)
    let feed = try #require(SecondOpinion.strict(bytes))

    let other = try #require(SecondOpinion.tolerant(bytes))

    #expect(feed.entries == other.entries)
    #expect(feed.title == other.title)
    #expect(feed.warnings == other.warnings)
    #expect(!feed.entries.isEmpty)
  }

  static let documents = [
    Claim.channel("<item><title>a</title><link>http://e.org/</link><guid>b</guid></item>"),
    Claim.channel("\r\n <item>\r\n  <title>é</title>\r\n  <category>b</category>\r\n </item>"),
    Claim.channel("<item><title>a</title><nobody:knows>b</nobody:knows></item>"),
    Claim.channel("<item><title>a</title><nobody:title>b</nobody:title></item>"),
    Claim.channel("<item><title></title><description><![CDATA[a<b>c]]></description></item>"),
    Claim.channel("<item><title>a</title><description>b<![CDATA[c]]></description></item>"),
    Claim.channel("<item><title>a</title><description>é<b>c</b>d<i>e</i></description></item>"),
    Claim.channel("<item><title>a</title><description><p>b</p>\n<p>c</p>d</description></item>"),
    Claim.channel("<item><title>a</title></item><item><title>b</title></item>"),
    // A prefix that means something else in one entry, and again what it did before.
    Claim.channel(
      "<item><title>a</title><x:creator>b</x:creator></item>"
        + "<item xmlns:x=\"http://purl.org/dc/elements/1.1/\"><title>c</title>\n"
        + "<x:creator>d</x:creator></item><item><title>e</title><x:creator>f</x:creator></item>"),
    Claim.channel(
      "<item xmlns=\"http://www.w3.org/1999/xhtml\"><title>a</title></item>"
        + "<item><title>b</title></item>"),
    Claim.channel(
      "<item><title>a</title><y xmlns=\"http://e.org/\"><title>b</title></y>"
        + "<description>c</description><z xmlns=\"\"><title>d</title></z></item>"),
    """
    <feed xmlns="http://www.w3.org/2005/Atom" xmlns:h="http://www.w3.org/1999/xhtml"><title>a</title>
    <entry><title>b</title><author><name>Z\u{E9}</name><email>z@e.org</email></author>
    <content type="xhtml"><h:div><h:p>One &lt; two</h:p> <h:ul><h:li>c</h:li>
    <h:li>d</h:li></h:ul>e<h:b>f</h:b></h:div></content></entry>
    <entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><b>g</b></div></title>
    </entry></feed>
    """,
    Claim.channel(
      "<item><title type='html'>a</title><guid isPermaLink='false'>b</guid>"
        + "<enclosure url='http://e.org/a.mp3' type='audio/mpeg' length='5'/>\n"
        + "<category domain='c'>d</category><nobody:knows a='b'/></item>"),
    Claim.channel(
      "<item><title>a</title><description><img src='b'/>\n<br/><a href='c'>d</a></description>"
        + "</item>"),
    """
    <feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://e.org/a/" xml:lang="fr">
    <entry><title type="text" xml:lang="de">b</title><link href="c"/><link rel="self" href="d"/>
    <category term="e" label="f"/><content type="html" xml:base="g/">&lt;img src="h"></content>
    <summary type="xhtml" xml:lang="en"><div xmlns="http://www.w3.org/1999/xhtml">
    <p class="i">j</p><img src="k" /></div></summary></entry></feed>
    """,
    """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://purl.org/rss/1.0/">
    <channel><items><rdf:Seq><rdf:li rdf:resource="http://e.org/"/></rdf:Seq></items></channel>
    <item rdf:about="http://e.org/"><title>a</title><dc:date>2026-01-02</dc:date>
    <dc:creator>b</dc:creator></item></rdf:RDF>
    """,
  ]

  @Test func `tell of prefixes that were not declared`() throws {
    let document = Claim.channel(
      "<item><title>a</title><b:c d:e='f'/><g h:i='j' xml:lang='fr'>k</g><l:m>n</l:m></item>")

    let feed = try FeedParser.parse(Array(document.utf8))

    #expect(feed.warnings == ["a namespace prefix was not declared (4 times)"])
  }

  @Test func `count as levels`() throws {
    let document = Array(Claim.channel("<item><title>a</title><!-- b --></item>").utf8)

    #expect(try FeedParser.parse(document, limits: FeedLimits(depth: 4)).entries.count == 1)
    #expect(throws: FeedError.limit(.depth, most: 3)) {
      try FeedParser.parse(document, limits: FeedLimits(depth: 3))
    }
  }

  @Test func `may have any number of names`() throws {
    let parts = (0..<400).map { "<n\($0)>a</n\($0)><a\($0):b>c</a\($0):b>" }
    let document = Claim.channel("<item>\(parts.joined())<title>d</title></item>")

    let feeds = try (0..<3).map { _ in try #require(SecondOpinion.strict(Array(document.utf8))) }

    #expect(feeds.map { $0.entries.map(\.title.source) } == [["d"], ["d"], ["d"]])
  }

  @Test func `may be any number`() throws {
    let parts = (0..<20_000).map { "<title a='b'>\($0)</title><b c='d' e='f'/>\n" }
    let document = Claim.channel("<item>\(parts.joined())<link>http://e.org/</link></item>")

    let feed = try #require(SecondOpinion.strict(Array(document.utf8)))

    #expect(feed.entries.map(\.title.source) == ["0"])
    #expect(feed.entries.map(\.url) == ["http://e.org/"])
  }

  @Test func `are reported before too many more are left out`() {
    let parts = (0..<4097).map { "<b>\($0)</b>" }

    #expect(`The outline of a document`.shown("<a>\(parts.joined())</a>") == "ill-formed")
  }

  /// A text that libxml2 reports elsewhere than where it was left out.
  @Test func `are not taken for others`() throws {
    let document =
      "<!DOCTYPE rss SYSTEM '<a><b>c</b>'>" + Claim.channel("<item><title>a</title></item>")

    let feed = try FeedParser.parse(Array(document.utf8))

    #expect(feed.entries.map(\.title.source) == ["a"])
  }
}
