public import Model

/// What is said of a watchlist, after its name.
public struct OfWatchlist: Saying {
  private let name: String
  private let what: Message

  public init(_ name: String, _ what: some Saying) {
    self.name = name
    self.what = Message(what)
  }

  public var english: String { "watchlist \(name): \(what.english)" }
  public var french: French { "liste de veille \(name) : \(what.french)" }
}
