import Testing

@Suite struct `What is no feed` {
  typealias C = Claim

  @Test(arguments: all) func `is called by its name`(claim: Claim) {
    #expect(claim.found == claim.expected)
  }

  static let all: [Claim] = [
    C("nothing", "", "count", "the document is empty"),
    C("blanks", " \n\t", "count", "the document is empty"),
    C(
      "a page", "<!DOCTYPE html><html><head><title>News &amp; more</title></head></html>", "count",
      "not a feed, but an HTML page, titled «News & more»"),
    C(
      "a page that names feeds",
      """
      <html><head><title>N</title><link rel="alternate" type="application/rss+xml" title="R" \
      href="/rss"><link rel=alternate type=application/atom+xml href=http://e.org/atom></head></html>
      """, "count",
      "not a feed, but an HTML page, titled «N»; it names these feeds: http://e.org/rss, http://e.org/atom",
      base: "http://e.org/x/y"),
    C(
      "a page after a declaration", "<?xml version=\"1.0\"?>\n<!-- x --><html><body/></html>",
      "count", "not a feed, but an HTML page"),
    C(
      "a page's title cannot forge a line",
      "<html><title>a\nb\u{1B}[31m\u{202E}c</title></html>", "count",
      "not a feed, but an HTML page, titled «a b [31m c»"),
    C(
      "other XML", "<opml version=\"1.0\"><body/></opml>", "count",
      "not a feed, but XML with the root element <opml>"),
    C("plain text", "hello", "count", "not a feed, but plain text"),
    C("gzip", bytes: [0x1F, 0x8B, 8, 0, 0, 1], "count", "not a feed, but gzip-compressed data"),
    C("a PDF", "%PDF-1.4 x", "count", "not a feed, but a PDF document"),
    C(
      "JSON that is no feed", "{\"a\":1}", "count",
      "not a feed, but JSON without a JSON Feed's \"version\" and \"items\""),
    C("a JSON array", "[1]", "count", "not a feed, but a JSON array"),
    C(
      "UTF-7", "<?xml version=\"1.0\" encoding=\"utf-7\"?><rss/>", "count",
      "the charset UTF-7 is not read"),
  ]
}
