import Foundation
import TestSupport
import Testing

/// `import`, `export` and `discover`, through the command line.
@Suite struct `Subscriptions` {
  private static let opml = """
    <?xml version="1.0" encoding="UTF-8"?>
    <opml version="2.0"><body>
      <outline text="Presse"><outline text="Asie">
        <outline text="Le &quot;Phare&quot;" type="rss" xmlUrl="https://phare.test/rss?a=1&amp;b=2"/>
      </outline></outline>
      <outline xmlUrl="https://sans-titre.test/"/>
    </body></opml>
    """
  private static let entries = """
    {"url":"https://phare.test/rss?a=1&b=2","name":"Le \\"Phare\\"","tags":["Presse","Asie"]},
    {"url":"https://sans-titre.test/"},

    """

  @Test func `are imported from a file and from standard input`() async throws {
    let bureau = try Bureau()
    try bureau.folder.write(Self.opml, as: "list.opml")

    let file = try await bureau.run("import", "list.opml")
    let input = try await bureau.run("import", "-", input: Self.opml)

    #expect(file.code == 0)
    #expect(file.output == Self.entries)
    #expect(input.output == Self.entries)
  }

  @Test func `that were imported are a configuration`() async throws {
    let bureau = try Bureau()
    let entries = try await bureau.run("import", "-", input: Self.opml).output
    try bureau.folder.write(
      "{ \"feeds\": [\n\(entries)], \"watchlists\": { \"a\": [\"b\"] } }", as: "config.json")

    let ending = try await bureau.run("check")

    #expect(ending.code == 0, "\(ending.errors)")
  }

  @Test func `are made fit for the configuration, and what cannot be is named`() async throws {
    let bureau = try Bureau()
    let list = """
      <opml><body><outline text="#tagged"><outline text=" # A &#10; b&#x202E;" xmlUrl="https://a.test/x y"/>
      <outline text="A b" xmlUrl="feed://b.test/"/><outline text="c" xmlUrl="feed:https://c.test"/>
      <outline text="d" xmlUrl="HTTPS://C.test:443/"/><outline xmlUrl="exec:~/bin/feed.sh"/>
      <outline text="p" type="HTML+XPath" xmlUrl="https://page.test/"/>
      <outline text="s" xmlUrl="https://jean:hunter2@s.test/"/><outline xmlUrl="ftp://jean:hunter2@f.test/"/>
      </outline></body></opml>
      """

    let ending = try await bureau.run("import", "-", input: list)

    #expect(
      ending.output == """
        {"url":"https://a.test/x%20y","name":"A b","tags":["tagged"]},
        {"url":"http://b.test/","name":"A b (2)","tags":["tagged"]},
        {"url":"https://c.test","name":"c","tags":["tagged"]},
        {"url":"https://s.test/","name":"s","tags":["tagged"]},

        """)
    for words in ["exec:~/bin/feed.sh", "page.test", "A b (2)", "s.test", "ftp://f.test"] {
      #expect(ending.errors.contains(words), "\(words): \(ending.errors)")
    }
    #expect(!ending.errors.contains("hunter2"))
    try bureau.folder.write(
      "{ \"feeds\": [\n\(ending.output)], \"watchlists\": { \"a\": [\"b\"] } }", as: "config.json")
    #expect(try await bureau.run("check").code == 0)
  }

  @Test(arguments: [
    ("<rss version=\"2.0\"/>", 65, "standard input: not an OPML document"),
    ("<opml><body>", 65, "standard input: not well-formed XML, line 1"),
  ]) func `that are none print nothing`(list: String, code: Int32, words: String) async throws {
    let bureau = try Bureau()

    let ending = try await bureau.run("import", "-", input: list)

    #expect(ending.code == code)
    #expect(ending.output == "")
    #expect(ending.errors.contains(words))
  }

  @Test func `are exported with the titles that the feeds give themselves`() async throws {
    let bureau = try Bureau()
    bureau.server.serve(
      "/a.xml", "<rss version=\"2.0\"><channel><title>Écho &amp;amp; Co</title></channel></rss>")
    bureau.server.serve(
      "/b.xml", "<rss version=\"2.0\"><channel><title>Not this one</title></channel></rss>")
    bureau.server.on("/c.xml") { $1.answer(404) }
    try bureau.configure(feeds: [
      #"{ "url": "\#(bureau.server.url("/a.xml"))", "tags": ["presse", "fr"] }"#,
      #"{ "url": "\#(bureau.server.url("/b.xml"))", "name": "Mine" }"#,
      #"{ "url": "\#(bureau.server.url("/c.xml"))" }"#,
    ])
    let before = try await bureau.run("export")
    _ = try await bureau.run("once", "--quiet")

    let after = try await bureau.run("export")

    let urls = ["/b.xml", "/c.xml", "/a.xml"].map(bureau.server.url)
    let tags = ##","tags":["presse","fr"]},"##
    let entries = try await bureau.run("import", "-", input: after.output)
    let unnamed = try await bureau.run("import", "-", input: before.output)
    #expect(
      entries.output == """
        {"url":"\(urls[0])","name":"Mine"},
        {"url":"\(urls[1])"},
        {"url":"\(urls[2])","name":"Écho & Co"\(tags)

        """)
    #expect(unnamed.output.contains(#"{"url":"\#(urls[2])"\#(tags)"#))
    #expect(before.code == 0 && before.errors == "")
  }

  // MARK: discover

  private static let feed = """
    <rss version="2.0"><channel><title>Le Phare</title>
    <item><guid>1</guid><title>x</title></item></channel></rss>
    """

  /// A configuration that allows loopback.
  private func bureau() throws -> Bureau {
    let bureau = try Bureau()
    try bureau.configure(feeds: ["/unasked"])
    return bureau
  }

  @Test func `are found by what a page links to`() async throws {
    let bureau = try bureau()
    bureau.server.serve(
      "/", type: "text/html; charset=utf-8",
      """
      <!doctype html><title>Phare</title>
      <link rel="alternate" type="application/rss+xml" title="Une" href="/une.xml">
      <LINK REL='alternate' TYPE=application/atom+xml href="gone.xml">
      <link rel="stylesheet" href="/style.css">
      <p>text
      """)
    bureau.server.serve("/une.xml", Self.feed)

    let ending = try await bureau.run("discover", bureau.server.url("/"))

    #expect(ending.code == 0)
    #expect(
      ending.output == "{\"url\":\"\(bureau.server.url("/une.xml"))\",\"name\":\"Le Phare\"},\n")
    #expect(ending.errors.contains("\(bureau.server.url("/gone.xml")): HTTP status 404"))
    #expect(bureau.server.requests("/style.css").isEmpty)
  }

  @Test func `are the address itself when that is a feed`() async throws {
    let bureau = try bureau()
    bureau.server.on("/moved") { $1.answer(301, ["Location: /une.xml"]) }
    bureau.server.serve("/une.xml", Self.feed)

    let ending = try await bureau.run("discover", bureau.server.url("/moved"))

    #expect(
      ending.output == "{\"url\":\"\(bureau.server.url("/une.xml"))\",\"name\":\"Le Phare\"},\n")
  }

  @Test func `are looked for at usual places when a page links to none`() async throws {
    let bureau = try bureau()
    bureau.server.serve("/deep/page", type: "text/html", "<!doctype html><p>no links")
    bureau.server.serve("/rss.xml", Self.feed)

    let ending = try await bureau.run("discover", bureau.server.url("/deep/page"))

    #expect(
      ending.output == "{\"url\":\"\(bureau.server.url("/rss.xml"))\",\"name\":\"Le Phare\"},\n")
    #expect(!ending.errors.contains("HTTP status 404"))
  }

  @Test func `are looked for at usual places when what a page links to is none`() async throws {
    let bureau = try bureau()
    bureau.server.serve(
      "/", type: "text/html",
      "<!doctype html><link rel=alternate type=application/rss+xml href=/gone.xml>"
        + "<link rel=alternate type=application/rss+xml href=\"javascript:alert(1)\">")
    bureau.server.serve("/feed.xml", Self.feed)

    let ending = try await bureau.run("discover", bureau.server.url("/"))

    #expect(
      ending.output == "{\"url\":\"\(bureau.server.url("/feed.xml"))\",\"name\":\"Le Phare\"},\n")
    #expect(ending.errors.contains("/gone.xml: HTTP status 404"))
    #expect(!ending.errors.contains("javascript:alert(1): javascript"))
  }

  @Test func `are named by their lasting address, each with a name of its own`() async throws {
    let bureau = try bureau()
    bureau.server.serve(
      "/", type: "text/html",
      """
      <!doctype html><link rel=alternate type=application/rss+xml href=/lasting.xml>
      <link rel=alternate type=application/rss+xml href=/moved.xml>
      """)
    bureau.server.on("/lasting.xml") { $1.answer(302, ["Location: /today.xml"]) }
    bureau.server.on("/moved.xml") { $1.answer(301, ["Location: /new.xml"]) }
    bureau.server.serve("/today.xml", Self.feed)
    bureau.server.serve("/new.xml", Self.feed)

    let ending = try await bureau.run("discover", bureau.server.url("/"))

    #expect(
      ending.output == """
        {"url":"\(bureau.server.url("/lasting.xml"))","name":"Le Phare"},
        {"url":"\(bureau.server.url("/new.xml"))","name":"Le Phare (2)"},

        """)
  }

  @Test func `are looked for at an address without a scheme`() async throws {
    let bureau = try bureau()
    bureau.server.serve("/une.xml", Self.feed)
    let address = String(bureau.server.url("/une.xml").dropFirst("http://".count))

    let bare = try await bureau.run("discover", address)
    let feed = try await bureau.run("discover", "feed://" + address)
    let secret = try await bureau.run("discover", "http://jean:hunter2@" + address)
    let strange = try await bureau.run("discover", "ftp://jean:hunter2@" + address)

    let entry = "{\"url\":\"http://\(address)\",\"name\":\"Le Phare\"},\n"
    #expect(bare.output == entry && feed.output == entry && secret.output == entry)
    #expect(secret.errors.contains("were left out") && !secret.errors.contains("hunter2"))
    #expect(strange.code == 65 && !strange.errors.contains("hunter2"))
  }

  @Test func `that are nowhere print nothing`() async throws {
    let bureau = try bureau()
    bureau.server.serve("/", type: "text/html", "<!doctype html><p>no links")

    let page = try await bureau.run("discover", bureau.server.url("/"))
    let dead = try await bureau.run("discover", bureau.server.url("/dead"))

    #expect(page.code == 65 && page.output == "")
    #expect(dead.code == 65 && dead.output == "")
    #expect(dead.errors.contains("HTTP status 404"))
  }

  @Test func `are not looked for at private addresses, unless those are allowed`() async throws {
    let bureau = try Bureau()
    bureau.server.serve("/une.xml", Self.feed)

    let ending = try await bureau.run("discover", bureau.server.url("/une.xml"))

    #expect(ending.code == 65 && ending.output == "")
    #expect(ending.errors.contains("127.0.0.1"))
    #expect(bureau.server.requests().isEmpty)
  }
}
