internal import JSON
public import Model
internal import PlainText

/// Alerts for other programs: CSV (RFC 4180) and JSON Feed 1.1.
public enum AlertExport {
  public static let csvHeader =
    "seq,time,watchlist,terms,feed,feed_url,id,url,title,published,language\r\n"

  /// One record. Cells that a spreadsheet would take for a formula get an apostrophe before them.
  public static func csvRecord(_ alert: Alert) -> String {
    let cells = [
      String(alert.seq), RFC3339.format(alert.time), alert.watchlist,
      alert.terms.joined(separator: "; "), alert.feedName, alert.feedURL, alert.id, alert.url,
      alert.title, alert.published.map(RFC3339.format) ?? "", alert.language ?? "",
    ]
    return cells.map(cell).joined(separator: ",") + "\r\n"
  }

  private static func cell(_ text: String) -> String {
    var cell = String.UnicodeScalarView()
    if let first = text.unicodeScalars.first(where: { !$0.properties.isWhitespace && !isHidden($0) }
    ),
      formulaSigns.contains(first)
    {
      cell.append("'")
    }
    var isQuoted = false
    for scalar in text.unicodeScalars {
      if scalar == "\"" { cell.append(scalar) }
      isQuoted = isQuoted || scalar == "\"" || scalar == "," || scalar == ";"
      cell.append(isUnsafe(scalar) ? " " : scalar)
    }
    return isQuoted ? "\"\(String(cell))\"" : String(cell)
  }

  /// What begins a formula, full-width forms too.
  private static let formulaSigns = Set("=+-@＝＋－＠".unicodeScalars)

  /// What a line may not hold raw.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: scalar.properties.isBidiControl
    }
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
  }

  /// A JSON Feed 1.1 document, newest alert first.
  public static func jsonFeed(title: String, _ alerts: [Alert]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { (writer) in
      writer.member("version", "https://jsonfeed.org/version/1.1")
      writer.member("title", title)
      writer.key("items")
      writer.array { (writer) in
        for alert in alerts.reversed() { item(alert, &writer) }
      }
    }
    writer.endLine()
    return writer.bytes
  }

  private static func item(_ alert: Alert, _ writer: inout JSONWriter) {
    writer.object { (writer) in
      writer.member("id", "guetteur:\(alert.seq)")
      if !alert.url.isEmpty { writer.member("url", alert.url) }
      writer.member("title", "[\(alert.watchlist)] \(alert.title)")
      writer.member("content_text", alert.hits.map(\.excerpt).joined(separator: "\n"))
      writer.member("date_published", RFC3339.format(alert.published ?? alert.time))
      writer.member("date_modified", RFC3339.format(alert.time))
      writer.member("tags", [alert.watchlist] + alert.terms)
      if let language = alert.language { writer.member("language", language) }
      writer.key("authors")
      writer.array { (writer) in
        writer.object { (writer) in
          writer.member("name", alert.feedName)
          writer.member("url", alert.feedURL)
        }
      }
    }
  }
}
