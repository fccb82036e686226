import JSON
import Model
import PlainText

extension Alert {
  /// Reads a line of `alerts.jsonl`; nil when it is none, as a line that was cut off.
  init?(line: [UInt8]) {
    guard let value = try? JSON.parse(line), let seq = value["seq"]?.number?.int64,
      let time = value["time"]?.string.flatMap({ FeedDate.parse($0) }),
      let watchlist = value["watchlist"]?.string
    else { return nil }
    func text(_ key: String) -> String { value[key]?.string ?? "" }
    func texts(_ key: String) -> [String] { value[key]?.array?.compactMap(\.string) ?? [] }
    self.init(
      seq: seq, time: time, watchlist: watchlist, terms: texts("terms"),
      feedName: value["feed"]?["name"]?.string ?? "", feedURL: value["feed"]?["url"]?.string ?? "",
      id: text("id"), url: text("url"), title: text("title"),
      published: value["published"]?.string.flatMap { FeedDate.parse($0) },
      language: value["language"]?.string, authors: texts("authors"),
      hits: (value["hits"]?.array ?? []).compactMap(ReportedHit.init(value:)))
  }
}

extension ReportedHit {
  fileprivate init?(value: JSONValue) {
    guard let term = value["term"]?.string, let text = value["text"]?.string,
      let field = value["field"]?.string.flatMap(Field.init(rawValue:)),
      let start = value["start"]?.number?.int64.flatMap({ Int(exactly: $0) }),
      let end = value["end"]?.number?.int64.flatMap({ Int(exactly: $0) })
    else { return nil }
    self.init(
      hit: Hit(term: term, field: field, text: text, start: start, end: end),
      excerpt: value["excerpt"]?.string ?? "")
  }
}
