import Subscriptions
import Testing

@Suite struct `OPML subscription lists` {
  /// As FreshRSS, Feedly, NetNewsWire, Thunderbird and newsboat shape them.
  static let lists: [(String, [Subscription])] = [
    (
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <opml version="2.0"><head><title>FreshRSS</title></head><body>
      <outline text="Monde"><outline text="Asie"><outline type="rss" text="NHK &amp; co"
      xmlUrl="https://a.test/rss?x=1&amp;y=2" htmlUrl="https://a.test/"/></outline></outline></body></opml>
      """,
      [
        Subscription(
          url: "https://a.test/rss?x=1&y=2", title: "NHK & co", homePageURL: "https://a.test/",
          tags: ["Monde", "Asie"], type: "rss")
      ]
    ),
    (
      """
      <opml version="1.0"><body><outline title="Le Monde" text="lm" xmlURL="https://b.test/r"
       category="/presse/france,international"/><outline text="again" xmlUrl="https://b.test/r"/></body></opml>
      """,
      [
        Subscription(
          url: "https://b.test/r", title: "Le Monde", tags: ["presse", "france", "international"])
      ]
    ),
    ("<opml version=\"2.0\"><head/><body/></opml>", []),
    (
      // Feedly and Inoreader list a feed of two folders in both.
      """
      <opml><body><outline text="Presse"><outline title="" text="BBC" xmlUrl="https://g.test/"/></outline>
      <outline text="Monde"><outline text="BBC" xmlUrl="https://g.test/"/></outline></body></opml>
      """,
      [Subscription(url: "https://g.test/", title: "BBC", tags: ["Presse", "Monde"])]
    ),
    (
      "\n <?xml version=\"1.0\"?><opml><body><outline text=\"R&D &eacute;t&#233; &#1;&nope; &amp;\" "
        + "xmlUrl=\"https://h.test/?a=1&b=2&copy=3\" type=\"HTML+XPath\"/></body></opml>",
      [
        Subscription(
          url: "https://h.test/?a=1&b=2&copy=3", title: "R&D été &nope; &", type: "HTML+XPath")
      ]
    ),
    (
      "<OPML><body><outline text=\"\"><outline xmlUrl=\" https://c.test/f \"/></outline></body></OPML>",
      [Subscription(url: "https://c.test/f")]
    ),
  ]

  @Test(arguments: lists) func `are read with their folders as tags`(
    text: String, expected: [Subscription]
  ) throws {
    #expect(try OPML.read(Array(text.utf8)) == expected)
  }

  @Test func `come back as they were written`() throws {
    let subscriptions = [
      Subscription(url: "https://d.test/?a=\"<b>&", title: "Tout \u{1}\n ici", tags: []),
      Subscription(
        url: "https://e.test/", title: "日本", homePageURL: "https://e.test/h", tags: ["Asie", "jp"],
        type: "rss"),
      Subscription(
        url: "https://i.test/", title: "i", tags: ["Asie", "a/b", "Paris, Texas"], type: "rss"),
      Subscription(url: "https://j.test/", title: "j", tags: ["x,y", "Asie"], type: "rss"),
    ]

    let read = try OPML.read(Array(OPML.write(title: "t & u", subscriptions).utf8))

    #expect(read.map(\.url) == subscriptions.map(\.url))
    #expect(read.dropFirst() == subscriptions.dropFirst())
  }

  @Test(arguments: [
    ("<rss/>", OPMLError.notOPML), ("", .illFormed(line: 1)), ("<opml><body>", .illFormed(line: 1)),
  ]) func `that are none are refused by name`(text: String, error: OPMLError) {
    #expect(throws: error) { try OPML.read(Array(text.utf8)) }
  }

  @Test func `are refused beyond their limits`() {
    let deep = "<opml>" + String(repeating: "<outline>", count: 1000)
    let endless = "<opml><outline " + String(repeating: "a='' ", count: 50_000) + "/></opml>"

    #expect(throws: OPMLError.tooLarge) { try OPML.read(Array(deep.utf8)) }
    #expect(throws: OPMLError.tooLarge) { try OPML.read(Array(endless.utf8)) }
  }

  @Test func `declare no entities`() throws {
    let bomb = """
      <!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
      <opml><body><outline text="&b;" xmlUrl="https://f.test/"/></body></opml>
      """

    let titles = (try? OPML.read(Array(bomb.utf8)))?.map(\.title) ?? []

    #expect(!titles.contains { $0.contains("a") })
  }
}
