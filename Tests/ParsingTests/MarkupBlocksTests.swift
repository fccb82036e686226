import Testing

@testable import Parsing

/// Where a document's marks stand, whatever the bytes around and the place of a block's bounds.
@Suite struct `Blocks of markup` {
  private static func texts(_ document: [UInt8]) -> [String] {
    document.withUnsafeBufferPointer { bytes in
      let blocks = MarkupBlocks()
      blocks.begin(bytes)
      var texts: [String] = []
      var at = 0
      while let text = blocks.text(from: at) {
        let words = String(decoding: bytes[at..<text.end], as: UTF8.self)
        let marks = (text.isUsual ? "" : "!") + (text.hasAmpersand ? "&" : "")
        if text.end > at { texts.append(marks + words) }
        at = blocks.endOfTag(from: text.end + 1) ?? bytes.count
      }
      return texts
    }
  }

  /// One byte after the other moves all marks over the bounds of blocks and of stretches.
  @Test(arguments: [0..<140, 4020..<4110, 8180..<8195])
  func `are read wherever they stand`(lengths: Range<Int>) {
    let wrong = lengths.filter { length in
      let filler = String(repeating: "f", count: length)
      let document =
        "\(filler)<a b='>\"' c=\">'<\">Été à l’Élysée<b/>\(filler)日本語<!x><c>a &amp; b</c>\u{1}<d>]></d>"
      let expected =
        (length > 0 ? [filler] : [])
        + ["Été à l’Élysée", "\(filler)日本語", "&a &amp; b", "!\u{1}", "!]>"]
      return Self.texts(Array(document.utf8)) != expected
    }

    #expect(wrong == [])
  }

  private static let long = Array(
    ("Plain words that go on, for more than a block of them. Été à Orléans, où l’on répète « déjà ».\n"
      + "日本語の文章は長く続く。漢字かな交じり文（テスト）中 국어 있다, end.").utf8)

  @Test(arguments: long.indices) func `take nothing for usual that is no text`(place: Int) {
    var document = Self.long + Array("<a>".utf8)
    let misjudged = (UInt8.min...UInt8.max).filter { byte in
      document[place] = byte
      let end = document.firstIndex(of: 0x3C) ?? 0
      return document.withUnsafeBufferPointer { bytes in
        let blocks = MarkupBlocks()
        blocks.begin(bytes)
        let isUsual = blocks.text(from: 0)?.isUsual == true
        return isUsual && !UnsafeBufferPointer(rebasing: bytes[..<end]).isCharacterData
          || blocks.isUsual(0..<end) && !UnsafeBufferPointer(rebasing: bytes[..<end]).isXMLText
      }
    }

    #expect(misjudged == [])
  }

  @Test func `take common text for usual`() {
    let document = Self.long + Array("<a>".utf8)

    let isUsual = document.withUnsafeBufferPointer { bytes in
      let blocks = MarkupBlocks()
      blocks.begin(bytes)
      return blocks.text(from: 0)?.isUsual == true && blocks.isUsual(0..<Self.long.count)
    }

    #expect(isUsual)
  }

  /// Where windows-1252's characters stand as controls, however they came there.
  @Test(arguments: [
    "<item><title>It\u{92}s</title></item>", "<item><title>It&#146;s</title></item>",
    "<item><title>A longer text: It&#x92;s</title></item>",
    "<item><title><![CDATA[It\u{92}s]]></title></item>",
    "<item><title><![CDATA[\r It\u{92}s]]></title></item>",
    "<item><title>&#146;<![CDATA[It’s]]></title></item>",
  ])
  func `tell of controls beyond ASCII`(item: String) throws {
    let feed = try #require(SecondOpinion.strict(Array(Claim.channel(item).utf8)))

    #expect(feed.entries.first?.title.source.contains("’") == true)
    #expect(feed.entries.first?.title.source.utf8.contains(0xC2) == false)
  }

  @Test func `controls in the attributes of content are seen`() throws {
    let document = Array(
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title><content type="xhtml">\
      <div><i title="It&#146;s">It&#146;s a long text, &#146;</i></div></content></entry></feed>
      """.utf8)

    let feed = try #require(SecondOpinion.strict(document))

    #expect(
      feed.entries.map(\.content.source) == ["<i title=\"It’s\">It’s a long text, ’</i>"])
  }
}
