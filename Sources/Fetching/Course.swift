import Model

/// One fetch on its way from hop to hop.
struct Course {
  let request: FetchRequest
  private let profile: Profile
  private var trail: RedirectTrail
  private var left: Duration
  /// What to ask now.
  private(set) var hop: Hop

  init(_ request: FetchRequest, _ profile: Profile) throws(FetchFailure) {
    self.request = request
    self.profile = profile
    var trail = try RedirectTrail(request)
    left = request.timeout
    hop = try trail.hop(request, profile, timeout: left)
    self.trail = trail
  }

  /// Takes how a hop ended. nil: `hop` is to be asked next.
  mutating func take(_ result: TransferResult) -> FetchAnswer? {
    left -= result.elapsed
    do throws(FetchFailure) {
      guard try trail.follow(result) else { return FetchAnswer(request, result, trail) }
      guard left > .zero else { throw timedOut(request.timeout) }
      hop = try trail.hop(request, profile, timeout: left)
      return nil
    } catch {
      return FetchAnswer(error)
    }
  }
}

/// What came of a fetch, its body not yet decoded.
public struct FetchAnswer: Sendable {
  private enum Content: Sendable {
    case failure(FetchFailure)
    case result(FetchRequest, TransferResult, RedirectTrail)
  }

  private let content: Content

  init(_ failure: FetchFailure) { content = .failure(failure) }

  init(_ request: FetchRequest, _ result: TransferResult, _ trail: RedirectTrail) {
    content = .result(request, result, trail)
  }

  static let cancelled = FetchAnswer(FetchFailure(.cancelled, .dropped))

  /// Whether `reply` has a body to decode, some hundred microseconds of work: any but that of the last
  /// time.
  public var hasNewBody: Bool {
    guard case .result(let request, let result, _) = content, !result.body.isEmpty,
      result.status == 200 || result.status == 203
    else { return false }
    return request.knownBodyHash.map { $0 != result.bodyHash } ?? true
  }

  public func reply() throws(FetchFailure) -> FetchReply {
    switch content {
    case .failure(let failure): throw failure
    case .result(let request, let result, let trail):
      return try Fetching.reply(to: request, result, trail)
    }
  }
}
