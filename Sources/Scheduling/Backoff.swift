import Model

/// How long to wait after the `failures`-th failure in a row.
enum Backoff: Sendable, Hashable {
  /// ×1.5 up to 6 h: the answer is about this page, and may be set right any time (4xx).
  case soft
  /// ×2 up to 24 h (5xx, DNS, TLS, time-outs).
  case doubling
  /// 1 h, then ×2 up to 24 h: asked to slow down without being told for how long (429, 503).
  case slowDown

  static func of(status: Int) -> Backoff {
    switch status {
    case 429, 503: .slowDown
    case 500...: .doubling
    default: .soft
    }
  }

  static func of(_ kind: FailureKind) -> Backoff {
    switch kind {
    case .dns, .connect, .tls, .timeout, .slow, .transfer, .proxy, .headers, .tooLarge:
      .doubling
    default: .soft
    }
  }

  /// `usual` is the interval of a healthy poll; the first step is no longer than an hour of it.
  func delay(failures: Int, usual: Duration) -> Duration {
    let first = self == .slowDown ? max(.hours(1), usual) : min(usual, .hours(1))
    let longest = self == .soft ? Duration.hours(6) : .hours(24)
    var delay = first
    for _ in 1..<max(2, min(failures, 40)) where failures > 1 {
      delay = self == .soft ? delay * 3 / 2 : delay * 2
      if delay >= longest { break }
    }
    return max(min(delay, longest), first)
  }
}
