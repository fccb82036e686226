import Testing

@Suite struct `Atom` {
  typealias C = Claim

  @Test(arguments: texts + links + rest + old + bases) func `is read as its claim says`(
    claim: Claim
  ) {
    #expect(claim.found == claim.expected)
  }

  static let texts: [Claim] = [
    C("a title of text", C.atom("<title>A &amp; B</title>"), "0.title", "A & B"),
    C(
      "a title of text that looks like HTML",
      C.atom("<title type=\"text\">&lt;b>A&lt;/b></title>"), "0.title", "<b>A</b>"),
    C(
      "a title of HTML", C.atom("<title type=\"html\">&lt;b>A&lt;/b> &amp;amp; B</title>"),
      "0.title", "A & B"),
    C(
      "a title of XHTML",
      C.atom(
        "<title type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">A <b>B</b></div></title>"
      ),
      "0.title", "A B"),
    C(
      "a title of XHTML with an ampersand",
      C.atom(
        "<title type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">A &amp; B</div></title>"),
      "0.title", "A & B"),
    C("a summary", C.atom("<summary>S</summary>"), "0.summary", "S"),
    C(
      "a summary of HTML", C.atom("<summary type=\"html\">&lt;p>S&lt;/p></summary>"), "0.summary",
      "S"),
    C("content of text", C.atom("<content>C &lt; D</content>"), "0.text", "C < D"),
    C("content of text is plain", C.atom("<content>C</content>"), "0.kind", "plain"),
    C(
      "content of HTML", C.atom("<content type=\"html\">&lt;p>C&lt;/p></content>"), "0.content",
      "<p>C</p>"),
    C(
      "content of text/html", C.atom("<content type=\"text/html\">&lt;p>C&lt;/p></content>"),
      "0.kind", "html"),
    C(
      "content of XHTML loses its div",
      C.atom(
        """
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>C &lt; D</p>\
        <br/><img src="http://e.org/a.png" alt="&quot;"/></div></content>
        """), "0.content",
      "<p>C &lt; D</p><br /><img src=\"http://e.org/a.png\" alt=\"&quot;\" />"),
    C(
      "content of XHTML with a prefix",
      C.atom(
        """
        <content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>C</x:p></x:div>\
        </content>
        """), "0.content", "<p>C</p>"),
    C(
      "content of text/plain", C.atom("<content type=\"text/plain\">a &lt;b></content>"), "0.text",
      "a <b>"),
    C(
      "content in base64",
      C.atom("<content type=\"application/octet-stream\">\n  RXhhbXBsZQ==\n</content>"),
      "0.content", "Example"),
    C(
      "content elsewhere", C.atom("<content src=\"http://e.org/a.mp4\" type=\"video/mp4\"/>"),
      "0.attachments", "http://e.org/a.mp4 video/mp4 -"),
    C(
      "content elsewhere is the address of an entry without a link",
      C.atom("<content src=\"http://e.org/a.html\"/>"), "0.url", "http://e.org/a.html"),
    C(
      "content of XML", C.atom("<content type=\"application/xml\"><a>C</a></content>"), "0.text",
      "C"),
    C(
      "tags in a text that should have none", C.atom("<summary>A <b>B</b></summary>"), "0.summary",
      "A B"),
    C(
      "a feed's title", C.atom("", feed: "<title type=\"html\">&lt;i>T&lt;/i></title>"), "title",
      "T"),
    C("a feed's subtitle", C.atom("", feed: "<subtitle>S</subtitle>"), "description", "S"),
    C(
      "a title after the entries",
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry/><title>T</title></feed>",
      "title", "T"),
  ]

  static let links: [Claim] = [
    C("a link", C.atom("<link href=\"http://e.org/1\"/>"), "0.url", "http://e.org/1"),
    C(
      "a link with a query", C.atom("<link href=\"http://e.org/?a=1&amp;b=2\"/>"), "0.url",
      "http://e.org/?a=1&b=2"),
    C(
      "an alternate link",
      C.atom("<link rel=\"alternate\" type=\"text/html\" href=\"http://e.org/1\"/>"), "0.url",
      "http://e.org/1"),
    C(
      "the page before other alternates",
      C.atom(
        """
        <link rel="alternate" type="application/pdf" href="http://e.org/p"/>\
        <link rel="alternate" type="text/html" href="http://e.org/1"/>
        """), "0.url", "http://e.org/1"),
    C(
      "the first of two pages",
      C.atom("<link href=\"http://e.org/1\"/><link href=\"http://e.org/2\"/>"), "0.url",
      "http://e.org/1"),
    C(
      "alternate before related and self",
      C.atom(
        """
        <link rel="self" href="http://e.org/s"/><link rel="related" href="http://e.org/r"/>\
        <link rel="alternate" href="http://e.org/1"/>
        """), "0.url", "http://e.org/1"),
    C(
      "a relation in full",
      C.atom(
        "<link rel=\"http://www.iana.org/assignments/relation/alternate\" href=\"http://e.org/1\"/>"
      ),
      "0.url", "http://e.org/1"),
    C(
      "an enclosure",
      C.atom("<link rel=\"enclosure\" type=\"audio/mpeg\" length=\"7\" href=\"http://e.org/a\"/>"),
      "0.attachments", "http://e.org/a audio/mpeg 7"),
    C(
      "an enclosure is not the page", C.atom("<link rel=\"enclosure\" href=\"http://e.org/a\"/>"),
      "0.url", ""),
    C("a feed's page", C.atom("", feed: "<link href=\"http://e.org/\"/>"), "home", "http://e.org/"),
    C(
      "a feed's own address", C.atom("", feed: "<link rel=\"self\" href=\"http://e.org/f\"/>"),
      "self", "http://e.org/f"),
    C(
      "hub is neither",
      C.atom("", feed: "<link rel=\"hub\" href=\"http://h/\"/><link href=\"http://e.org/\"/>"),
      "home", "http://e.org/"),
  ]

  static let rest: [Claim] = [
    C("Atom 1.0", C.atom(""), "format", "Atom 1.0"),
    C("an id", C.atom("<id> tag:e.org,2004:1 </id>"), "0.id", "tag:e.org,2004:1"),
    C(
      "published", C.atom("<published>2005-07-31T12:29:29Z</published>"), "0.published",
      "2005-07-31T12:29:29Z"),
    C(
      "updated", C.atom("<updated>2005-07-31T12:29:29+02:00</updated>"), "0.updated",
      "2005-07-31T10:29:29Z"),
    C(
      "updated is not published", C.atom("<updated>2005-07-31T12:29:29Z</updated>"), "0.published",
      ""),
    C(
      "an author", C.atom("<author><name>Ana</name><email>a@e.org</email></author>"), "0.authors",
      "Ana"),
    C(
      "an author without a name", C.atom("<author><email>a@e.org</email></author>"), "0.authors",
      "a@e.org"),
    C(
      "an author's address is not the name",
      C.atom("<author><uri>http://e.org/</uri><name>Ana</name></author>"), "0.authors", "Ana"),
    C(
      "two authors",
      C.atom("<author><name>Ana</name></author><author><name>Bo</name></author>"), "0.authors",
      "Ana|Bo"),
    C(
      "the feed's author", C.atom("", feed: "<author><name>Ana</name></author>"), "0.authors",
      "Ana"),
    C(
      "the author of an entry's source",
      C.atom(
        "<source><title>S</title><author><name>Bo</name></author></source>",
        feed: "<author><name>Ana</name></author>"), "0.authors", "Bo"),
    C(
      "contributors are no authors", C.atom("<contributor><name>Bo</name></contributor>"),
      "0.authors", ""),
    C(
      "the title of an entry, not of its source",
      C.atom("<source><title>S</title><id>s</id></source><title>A</title>"), "0.title", "A"),
    C(
      "the id of an entry, not of its source", C.atom("<source><id>s</id></source><id>i</id>"),
      "0.id", "i"),
    C(
      "categories", C.atom("<category term=\"a\" label=\"A\"/><category term=\"b\"/>"), "0.tags",
      "a|b"),
    C("a category with a label alone", C.atom("<category label=\"A\"/>"), "0.tags", "A"),
    C("xml:lang of the feed", C.atom("", root: "xml:lang=\"fr\""), "0.language", "fr"),
    C(
      "xml:lang of an entry",
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><entry xml:lang=\"fr\"/></feed>",
      "0.language", "fr"),
    C(
      "xml:lang of a content",
      C.atom("<content xml:lang=\"fr\">C</content>", root: "xml:lang=\"en\""),
      "0.language", "fr"),
    C(
      "a prefix for all",
      """
      <a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>A</a:title></a:entry></a:feed>
      """, "titles", "A"),
    C("no namespace at all", "<feed><entry><title>A</title></entry></feed>", "titles", "A"),
    C(
      "a document that is one entry",
      "<entry xmlns=\"http://www.w3.org/2005/Atom\"><title>A</title></entry>", "titles", "A"),
    C(
      "media:group in Atom",
      C.atom(
        "<media:group><media:description>D</media:description></media:group>", root: Names.media),
      "0.summary", "D"),
  ]

  static let old: [Claim] = [
    C("Atom 0.3", C.atom03(""), "format", "Atom 0.3"),
    C(
      "issued", C.atom03("<issued>2004-01-01T19:48:21-05:00</issued>"), "0.published",
      "2004-01-02T00:48:21Z"),
    C(
      "modified", C.atom03("<modified>2004-01-01T19:48:21Z</modified>"), "0.updated",
      "2004-01-01T19:48:21Z"),
    C(
      "created alone", C.atom03("<created>2004-01-01</created>"), "0.published",
      "2004-01-01T00:00:00Z"),
    C("tagline", C.atom03("", feed: "<tagline>S</tagline>"), "description", "S"),
    C(
      "escaped content",
      C.atom03("<content type=\"text/html\" mode=\"escaped\">&lt;p>C&lt;/p></content>"), "0.text",
      "C"),
    C(
      "content in base64",
      C.atom03("<content type=\"text/html\" mode=\"base64\">PHA+QzwvcD4=</content>"), "0.content",
      "<p>C</p>"),
    C(
      "content of XML",
      C.atom03(
        """
        <content type="application/xhtml+xml" mode="xml"><div \
        xmlns="http://www.w3.org/1999/xhtml">C <b>D</b></div></content>
        """), "0.content", "C <b>D</b>"),
    C(
      "a title of HTML",
      C.atom03("<title type=\"text/html\" mode=\"escaped\">&lt;b>A&lt;/b></title>"), "0.title",
      "A"),
  ]

  static let bases: [Claim] = [
    C(
      "the document's address", C.atom("<link href=\"a/1\"/>"), "0.url", "http://e.org/f/a/1",
      base: "http://e.org/f/feed"),
    C(
      "xml:base of the feed", C.atom("<link href=\"1\"/>", root: "xml:base=\"http://b.org/x/\""),
      "0.url", "http://b.org/x/1"),
    C(
      "xml:base of an entry",
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://b.org/x/"><entry xml:base="y/">\
      <link href="1"/></entry></feed>
      """, "0.url", "http://b.org/x/y/1"),
    C(
      "xml:base of a link", C.atom("<link xml:base=\"http://b.org/\" href=\"1\"/>"), "0.url",
      "http://b.org/1"),
    C(
      "xml:base ends with its element",
      """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://b.org/"><title xml:base="x/">T\
      </title><entry><link href="1"/></entry></feed>
      """, "0.url", "http://b.org/1"),
    C(
      "a relative xml:base against the document",
      C.atom("<link href=\"1\"/>", root: "xml:base=\"/x/\""), "0.url", "http://e.org/x/1",
      base: "http://e.org/f"),
    C(
      "addresses in content of HTML",
      C.atom(
        "<content type=\"html\">&lt;a href=\"1?a=b\">&lt;img src='../i.png'>x&lt;/a></content>"),
      "0.content", "<a href=\"http://e.org/f/1?a=b\"><img src='http://e.org/i.png'>x</a>",
      base: "http://e.org/f/"),
    C(
      "addresses in content that are absolute",
      C.atom("<content type=\"html\">&lt;a href=\"mailto:a@e.org\">x&lt;/a></content>"),
      "0.content", "<a href=\"mailto:a@e.org\">x</a>", base: "http://e.org/f/"),
    C(
      "what looks like an attribute outside a tag",
      C.atom("<content type=\"html\">say href=\"x\" &lt;b>y&lt;/b></content>"), "0.content",
      "say href=\"x\" <b>y</b>", base: "http://e.org/"),
    C(
      "addresses in content of XHTML",
      C.atom(
        """
        <content type="xhtml" xml:base="http://b.org/"><div \
        xmlns="http://www.w3.org/1999/xhtml"><a href="1">x</a></div></content>
        """), "0.content", "<a href=\"http://b.org/1\">x</a>"),
    C(
      "xml:base inside XHTML",
      C.atom(
        """
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p \
        xml:base="http://b.org/"><a href="1">x</a></p></div></content>
        """), "0.content", "<p><a href=\"http://b.org/1\">x</a></p>"),
    C(
      "addresses in RSS content",
      C.rss("<content:encoded>&lt;img src=\"/i.png\"></content:encoded>", root: Names.content),
      "0.content", "<img src=\"http://e.org/i.png\">", base: "http://e.org/f"),
    C("an RSS link", C.rss("<link>/1</link>"), "0.url", "http://e.org/1", base: "http://e.org/f"),
    C(
      "an enclosure", C.rss("<enclosure url=\"a.mp3\"/>"), "0.attachments",
      "http://e.org/a.mp3 - -", base: "http://e.org/f"),
    C(
      "without an address of its own, the page's",
      C.rss("<link>/1</link>", channel: "<link>http://e.org/x</link>"), "0.url", "http://e.org/1"),
    C("an id is never resolved", C.atom("<id>1</id>"), "0.id", "1", base: "http://e.org/"),
  ]
}
