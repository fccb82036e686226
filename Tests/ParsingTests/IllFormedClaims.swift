import Testing

@Suite struct `Ill-formed documents` {
  typealias C = Claim

  @Test(arguments: marks + tags + frames + cuts + entities) func `are read as people would`(
    claim: Claim
  ) {
    #expect(claim.found == claim.expected)
  }

  static let marks: [Claim] = [
    C("a stray ampersand", C.rss("<title>A & B</title>"), "0.title", "A & B"),
    C(
      "a stray ampersand, and all the rest", C.rss("<title>A & B &amp; C &lt; D</title>"),
      "0.title", "A & B & C < D"),
    C("a stray ampersand in a name", C.rss("<title>AT&T</title>"), "0.title", "AT&T"),
    C(
      "a stray ampersand in an address", C.rss("<link>http://e.org/?a=1&b=2</link>"), "0.url",
      "http://e.org/?a=1&b=2"),
    C(
      "a stray ampersand in an attribute", C.atom("<link href=\"http://e.org/?a=1&b=2\"/>"),
      "0.url", "http://e.org/?a=1&b=2"),
    C(
      "a stray ampersand is noted", C.rss("<title>A & B</title>"), "warnings",
      "a stray & was read as text"),
    C("a stray bracket", C.rss("<title>A < B</title>"), "0.title", "A < B"),
    C(
      "a stray bracket before a number", C.rss("<description>if 1 <2 &amp; 3</description>"),
      "0.summary", "if 1 <2 & 3"),
    C("an arrow", C.rss("<title>A <- B</title>"), "0.title", "A <- B"),
    C("a control character", C.rss("<title>A\u{B}B</title>"), "0.title", "AB"),
    C("a control character as a number", C.rss("<title>A&#11;B</title>"), "0.title", "AB"),
    C("a zero as a number", C.rss("<title>A&#0;B</title>"), "0.title", "AB"),
    C("a number without a semicolon", C.rss("<title>A&#233 B</title>"), "0.title", "Aé B"),
    C("a surrogate as a number", C.rss("<title>A&#xD800;B</title>"), "0.title", "AB"),
    C("a number that is too large", C.rss("<title>A&#99999999999;B</title>"), "0.title", "AB"),
    C("an end of section in a text", C.rss("<title>A ]]> B</title>"), "0.title", "A  B"),
    C(
      "a declared reading is not recovered", C.rss("<title>A &amp; B</title>"), "recovered",
      "false"),
  ]

  static let tags: [Claim] = [
    C(
      "an element that is not closed", C.rss("<title>A<link>http://e.org/1</link>"), "0.title",
      "A"),
    C(
      "and the one after it", C.rss("<title>A<link>http://e.org/1</link>"), "0.url",
      "http://e.org/1"),
    C(
      "a description that is not closed",
      C.rss("<description>D<pubDate>Sat, 07 Sep 2002 00:00:01 GMT</pubDate>"), "0.published",
      "2002-09-07T00:00:01Z"),
    C(
      "an item that is not closed",
      "<rss><channel><item><title>A</title><item><title>B</title></item></channel></rss>",
      "titles", "A|B"),
    C(
      "an entry that is not closed",
      "<feed><entry><title>A</title><entry><title>B</title></entry></feed>", "titles", "A|B"),
    C(
      "HTML that nobody escaped, not closed", C.rss("<description><p>A<p>B<br>C</description>"),
      "0.summary", "A\n\nB\nC"),
    C("crossed tags", C.rss("<description><b><i>A</b></i> B</description>"), "0.summary", "A B"),
    C("an end tag too many", C.rss("<title>A</b></title>"), "0.title", "A"),
    C("an end tag in another case", C.rss("<title>A</TITLE>"), "0.title", "A"),
    C("an end tag with blanks", C.rss("<title>A</title >"), "0.title", "A"),
    C(
      "an end tag cut short", C.rss("<title>A</title<link>http://e.org/1</link>"), "0.url",
      "http://e.org/1"),
    C(
      "an attribute twice", C.rss("<enclosure url=\"http://e.org/a\" url=\"b\"/>"), "0.attachments",
      "http://e.org/a - -"),
    C(
      "an attribute without quotes", C.rss("<enclosure url=http://e.org/a length=4 />"),
      "0.attachments", "http://e.org/a - 4"),
    C("an attribute without a value", C.rss("<guid isPermaLink>g</guid>"), "0.id", "g"),
    C(
      "attributes without a blank between",
      C.rss("<enclosure url=\"http://e.org/a\"length=\"4\"/>"),
      "0.attachments", "http://e.org/a - 4"),
    C(
      "a bracket in an attribute", C.rss("<enclosure title=\"a < b\" url=\"http://e.org/a\"/>"),
      "0.attachments", "http://e.org/a - -"),
    C(
      "a quote that does not end", C.rss("<guid isPermaLink=\"false>g</guid><title>A</title>"),
      "0.title", "A"),
    C(
      "a tag that does not end", C.rss("<enclosure url=\"http://e.org/a\" <title>A</title>"),
      "0.title", "A"),
    C(
      "300 breaks that are not closed",
      C.rss("<description>" + String(repeating: "A<br>", count: 300) + "</description>"),
      "count", "1"),
    C(
      "300 paragraphs that are not closed",
      C.rss("<description>" + String(repeating: "<p>A", count: 300) + "</description>"),
      "count", "1"),
  ]

  static let frames: [Claim] = [
    C(
      "blank lines before", "\n\n<?xml version=\"1.0\"?>" + C.rss("<title>A</title>"), "titles",
      "A"),
    C("text before", "Warning: x in y\n" + C.rss("<title>A</title>"), "titles", "A"),
    C(
      "text before is noted", "Warning: x\n" + C.rss("<title>A</title>"), "warnings",
      "text before the document was left out"),
    C("HTML before", "<br />\n<b>Warning</b>: x<br>\n" + C.rss("<title>A</title>"), "titles", "A"),
    C(
      "a declaration in the middle", "x<?xml version=\"1.0\"?>" + C.rss("<title>A</title>"),
      "titles", "A"),
    C("text after", C.rss("<title>A</title>") + "<!-- page 0.1s --> done", "titles", "A"),
    C(
      "text after is noted", C.rss("<title>A</title>") + " done", "warnings",
      "text after the document was left out"),
    C("a second document after", C.rss("<title>A</title>") + "<p>x</p>", "titles", "A"),
    C("no root", "<channel><item><title>A</title></item></channel>", "titles", "A"),
    C(
      "no root and no channel", "<item><title>A</title></item><item><title>B</title></item>",
      "titles", "A|B"),
    C("a comment with dashes", C.rss("<!-- a -- b --><title>A</title>"), "titles", "A"),
    C("a comment that does not end", C.rss("<!-- a > <title>A</title>"), "titles", "A"),
    C("a wrong XML version", "<?xml version=\"1.9\"?>" + C.rss("<title>A</title>"), "titles", "A"),
    C(
      "a wrong XML declaration",
      "<?xml encoding='utf-8' version='1.0'?>" + C.rss("<title>A</title>"),
      "titles", "A"),
  ]

  private static let two = "<rss><channel><item><title>A</title><guid>1</guid></item><item>"

  static let cuts: [Claim] = [
    C("whole entries of a cut document", two, "titles", "A"),
    C("a cut document is not whole", two, "whole", "false"),
    C("a cut document says so", two, "warnings", "the document is cut off"),
    C("a cut entry with its id", two + "<guid>2</guid><title>B</title><descr", "titles", "A|B"),
    C(
      "a cut entry with link and title", two + "<link>http://e.org/2</link><title>B</title><de",
      "titles", "A|B"),
    C("a cut entry with a title alone", two + "<title>B</title><description>", "titles", "A"),
    C("a cut text is lost", two + "<guid>2</guid><title>Ota", "titles", "A|"),
    C("cut in a section", two + "<guid>2</guid><description><![CDATA[abc", "titles", "A|"),
    C("cut in a start tag", two + "<guid>2</guid><enclosure url=\"http", "titles", "A|"),
    C("cut in an end tag", two + "<guid>2</guid><title>B</tit", "titles", "A|"),
    C("cut between items", "<rss><channel><item><title>A</title></item>", "titles", "A"),
    C(
      "cut between items is not whole", "<rss><channel><item><title>A</title></item>", "whole",
      "false"),
    C("a whole document is whole", C.rss(""), "whole", "true"),
    C(
      "cut JSON says where", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[", "count",
      "not a feed, but JSON with a fault at line 1, column 54: the text ends inside the"
        + " array that begins at line 1, column 53"),
    C(
      "whole items of cut JSON",
      "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"title\":\"A\"},{\"title\":\"B",
      "titles", "A"),
    C(
      "cut JSON is not whole",
      "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"title\":\"A\"},{\"title\":\"B",
      "whole", "false"),
  ]

  private static func declared(_ declarations: String, _ title: String) -> String {
    "<!DOCTYPE rss [\(declarations)]>" + C.rss("<title>\(title)</title>")
  }

  static let entities: [Claim] = [
    C("entities of HTML", C.rss("<title>caf&eacute;&nbsp;!</title>"), "0.title", "café\u{A0}!"),
    C(
      "entities of HTML are noted", C.rss("<title>&eacute;</title>"), "warnings",
      "an HTML or unknown entity was not declared"),
    C(
      "entities of HTML in an attribute",
      C.atom("<link href=\"http://e.org/&eacute;\"/>"), "0.url", "http://e.org/é"),
    C("an unknown entity", C.rss("<title>A &foo; B</title>"), "0.title", "A &foo; B"),
    C("a declared entity", declared("<!ENTITY foo \"Foo\">", "A &foo;"), "0.title", "A Foo"),
    C(
      "a declared entity is no repair", declared("<!ENTITY foo \"Foo\">", "A &foo;"), "recovered",
      "false"),
    C(
      "the first declaration binds",
      declared("<!ENTITY foo \"1\"><!ENTITY foo '2'>", "&foo;"), "0.title", "1"),
    C(
      "a declared entity in an attribute",
      "<!DOCTYPE feed [<!ENTITY h \"e.org\">]>" + C.atom("<link href=\"http://&h;/\"/>"), "0.url",
      "http://e.org/"),
    C(
      "an entity with a reference is dropped",
      declared("<!ENTITY a \"x\"><!ENTITY b \"&a;&a;\">", "1 &b; 2"), "0.title", "1 &b; 2"),
    C(
      "a dropped declaration is noted",
      declared("<!ENTITY b \"&a;\">", "A"), "warnings", "an entity declaration was dropped"),
    C(
      "an external entity is not read",
      declared("<!ENTITY x SYSTEM \"file:///etc/passwd\">", "1 &x; 2"), "0.title", "1 &x; 2"),
    C(
      "a parameter entity is not read",
      declared("<!ENTITY % x SYSTEM \"http://e.org/x\"> %x;", "A"), "0.title", "A"),
    C(
      "a long entity is dropped",
      declared("<!ENTITY x \"" + String(repeating: "a", count: 257) + "\">", "1 &x; 2"), "0.title",
      "1 &x; 2"),
    C(
      "a bracket inside a quoted declaration",
      declared("<!ENTITY x \"]>\">", "A&x;"), "0.title", "A]>"),
    C(
      "a comment in a document type",
      declared("<!-- ]> --><!ENTITY x \"y\">", "A&x;"), "0.title", "Ay"),
  ]
}
