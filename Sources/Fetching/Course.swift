import Model

/// What is asked, and as whom. A class, since all that becomes of it refers to it.
final class Question: Sendable {
  let request: FetchRequest
  let profile: Profile

  init(_ request: FetchRequest, _ profile: Profile) {
    self.request = request
    self.profile = profile
  }
}

/// One fetch on its way from hop to hop.
struct Course {
  private let question: Question
  private var trail: RedirectTrail
  private var left: Duration
  /// What to ask now.
  private(set) var hop: Hop

  init(_ request: FetchRequest, _ profile: Profile) throws(FetchFailure) {
    var trail = try RedirectTrail(request.url, usesProxy: request.proxy != nil)
    let hop = try trail.hop(request, profile, timeout: request.timeout)
    question = Question(request, profile)
    self.trail = trail
    self.hop = hop
    left = request.timeout
  }

  /// Takes how a hop ended. nil: `hop` is to be asked next.
  mutating func take(_ result: consuming TransferResult) -> FetchAnswer? {
    left -= result.elapsed
    do throws(FetchFailure) {
      guard try trail.follow(result) else { return FetchAnswer(question, trail, result) }
      guard left > .milliseconds(100) else { throw timedOut(question.request.timeout) }
      hop = try trail.hop(question.request, question.profile, timeout: left)
      return nil
    } catch {
      return FetchAnswer(error)
    }
  }
}
