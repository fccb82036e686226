/// Something that the people who run the daemon should read: one line for stderr.
public struct Diagnostic: Hashable, Sendable {
  public enum Severity: Hashable, Sendable { case error, warning, notice, info }

  public var severity: Severity
  public var message: String

  public init(_ severity: Severity, _ message: String) {
    self.severity = severity
    self.message = message
  }
}
