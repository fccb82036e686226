import Model

/// What came of a fetch, its body not yet decoded.
public struct FetchAnswer: Sendable {
  private enum Content: Sendable {
    case failure(FetchFailure)
    case result(FetchRequest, TransferResult, RedirectTrail)
  }

  private let content: Content
  /// Of a body that is wanted. Some microseconds: taken once.
  private let bodyHash: UInt64?

  init(_ failure: FetchFailure) {
    content = .failure(failure)
    bodyHash = nil
  }

  init(_ request: FetchRequest, _ result: TransferResult, _ trail: RedirectTrail) {
    content = .result(request, result, trail)
    bodyHash = result.wantsBody && !result.body.isEmpty ? result.bodyHash : nil
  }

  static let cancelled = FetchAnswer(FetchFailure(.cancelled, .dropped))

  /// Whether `reply` has a body to decode, some hundred microseconds of work: any but that of the last
  /// time.
  public var hasNewBody: Bool {
    guard case .result(let request, _, _) = content, let bodyHash else { return false }
    return bodyHash != request.knownBodyHash
  }

  public func reply() throws(FetchFailure) -> FetchReply {
    switch content {
    case .failure(let failure): throw failure
    case .result(let request, let result, let trail):
      return try Fetching.reply(to: request, result, trail, bodyHash: bodyHash)
    }
  }
}
