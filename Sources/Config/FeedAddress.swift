public import Model

/// An address from outside (a list of another reader, a page's link), made fit for `feeds`.
public struct FeedAddress: Hashable, Sendable {
  /// Why it cannot stand there, in the words of `check`.
  public struct Problem: Error, Saying {
    fileprivate let problem: ConfigurationProblem

    public var english: String { problem.english }
    public var french: French { problem.french }
  }

  public let text: String
  /// Equal for addresses that ask the same of the same server.
  public let canonical: String
  /// A user name or password stood in it, and was left out.
  public let hadSecret: Bool

  /// `feed:` becomes `http:`, a space `%20`.
  public init(foreign text: String) throws(Problem) {
    var text = text.split(separator: " ").joined(separator: "%20")
    if text.lowercased().hasPrefix("feed:") {
      text.removeFirst("feed:".count)
      if text.hasPrefix("//") { text = "http:" + text }
    }
    let bare = WebAddress.withoutUser(text)
    hadSecret = bare != nil
    self.text = bare ?? text
    let schemes = ["http", "https"]
    do throws(WebAddress.Problem) {
      canonical = try WebAddress(self.text, schemes: schemes).canonical
    } catch {
      throw Problem(problem: .address(self.text, error, schemes: schemes))
    }
  }
}
