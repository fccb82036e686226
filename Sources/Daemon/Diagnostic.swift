public import Model

/// Something that the people who run the daemon should read: one line for stderr.
public struct Diagnostic: Hashable, Sendable {
  public enum Severity: Hashable, Sendable { case error, warning, notice, info }

  public var severity: Severity
  public var what: Message

  public init(_ severity: Severity, _ what: some Saying) {
    self.severity = severity
    self.what = Message(what)
  }

  /// In English.
  public var message: String { what.english }
}
