public import Model

/// Something worth a line in the coverage log or the diagnostics.
public enum PlanEvent: Hashable, Sendable {
  /// Every entry of a full document was new: entries may have been lost between the two times.
  case gap(FeedID, from: Timestamp, to: Timestamp)
  /// It has failed for 24 h; told once.
  case failing(FeedID, since: Timestamp, error: String)
  /// It works again after `failing` or `gone` was told.
  case recovered(FeedID, since: Timestamp)
  /// No news for long, against its own habit; told once.
  case silent(FeedID, since: Timestamp)
  /// 410: it is not asked any more.
  case gone(FeedID)
  /// A 301 or 308 was confirmed: the new address is asked from now on.
  case moved(FeedID, to: String)
  /// The address that it had moved to does not answer: the configured one is asked again.
  case movedBack(FeedID, from: String)
  /// A host asked to wait (`Retry-After`).
  case held(HostHold)
  /// A demanded poll that was not made, since its host asks to wait.
  case notAsked(FeedID, HostHold)
  /// Every host fails: our own network is down, and no failure counts until a host answers.
  case networkDown(since: Timestamp)
  case networkUp(since: Timestamp)
}
