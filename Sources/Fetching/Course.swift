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
    var trail = try RedirectTrail(request)
    let hop = try trail.hop(request, profile, timeout: request.timeout)
    self.request = request
    self.profile = profile
    self.trail = trail
    self.hop = hop
    left = request.timeout
  }

  /// Takes how a hop ended. nil: `hop` is to be asked next.
  mutating func take(_ result: TransferResult) -> FetchAnswer? {
    left -= result.elapsed
    do throws(FetchFailure) {
      guard try trail.follow(result) else { return FetchAnswer(request, result, trail) }
      guard left > .milliseconds(100) else { throw timedOut(request.timeout) }
      hop = try trail.hop(request, profile, timeout: left)
      return nil
    } catch {
      return FetchAnswer(error)
    }
  }
}
