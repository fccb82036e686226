import Testing

@Suite struct `RSS` {
  typealias C = Claim

  @Test(arguments: items + feeds + formats) func `is read as its claim says`(claim: Claim) {
    #expect(claim.found == claim.expected)
  }

  static let items: [Claim] = [
    C("a title", C.rss("<title>Otan</title>"), "0.title", "Otan"),
    C("a title in CDATA", C.rss("<title><![CDATA[A & B]]></title>"), "0.title", "A & B"),
    C("a title with a predefined entity", C.rss("<title>A &amp; B</title>"), "0.title", "A & B"),
    C("a title escaped twice", C.rss("<title>A &amp;amp; B</title>"), "0.title", "A & B"),
    C("a title with a tag", C.rss("<title>&lt;b>A&lt;/b> B</title>"), "0.title", "A B"),
    C("a title with a number", C.rss("<title>&#233;t&#xE9;</title>"), "0.title", "été"),
    C("a title in blanks", C.rss("<title>\n  A\n</title>"), "0.title", "A"),
    C("the first title", C.rss("<title>A</title><title>B</title>"), "0.title", "A"),
    C("an empty title gives way", C.rss("<title/><title>B</title>"), "0.title", "B"),
    C(
      "title before dc:title",
      C.rss("<dc:title>D</dc:title><title>A</title>", root: Names.dc), "0.title", "A"),
    C("dc:title alone", C.rss("<dc:title>D</dc:title>", root: Names.dc), "0.title", "D"),
    C(
      "title before media:title",
      C.rss("<media:title>M</media:title><title>A</title>", root: Names.media), "0.title", "A"),
    C(
      "media:title in media:content",
      C.rss(
        "<media:content url=\"http://e.org/a\"><media:title>M</media:title></media:content>",
        root: Names.media), "0.title", "M"),
    C(
      "the title of an item, not of its source or image",
      C.rss("<image><title>I</title></image><source url=\"u\">S</source><title>A</title>"),
      "0.title", "A"),
    C("a link", C.rss("<link>http://e.org/1</link>"), "0.url", "http://e.org/1"),
    C("a link in blanks", C.rss("<link>\n http://e.org/1 \n</link>"), "0.url", "http://e.org/1"),
    C(
      "a link in CDATA", C.rss("<link><![CDATA[http://e.org/?a=1&b=2]]></link>"), "0.url",
      "http://e.org/?a=1&b=2"),
    C("a link with href", C.rss("<link href=\"http://e.org/1\"/>"), "0.url", "http://e.org/1"),
    C(
      "link before atom:link",
      C.rss(
        "<atom:link href=\"http://e.org/2\"/><link>http://e.org/1</link>", root: Names.atom),
      "0.url", "http://e.org/1"),
    C(
      "guid for a link", C.rss("<guid>http://e.org/g</guid>"), "0.url", "http://e.org/g"),
    C(
      "guid that is no permalink",
      C.rss("<guid isPermaLink=\"false\">http://e.org/g</guid>"), "0.url", ""),
    C(
      "guid that is no address", C.rss("<guid>tag:e.org,2004:1</guid>"), "0.url", ""),
    C(
      "link before guid", C.rss("<guid>http://e.org/g</guid><link>http://e.org/1</link>"), "0.url",
      "http://e.org/1"),
    C("guid", C.rss("<guid> g1 </guid>"), "0.id", "g1"),
    C("no id", C.rss("<title>A</title>"), "0.id", ""),
    C("dc:identifier", C.rss("<dc:identifier>d1</dc:identifier>", root: Names.dc), "0.id", "d1"),
    C(
      "guid before dc:identifier",
      C.rss("<dc:identifier>d1</dc:identifier><guid>g1</guid>", root: Names.dc), "0.id", "g1"),
    C("description", C.rss("<description>D</description>"), "0.summary", "D"),
    C(
      "description with escaped HTML",
      C.rss("<description>&lt;p&gt;A&lt;/p&gt;&lt;p&gt;B&lt;/p&gt;</description>"), "0.summary",
      "A\n\nB"),
    C(
      "description with HTML in CDATA",
      C.rss("<description><![CDATA[<p>A &eacute;</p>]]></description>"), "0.summary", "A é"),
    C(
      "description with tags that nobody escaped",
      C.rss("<description>A <b>B</b> &amp;lt; C</description>"), "0.summary", "A B < C"),
    C(
      "description before dc:description",
      C.rss("<dc:description>X</dc:description><description>D</description>", root: Names.dc),
      "0.summary", "D"),
    C(
      "dc:description alone", C.rss("<dc:description>X</dc:description>", root: Names.dc),
      "0.summary", "X"),
    C(
      "media:description alone",
      C.rss("<media:description>X</media:description>", root: Names.media), "0.summary", "X"),
    C(
      "itunes:summary before itunes:subtitle",
      C.rss(
        "<itunes:subtitle>S</itunes:subtitle><itunes:summary>X</itunes:summary>",
        root: Names.itunes), "0.summary", "X"),
    C(
      "content:encoded",
      C.rss("<content:encoded><![CDATA[<p>C</p>]]></content:encoded>", root: Names.content),
      "0.content", "<p>C</p>"),
    C(
      "content:encoded beside description",
      C.rss(
        "<content:encoded>C</content:encoded><description>D</description>", root: Names.content),
      "0.summary", "D"),
    C(
      "a second description is the content",
      C.rss("<description>D</description><description>E</description>"), "0.content", "E"),
    C(
      "xhtml:body",
      C.rss("<xhtml:body><xhtml:p>A &amp; B</xhtml:p></xhtml:body>", root: Names.xhtml), "0.text",
      "A & B"),
    C(
      "pubDate", C.rss("<pubDate>Sat, 07 Sep 2002 00:00:01 GMT</pubDate>"), "0.published",
      "2002-09-07T00:00:01Z"),
    C(
      "pubdate in another case", C.rss("<PubDate>Sat, 07 Sep 2002 00:00:01 GMT</PubDate>"),
      "0.published", "2002-09-07T00:00:01Z"),
    C(
      "dc:date", C.rss("<dc:date>2003-12-31T10:14:55Z</dc:date>", root: Names.dc), "0.published",
      "2003-12-31T10:14:55Z"),
    C(
      "pubDate before dc:date",
      C.rss(
        "<dc:date>2003-12-31</dc:date><pubDate>Sat, 07 Sep 2002 00:00:01 GMT</pubDate>",
        root: Names.dc), "0.published", "2002-09-07T00:00:01Z"),
    C(
      "dcterms:issued",
      C.rss("<dcterms:issued>2003-12-31</dcterms:issued>", root: Names.dcterms), "0.published",
      "2003-12-31T00:00:00Z"),
    C(
      "dcterms:created",
      C.rss("<dcterms:created>2003-12-31</dcterms:created>", root: Names.dcterms), "0.published",
      "2003-12-31T00:00:00Z"),
    C(
      "dcterms:modified",
      C.rss("<dcterms:modified>2003-12-31</dcterms:modified>", root: Names.dcterms), "0.updated",
      "2003-12-31T00:00:00Z"),
    C(
      "atom:updated in RSS",
      C.rss("<atom:updated>2003-12-31</atom:updated>", root: Names.atom), "0.updated",
      "2003-12-31T00:00:00Z"),
    C("an unreadable date is none", C.rss("<pubDate>soon</pubDate>"), "0.published", ""),
    C(
      "author as RSS 2.0 says", C.rss("<author>a@e.org (Ana Ruiz)</author>"), "0.authors",
      "Ana Ruiz"),
    C(
      "author the other way round", C.rss("<author>Ana Ruiz (a@e.org)</author>"), "0.authors",
      "Ana Ruiz"),
    C(
      "author in brackets", C.rss("<author>Ana Ruiz &lt;a@e.org&gt;</author>"), "0.authors",
      "Ana Ruiz"),
    C("author without a name", C.rss("<author>a@e.org</author>"), "0.authors", "a@e.org"),
    C("author that is a name", C.rss("<author>Ana Ruiz</author>"), "0.authors", "Ana Ruiz"),
    C("dc:creator", C.rss("<dc:creator>Ana</dc:creator>", root: Names.dc), "0.authors", "Ana"),
    C(
      "two creators",
      C.rss("<dc:creator>Ana</dc:creator><dc:creator>Bo</dc:creator>", root: Names.dc),
      "0.authors", "Ana|Bo"),
    C(
      "the same author twice",
      C.rss("<author>a@e.org (Ana)</author><dc:creator>Ana</dc:creator>", root: Names.dc),
      "0.authors", "Ana"),
    C(
      "itunes:author alone", C.rss("<itunes:author>Ana</itunes:author>", root: Names.itunes),
      "0.authors", "Ana"),
    C(
      "author before itunes:author",
      C.rss("<itunes:author>Bo</itunes:author><author>Ana</author>", root: Names.itunes),
      "0.authors", "Ana"),
    C(
      "Atom's author in RSS",
      C.rss("<atom:author><atom:name>Ana</atom:name></atom:author>", root: Names.atom),
      "0.authors", "Ana"),
    C(
      "categories", C.rss("<category>A</category><category domain=\"d\">B</category>"), "0.tags",
      "A|B"),
    C("category with a reference", C.rss("<category>A &amp;amp; B</category>"), "0.tags", "A & B"),
    C("a category twice", C.rss("<category>A</category><category>A</category>"), "0.tags", "A"),
    C("dc:subject", C.rss("<dc:subject>A</dc:subject>", root: Names.dc), "0.tags", "A"),
    C("itunes:category", C.rss("<itunes:category text=\"A\"/>", root: Names.itunes), "0.tags", "A"),
    C(
      "nested itunes:category",
      C.rss(
        "<itunes:category text=\"A\"><itunes:category text=\"B\"/></itunes:category>",
        root: Names.itunes), "0.tags", "A|B"),
    C(
      "itunes:keywords", C.rss("<itunes:keywords>a, b ,c</itunes:keywords>", root: Names.itunes),
      "0.tags", "a|b|c"),
    C(
      "media:keywords", C.rss("<media:keywords>a,b</media:keywords>", root: Names.media), "0.tags",
      "a|b"),
    C(
      "media:category", C.rss("<media:category>a</media:category>", root: Names.media), "0.tags",
      "a"),
    C(
      "enclosure",
      C.rss("<enclosure url=\"http://e.org/a.mp3\" length=\"12\" type=\"audio/mpeg\"/>"),
      "0.attachments", "http://e.org/a.mp3 audio/mpeg 12"),
    C(
      "two enclosures",
      C.rss("<enclosure url=\"http://e.org/a\"/><enclosure url=\"http://e.org/b\"/>"),
      "0.attachments", "http://e.org/a - -|http://e.org/b - -"),
    C(
      "an enclosure of no length", C.rss("<enclosure url=\"http://e.org/a\" length=\"x\"/>"),
      "0.attachments", "http://e.org/a - -"),
    C(
      "media:content",
      C.rss(
        "<media:content url=\"http://e.org/a\" type=\"video/mp4\" fileSize=\"9\"/>",
        root: Names.media), "0.attachments", "http://e.org/a video/mp4 9"),
    C(
      "media:content in a group, like the enclosure",
      C.rss(
        """
        <enclosure url="http://e.org/a"/><media:group><media:content url="http://e.org/a" \
        type="video/mp4"/></media:group>
        """, root: Names.media), "0.attachments", "http://e.org/a video/mp4 -"),
    C(
      "dc:language of an item",
      C.rss("<dc:language>fr</dc:language>", channel: "<language>en</language>", root: Names.dc),
      "0.language", "fr"),
    C(
      "xml:lang of an item", "<rss><channel><item xml:lang=\"fr\"/></channel></rss>",
      "0.language", "fr"),
    C(
      "the feed's language for an item", C.rss("", channel: "<language>en</language>"),
      "0.language", "en"),
    C(
      "unknown elements are left out",
      C.rss("<x:a xmlns:x=\"urn:x\"><title>X</title></x:a><title>A</title>"), "0.title", "A"),
    C("a link that is a script is none", C.rss("<link>javascript:alert(1)</link>"), "0.url", ""),
    C("numbers of windows-1252", C.rss("<title>It&#146;s</title>"), "0.title", "It’s"),
  ]

  static let feeds: [Claim] = [
    C("a channel's title", C.channel("<title>T &amp; U</title>"), "title", "T & U"),
    C("a channel's description", C.channel("<description>D</description>"), "description", "D"),
    C("a channel's link", C.channel("<link>http://e.org/</link>"), "home", "http://e.org/"),
    C(
      "a channel's atom:link to itself",
      C.channel("<atom:link rel=\"self\" href=\"http://e.org/f\"/>", root: Names.atom), "self",
      "http://e.org/f"),
    C(
      "the address of the page, not of the feed",
      C.channel(
        "<atom:link rel=\"self\" href=\"http://e.org/f\"/><link>http://e.org/</link>",
        root: Names.atom), "home", "http://e.org/"),
    C("a channel's language", C.channel("<language>fr-FR</language>"), "language", "fr-FR"),
    C(
      "a channel's dc:language",
      C.channel("<dc:language>fr</dc:language>", root: Names.dc), "language", "fr"),
    C(
      "xml:lang of the root", C.channel("<title>T</title>", root: "xml:lang=\"de\""), "language",
      "de"),
    C(
      "language before xml:lang",
      C.channel("<language>fr</language>", root: "xml:lang=\"de\""), "language", "fr"),
    C(
      "the title of a channel, not of its image",
      C.channel("<image><title>I</title><link>http://i</link></image><title>T</title>"), "title",
      "T"),
    C(
      "the title of a channel, not of its text input",
      C.channel("<textInput><title>I</title></textInput><title>T</title>"), "title", "T"),
    C("ttl", C.channel("<ttl>60</ttl>"), "interval", "3600"),
    C("a ttl of zero is none", C.channel("<ttl>0</ttl>"), "interval", ""),
    C("a ttl that is no number", C.channel("<ttl>never</ttl>"), "interval", ""),
    C(
      "sy:updatePeriod and updateFrequency",
      C.channel(
        "<sy:updatePeriod> hourly </sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>",
        root: Names.sy), "interval", "1800"),
    C(
      "sy:updatePeriod alone",
      C.channel("<sy:updatePeriod>daily</sy:updatePeriod>", root: Names.sy), "interval", "86400"),
    C(
      "skipHours", C.channel("<skipHours><hour>0</hour><hour>23</hour></skipHours>"), "skipHours",
      "0 23"),
    C("hour 24 is hour 0", C.channel("<skipHours><hour>24</hour></skipHours>"), "skipHours", "0"),
    C(
      "skipDays", C.channel("<skipDays><day>Sunday</day><day>saturday</day></skipDays>"),
      "skipDays", "0 6"),
    C(
      "items in document order",
      C.channel("<item><title>A</title></item><item><title>B</title></item>"), "titles", "A|B"),
    C("a channel without items", C.channel("<title>T</title>"), "count", "0"),
  ]

  static let formats: [Claim] = [
    C("RSS 2.0", C.channel(""), "format", "RSS 2.0"),
    C("RSS 0.92", "<rss version=\"0.92\"><channel/></rss>", "format", "RSS 0.92"),
    C("RSS without a version", "<rss><channel/></rss>", "format", "RSS"),
    C(
      "RSS in another case",
      "<RSS version=\"2.0\"><Channel><Item><Title>A</Title></Item></Channel></RSS>",
      "titles", "A"),
    C(
      "RSS 0.91 with Netscape's document type",
      """
      <?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" \
      "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel>\
      <item><title>caf&eacute;</title></item></channel></rss>
      """, "titles", "café"),
    C("RSS 1.0", C.rdf("<title>A</title>"), "format", "RDF (RSS 1.0)"),
    C("items beside the channel of RSS 1.0", C.rdf("<title>A</title>"), "titles", "A"),
    C("rdf:about for an id", C.rdf("<title>A</title>"), "0.id", "http://example.org/1"),
    C("a link in RSS 1.0", C.rdf("<link>http://e.org/1</link>"), "0.url", "http://e.org/1"),
    C("a channel of RSS 1.0", C.rdf("", channel: "<title>T</title>"), "title", "T"),
    C("dc in RSS 1.0", C.rdf("<dc:creator>Ana</dc:creator>"), "0.authors", "Ana"),
    C(
      "content:encoded in RSS 1.0",
      C.rdf("<content:encoded>C</content:encoded>", root: Names.content), "0.content", "C"),
    C(
      "RSS 0.90",
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
      xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>T</title></channel>\
      <item><title>A</title></item></rdf:RDF>
      """, "format", "RDF (RSS 0.90)"),
    C(
      "RSS 0.90's items",
      """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
      xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel/>\
      <item><title>A</title></item></rdf:RDF>
      """, "titles", "A"),
    C(
      "RSS 1.0 with a prefix of its own",
      """
      <r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
      xmlns:s="http://purl.org/rss/1.0/"><s:channel/><s:item><s:title>A</s:title></s:item></r:RDF>
      """, "titles", "A"),
    C(
      "RSS 2.0 in a namespace",
      "<rss version=\"2.0\" xmlns=\"http://backend.userland.com/rss2\"><channel><item><title>A</title>"
        + "</item></channel></rss>", "titles", "A"),
    C(
      "dc under another prefix",
      C.rss("<z:creator>Ana</z:creator>", root: "xmlns:z=\"http://purl.org/dc/elements/1.1/\""),
      "0.authors", "Ana"),
    C(
      "dc at another address",
      C.rss("<dc:creator>Ana</dc:creator>", root: "xmlns:dc=\"http://purl.org/dc/elements/1.1\""),
      "0.authors", "Ana"),
    C(
      "dc at an unknown address",
      C.rss("<dc:creator>Ana</dc:creator>", root: "xmlns:dc=\"http://e.org/dc\""), "0.authors",
      "Ana"),
    C(
      "media at its old address",
      C.rss("<media:title>A</media:title>", root: "xmlns:media=\"http://search.yahoo.com/mrss\""),
      "0.title", "A"),
    C(
      "itunes in another case",
      C.rss(
        "<itunes:author>Ana</itunes:author>",
        root: "xmlns:itunes=\"http://www.itunes.com/DTDs/Podcast-1.0.dtd\""), "0.authors", "Ana"),
    C("a prefix that nobody declared", C.rss("<dc:creator>Ana</dc:creator>"), "0.authors", "Ana"),
    C(
      "a prefix that nobody declared is noted", C.rss("<dc:creator>Ana</dc:creator>"), "warnings",
      "a namespace prefix was not declared"),
    C(
      "another prefix is not the core's",
      C.rss("<x:title xmlns:x=\"urn:x\">X</x:title><title>A</title>"), "0.title", "A"),
    C(
      "a news sitemap",
      """
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" \
      xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>http://e.org/1</loc>\
      <news:news><news:publication><news:name>N</news:name><news:language>fr</news:language>\
      </news:publication><news:publication_date>2008-12-23</news:publication_date>\
      <news:title>A</news:title><news:keywords>a, b</news:keywords></news:news></url></urlset>
      """, "titles", "A"),
    C(
      "a news sitemap's address",
      """
      <urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>\
      <loc>http://e.org/1</loc><news:news><news:title>A</news:title></news:news></url></urlset>
      """, "0.url", "http://e.org/1"),
    C(
      "a news sitemap's date",
      """
      <urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><news:news>\
      <news:title>A</news:title><news:publication_date>2008-12-23</news:publication_date>\
      </news:news></url></urlset>
      """, "0.published", "2008-12-23T00:00:00Z"),
    C(
      "a sitemap without news is no feed",
      "<urlset><url><loc>http://e.org/1</loc></url></urlset>", "format",
      "not a feed, but a sitemap without news"),
    C(
      "an Atom link in RSS that is an enclosure",
      C.rss(
        "<atom:link rel=\"enclosure\" href=\"http://e.org/a\" type=\"t/u\"/>", root: Names.atom),
      "0.attachments", "http://e.org/a t/u -"),
  ]
}
