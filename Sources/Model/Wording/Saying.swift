/// Something that the program says to people, as a value: the facts stand in it, the words in one
/// catalogue for each language. Where it is said, and only there, a language is chosen.
public protocol Saying: Sendable {
  /// What logs and scripts read; never changed by a locale.
  var english: String { get }
  var french: French { get }
}

extension Saying {
  public func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .french: french.text
    }
  }

  /// In English.
  public var message: String { english }
}

/// A saying of any kind, worded in every language.
public struct Message: Saying, Hashable, CustomStringConvertible {
  public let english: String
  public let french: French

  public init(_ saying: some Saying) {
    english = saying.english
    french = saying.french
  }

  public init(english: String, french: French) {
    self.english = english
    self.french = french
  }

  /// The same in every language: names, addresses, what others have said.
  public init(verbatim text: String) {
    english = text
    french = French(verbatim: text)
  }

  public var description: String { english }

  public static func + (a: Message, b: Message) -> Message {
    Message(english: a.english + b.english, french: "\(a.french)\(b.french)")
  }

  /// `prefix: message`, the prefix being the same in every language.
  public func after(_ prefix: String) -> Message {
    Message(english: "\(prefix): \(english)", french: French(verbatim: "\(prefix): \(french.text)"))
  }
}
