import Glibc
import Model

/// Standard output and error, and what they are: a terminal, the journal, a file.
struct Terminal: Sendable {
  /// The language of everything that is said; data for programs has none.
  let language: Language
  let usesColor: Bool
  let errorIsTerminal: Bool
  let isQuiet: Bool
  let isVerbose: Bool
  /// Set when stderr is the journal's stream: lines then carry a priority.
  private let errorIsJournal: Bool

  init(_ invocation: Invocation?, environment: [String: String]) {
    language = Language(environment)
    errorIsTerminal = isatty(STDERR_FILENO) == 1
    isQuiet = invocation?.has("quiet") ?? false
    isVerbose = invocation?.has("verbose") ?? false
    errorIsJournal = Terminal.isJournal(environment["JOURNAL_STREAM"])
    usesColor =
      switch invocation?["color"] ?? "auto" {
      case "always": true
      case "never": false
      default: isatty(STDOUT_FILENO) == 1 && (environment["NO_COLOR"] ?? "").isEmpty
      }
  }

  /// Writes data to stdout, whole; a closed pipe is no error.
  /// - Returns: false when it could not be written.
  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool { Terminal.write(bytes, to: STDOUT_FILENO) }

  @discardableResult
  func write(_ text: String) -> Bool { write(Array(text.utf8)) }

  /// Priorities of syslog(3), as sd-daemon(3) marks them.
  enum Priority: String { case error = "<3>", warning = "<4>", notice = "<5>", info = "<6>" }

  /// Draws on stderr as it is, without a newline: for progress.
  func drawOnError(_ text: String) { Terminal.write(Array(text.utf8), to: STDERR_FILENO) }

  /// One line on stderr, made safe for a terminal.
  func say(_ saying: some Saying, _ priority: Priority = .info) {
    if isQuiet && priority != .error { return }
    let prefix = errorIsJournal ? priority.rawValue : ""
    let line = Terminal.safe(saying.text(in: language))
    Terminal.write(Array((prefix + line + "\n").utf8), to: STDERR_FILENO)
  }

  func say(_ news: CommandNews, _ priority: Priority = .info) { say(Message(news), priority) }

  /// Lines for people, made safe for a terminal, each with its newline.
  func lines(_ sayings: [some Saying]) -> String {
    sayings.map { Terminal.safe($0.text(in: language)) + "\n" }.joined()
  }

  /// `text` without what could move a cursor, forge a line or turn the direction of writing.
  static func safe(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(isUnsafe(scalar) ? "\u{FFFD}" : scalar) }
    return String(result)
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  @discardableResult
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let written = Glibc.write(
          descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        if written < 0 && errno == EINTR { continue }
        if written < 0 && errno == EPIPE { return true }
        if written <= 0 { return false }
        done += written
      }
      return true
    }
  }

  /// systemd sets `JOURNAL_STREAM=DEVICE:INODE` for the stream it connected; stderr may have been
  /// redirected since (systemd.exec(5)).
  private static func isJournal(_ stream: String?) -> Bool {
    guard let stream else { return false }
    var status = stat()
    guard fstat(STDERR_FILENO, &status) == 0 else { return false }
    return stream == "\(status.st_dev):\(status.st_ino)"
  }
}
