internal import Recording

/// The languages that archived texts are read in. A class, since it remembers what it made strings
/// of: a few feeds and languages make up thousands of texts. Used by one thread.
final class TextLanguages {
  private let reading: PastReading
  private var feeds: [Int64: Feed] = [:]
  private var last = (bytes: [UInt8](), language: String?.none)

  private struct Feed {
    var url: [UInt8]
    var language: String?
  }

  init(_ reading: PastReading) { self.reading = reading }

  func language(of text: ArchivedText) -> String? {
    if let language = configured(text) { return language }
    if text.language.isEmpty { return nil }
    if !last.bytes.elementsEqual(text.language) {
      last = (Array(text.language), String(decoding: text.language, as: UTF8.self))
    }
    return last.language
  }

  private func configured(_ text: ArchivedText) -> String? {
    if text.sourceURL.isEmpty { return nil }
    if let feed = feeds[text.feed], feed.url.elementsEqual(text.sourceURL) { return feed.language }
    let url = String(decoding: text.sourceURL, as: UTF8.self)
    let feed = Feed(url: Array(text.sourceURL), language: reading.language(ofFeed: url))
    feeds[text.feed] = feed
    return feed.language
  }
}
