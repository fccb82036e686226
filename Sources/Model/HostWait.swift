/// What a fetch waits for while its host lets it wait.
public enum HostWait: Sendable {
  /// Its name, or the beginning of a connection.
  case lookUp
  /// An answer, or the rest of one.
  case answer
}
