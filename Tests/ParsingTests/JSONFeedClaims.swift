import Parsing
import Testing

@Suite struct `JSON Feed` {
  typealias C = Claim

  @Test(arguments: all) func `is read as its claim says`(claim: Claim) {
    #expect(claim.found == claim.expected)
  }

  static let all: [Claim] = [
    C("1.1", C.json("\"id\":\"1\""), "format", "JSON Feed 1.1"),
    C(
      "1.0", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[]}", "format",
      "JSON Feed 1.0"),
    C("a title", C.json(""), "title", "T"),
    C("a description", C.json("", feed: ",\"description\":\"D\""), "description", "D"),
    C("a page", C.json("", feed: ",\"home_page_url\":\"http://e.org/\""), "home", "http://e.org/"),
    C(
      "an address", C.json("", feed: ",\"feed_url\":\"http://e.org/f\""), "self",
      "http://e.org/f"),
    C("a language", C.json("", feed: ",\"language\":\"fr\""), "0.language", "fr"),
    C(
      "an item's language", C.json("\"language\":\"de\"", feed: ",\"language\":\"fr\""),
      "0.language", "de"),
    C("an id", C.json("\"id\":\"1\""), "0.id", "1"),
    C("an id that is a number", C.json("\"id\":12"), "0.id", "12"),
    C("a url", C.json("\"url\":\"http://e.org/1\""), "0.url", "http://e.org/1"),
    C(
      "external_url alone", C.json("\"external_url\":\"http://e.org/x\""), "0.url",
      "http://e.org/x"),
    C(
      "url before external_url",
      C.json("\"external_url\":\"http://e.org/x\",\"url\":\"http://e.org/1\""), "0.url",
      "http://e.org/1"),
    C(
      "a relative url", C.json("\"url\":\"1\"", feed: ",\"feed_url\":\"http://e.org/f\""), "0.url",
      "http://e.org/1"),
    C("a title is plain", C.json("\"title\":\"a <b> &amp;\""), "0.title", "a <b> &amp;"),
    C("content_html", C.json("\"content_html\":\"<p>C</p>\""), "0.kind", "html"),
    C("content_text", C.json("\"content_text\":\"a <b>\""), "0.text", "a <b>"),
    C(
      "content_html before content_text",
      C.json("\"content_text\":\"T\",\"content_html\":\"H\""), "0.content", "H"),
    C(
      "addresses in content_html", C.json("\"content_html\":\"<a href='1'>\""), "0.content",
      "<a href='http://e.org/1'>", base: "http://e.org/"),
    C("a summary", C.json("\"summary\":\"S\""), "0.summary", "S"),
    C(
      "date_published", C.json("\"date_published\":\"2010-02-07T14:04:00-05:00\""), "0.published",
      "2010-02-07T19:04:00Z"),
    C(
      "date_modified", C.json("\"date_modified\":\"2010-02-07T14:04:00Z\""), "0.updated",
      "2010-02-07T14:04:00Z"),
    C(
      "authors", C.json("\"authors\":[{\"name\":\"Ana\"},{\"url\":\"http://e.org\"}]"),
      "0.authors", "Ana|http://e.org"),
    C("author of 1.0", C.json("\"author\":{\"name\":\"Ana\"}"), "0.authors", "Ana"),
    C(
      "the feed's authors", C.json("", feed: ",\"authors\":[{\"name\":\"Ana\"}]"), "0.authors",
      "Ana"),
    C("tags", C.json("\"tags\":[\"a\",\"b\",3]"), "0.tags", "a|b"),
    C(
      "attachments",
      C.json(
        "\"attachments\":[{\"url\":\"http://e.org/a\",\"mime_type\":\"t/u\",\"size_in_bytes\":7}]"),
      "0.attachments", "http://e.org/a t/u 7"),
    C("a byte order mark", "\u{FEFF}" + C.json("\"id\":\"1\""), "count", "1"),
    C(
      "an item that is no object",
      "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[1,{}]}",
      "count", "1"),
    C("a value of another type", C.json("\"title\":[1],\"id\":\"1\""), "0.title", ""),
    C(
      "a comma too many", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{},]}",
      "count", "1"),
    C("a key in escapes", C.json("\"\\u0074itle\":\"T\""), "0.title", "T"),
    C("a key that is repeated", C.json("\"title\":\"A\",\"title\":\"B\""), "0.title", "B"),
    C("brackets in strings", C.json("\"x\":[\"]}\\\\\",{\"\\\"]\":[]}],\"id\":\"1\""), "0.id", "1"),
    C(
      "blanks everywhere", C.json(" \"id\" : \"1\" , \"tags\" : [ \"a\" , \"b\" ] "), "0.tags",
      "a|b"),
    C("a number for an id", C.json("\"id\":-1.50e1"), "0.id", "-1.50e1"),
    C("a date that is none", C.json("\"date_published\":\"x\""), "0.published", ""),
  ]

  @Test func `is written with every field, nothing raw in it`() throws {
    let feed = try FeedParser.parse(
      Array(
        Claim.rss(
          """
          <title>A \u{202E}&amp;#27; B</title><guid>g</guid><link>http://e.org/1</link>\
          <description>&lt;p>S&lt;/p></description>\
          <pubDate>Sat, 07 Sep 2002 00:00:01 GMT</pubDate><category>t</category>\
          <author>Ana</author><enclosure url="http://e.org/a" type="t/u" length="7"/>\
          <content:encoded>&lt;p>C&lt;/p></content:encoded>
          """, channel: "<title>T</title><language>fr</language><link>http://e.org/</link>",
          root: Names.content
        ).utf8))

    let text = JSONFeedWriter.text(of: feed, base: "http://e.org/feed")

    #expect(
      text == """
        {"version":"https://jsonfeed.org/version/1.1","title":"T",\
        "home_page_url":"http://e.org/","feed_url":"http://e.org/feed","language":"fr",\
        "items":[{"id":"g","url":"http://e.org/1","title":"A \\u202e\\u001b B","summary":"S",\
        "content_html":"<p>C</p>","date_published":"2002-09-07T00:00:01Z",\
        "authors":[{"name":"Ana"}],"tags":["t"],"language":"fr",\
        "attachments":[{"url":"http://e.org/a","mime_type":"t/u","size_in_bytes":7}]}]}
        """)
  }

  @Test func `says what was repaired`() throws {
    let feed = try FeedParser.parse(Array(Claim.rss("<title>A & B</title>").utf8))

    let text = JSONFeedWriter.text(of: feed)

    #expect(
      text == """
        {"version":"https://jsonfeed.org/version/1.1","title":"",\
        "items":[{"title":"A & B","content_text":""}],\
        "_guetteur":{"recovered":true,"warnings":["a stray & was read as text"]}}
        """)
  }
}
