import Daemon
import History
import Model
import Recording
import Reporting

extension Alert {
  /// An entry of the archive, shown as alerts are; it has no number.
  init(_ sample: PastSample, watchlist: String = "") {
    let (entry, document) = (sample.entry.entry, sample.document)
    self.init(
      seq: 0, time: sample.entry.time, watchlist: watchlist, terms: sample.terms,
      feedName: document.source?.name ?? "", feedURL: document.source?.url ?? "",
      id: entry.id ?? "", url: entry.url ?? "", title: document.title.text,
      published: entry.published ?? entry.updated, language: document.language,
      authors: document.authors, hits: Excerpt.reported(sample.hits, in: document))
  }
}

extension AlertStyle {
  /// An entry that was found: as an alert, without watchlist and number.
  func found(_ sample: PastSample) -> String {
    let alert = Alert(sample)
    let feed = Terminal.safe(alert.feedName.isEmpty ? alert.feedURL : alert.feedName)
    guard kind == .styled else {
      return "\(AlertText.localTime(alert.time)) \(feed): \(AlertStyle.marked(alert))\n"
    }
    var text = "\(Self.dim)\(AlertText.localTime(alert.time))\(Self.reset) \(feed)\n"
    let title = MarkedText(title: alert)
    text += lines(of: title, link: links ? linkable(alert.url) : nil)
    if title.marks.isEmpty, let hit = alert.hits.first(where: { !$0.excerpt.isEmpty }) {
      text += lines(of: MarkedText(excerpt: hit), link: nil, base: Self.dim)
    }
    if !links, !alert.url.isEmpty {
      text += "  \(Self.dim)\(Terminal.safe(alert.url))\(Self.reset)\n"
    }
    return text
  }

  /// On one line, hits in `«»`: the title, what surrounds a hit elsewhere, the address.
  static func marked(_ alert: Alert) -> String {
    let title = MarkedText(title: alert)
    var text = oneLine(title)
    if title.marks.isEmpty, let hit = alert.hits.first(where: { !$0.excerpt.isEmpty }) {
      text += " … " + oneLine(MarkedText(excerpt: hit))
    }
    return alert.url.isEmpty ? text : text + " — " + Terminal.safe(alert.url)
  }

  private static func oneLine(_ marked: MarkedText) -> String {
    marked.wrapped(to: .max).joined().map { $0.isHit ? "«\($0.text)»" : $0.text }.joined()
  }
}
