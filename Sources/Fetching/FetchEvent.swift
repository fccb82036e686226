public import Model

/// What becomes of a fetch. `ended` comes once, and is the last.
public enum FetchEvent: Sendable {
  /// For half a second the host has let it wait, and it holds next to nothing.
  case waits(HostWait)
  /// It does so no more: something comes.
  case goesOn
  /// A redirect leads it on; it stands still until `CurlFetcher.goOn`.
  case led(OnwardFetch)
  case ended(FetchAnswer)
}

/// A fetch that was led to another address and has yet to ask there.
public struct OnwardFetch: Sendable {
  /// Where it leads.
  public let url: String
  let job: CurlThread.Job
}
