import Model
import TestSupport
import Testing

@testable import Parsing

/// Documents of megabytes, whose bytes and texts stand in a file while they are read.
@Suite struct `A large document` {
  struct Sample: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var bytes: [UInt8]
  }

  private static let items = (0..<2000).map { number in
    "<item><guid>\(number)</guid><title>L’Otan &amp; \(number)</title><description>"
      + String(repeating: "mot é\(number) &lt;b> ", count: 60) + "</description></item>"
  }.joined()
  private static let rss =
    "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>T</title>\(items)</channel></rss>"
  private static let json =
    "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":["
    + (0..<2000).map { number in
      "{\"id\":\"\(number)\",\"title\":\"\\u00c9t\u{E9} \(number)\",\"x\":[{\"]\":\"\\\"}\"}],\"content_text\":\""
        + String(repeating: "mot é\(number) ", count: 120) + "\"}"
    }.joined(separator: ",") + "]}"

  private static func utf16(_ text: String) -> [UInt8] {
    [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
  }

  static let samples = [
    Sample(testDescription: "RSS", bytes: Array(rss.utf8)),
    Sample(testDescription: "cut off", bytes: Array(rss.utf8.dropLast(700))),
    Sample(
      testDescription: "bad bytes near its end",
      bytes: Array(rss.utf8.dropLast(40)) + [0xFF] + Array(rss.utf8.suffix(40))),
    Sample(testDescription: "UTF-16", bytes: utf16(rss)),
    Sample(testDescription: "JSON", bytes: Array(json.utf8)),
    Sample(testDescription: "JSON, cut off", bytes: Array(json.utf8.dropLast(700))),
    Sample(testDescription: "JSON in UTF-16", bytes: utf16(json)),
    Sample(
      testDescription: "one text",
      bytes: Array(
        Claim.rss(
          "<title>a</title><description>" + String(repeating: "mot é ", count: 400_000)
            + "</description>"
        ).utf8)),
  ]

  @Test(arguments: samples)
  func `is read from a file as from memory`(_ sample: Sample) throws {
    let folder = TemporaryFolder()
    let plain = try FeedParser.parse(sample.bytes, base: "http://e.org/")

    let feed = try FeedParser.parse(
      sample.bytes, base: "http://e.org/", limits: FeedLimits(folder: folder.path))
    let nowhere = try FeedParser.parse(
      sample.bytes, base: "http://e.org/", limits: FeedLimits(folder: folder.file("nowhere")))

    #expect(!plain.entries.isEmpty)
    #expect(feed.entries == plain.entries && nowhere.entries == plain.entries)
    #expect(feed.warnings == plain.warnings)
    #expect(feed.isWhole == plain.isWhole)
    #expect(folder.names == [])
  }

  @Test func `keeps tags and authors of twelve megabytes`() throws {
    let words = (0..<250).map { "word\($0)-of-a-list" }.joined(separator: ",")
    let document = Claim.channel(
      (0..<1500).map { "<item><guid>\($0)</guid><media:keywords>\(words)</media:keywords></item>" }
        .joined(), root: Names.media)

    let feed = try FeedParser.parse(Array(document.utf8))

    #expect(feed.entries.count == 1500)
    #expect(feed.entries.first?.tags.count == 250)
    #expect(feed.entries.last?.tags == [])
    #expect(
      feed.warnings == [
        "too many tags and authors, those of later entries were left out (818 times)"
      ])
  }
}
