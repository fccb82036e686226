public import Model

/// What a document is that is no feed. Its texts hold nothing that a terminal would obey.
public enum ForeignDocument: Hashable, Saying {
  public enum Binary: Hashable, Sendable { case unknown, gzip, zstd, pdf, zip, png, jpeg, gif }

  /// With the first feeds that it names, and how many more there are.
  case page(title: String?, feeds: [String], more: Int)
  case xml(root: String)
  case sitemap
  case jsonArray, otherJSON
  case binary(Binary)
  case markup, plainText, nothing

  public var english: String {
    switch self {
    case .page(let title, let feeds, let more):
      "an HTML page" + (title.map { ", titled «\($0)»" } ?? "")
        + (feeds.isEmpty ? "" : "; it names these feeds: " + feeds.joined(separator: ", "))
        + (more > 0 ? ", and \(more) more" : "")
    case .xml(let root): "XML with the root element <\(root)>"
    case .sitemap: "a sitemap without news"
    case .jsonArray: "a JSON array"
    case .otherJSON: "JSON without a JSON Feed's \"version\" and \"items\""
    case .binary(.unknown): "binary data"
    case .binary(.gzip): "gzip-compressed data"
    case .binary(.zstd): "zstd-compressed data"
    case .binary(.pdf): "a PDF document"
    case .binary(.zip): "a ZIP archive"
    case .binary(.png): "a PNG image"
    case .binary(.jpeg): "a JPEG image"
    case .binary(.gif): "a GIF image"
    case .markup: "a text with marks, but without a root"
    case .plainText: "plain text"
    case .nothing: "nothing readable"
    }
  }

  public var french: French {
    switch self {
    case .page(let title, let feeds, let more):
      "une page HTML\(Self.titled(title))\(Self.naming(feeds, more))"
    case .xml(let root): "du XML de racine <\(root)>"
    case .sitemap: "un plan de site sans actualités"
    case .jsonArray: "un tableau JSON"
    case .otherJSON: "du JSON sans les \"version\" et \"items\" d’un JSON Feed"
    case .binary(.unknown): "des données binaires"
    case .binary(.gzip): "des données compressées par gzip"
    case .binary(.zstd): "des données compressées par zstd"
    case .binary(.pdf): "un document PDF"
    case .binary(.zip): "une archive ZIP"
    case .binary(.png): "une image PNG"
    case .binary(.jpeg): "une image JPEG"
    case .binary(.gif): "une image GIF"
    case .markup: "un texte avec des balises, mais sans racine"
    case .plainText: "du texte brut"
    case .nothing: "rien de lisible"
    }
  }

  private static func titled(_ title: String?) -> French {
    title.map { ", intitulée « \($0) »" } ?? ""
  }

  private static func naming(_ feeds: [String], _ more: Int) -> French {
    if feeds.isEmpty { return "" }
    let list = feeds.joined(separator: ", ")
    return more > 0
      ? " ; elle nomme ces flux : \(list), et \(more) de plus" : " ; elle nomme ces flux : \(list)"
  }
}
