/// A feed in a subscription list.
public struct Subscription: Hashable, Sendable {
  public var url: String
  /// "" when the list gives none.
  public var title: String
  /// The page that the feed belongs to.
  public var homePageURL: String?
  /// The folders that it lies in, outermost first, then its categories.
  public var tags: [String]
  /// `rss`, or what else a reader calls it (`HTML+XPath`); "" when the list gives none.
  public var type: String

  public init(
    url: String, title: String = "", homePageURL: String? = nil, tags: [String] = [],
    type: String = ""
  ) {
    self.url = url
    self.title = title
    self.homePageURL = homePageURL
    self.tags = tags
    self.type = type
  }
}

/// Why a document gave no subscription list.
public enum OPMLError: Error, Hashable, Sendable {
  case notOPML
  case illFormed(line: Int)
  case tooLarge

  public var message: String {
    switch self {
    case .notOPML: "not an OPML document: its root element is not <opml>"
    case .illFormed(let line): "not well-formed XML, line \(line)"
    case .tooLarge: "limit reached: an OPML document has at most 20 MB, 100,000 outlines, 64 levels"
    }
  }
}
