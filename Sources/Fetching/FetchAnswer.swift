import Locking
import Model

/// What came of a fetch, its body not yet decoded.
public struct FetchAnswer: Sendable {
  private indirect enum Content: Sendable {
    case failure(FetchFailure)
    case result(FetchRequest, TransferResult, RedirectTrail)
  }

  private let content: Content
  /// Handed over by `reply`, since it may be as large as all else together.
  private let body: Locked<[UInt8]>?
  /// Of a body that is wanted. Some microseconds: taken once.
  private let bodyHash: UInt64?

  init(_ failure: FetchFailure) {
    content = .failure(failure)
    body = nil
    bodyHash = nil
  }

  init(_ request: FetchRequest, _ result: TransferResult, _ trail: RedirectTrail) {
    bodyHash = result.wantsBody && !result.body.isEmpty ? result.bodyHash : nil
    body = result.body.isEmpty ? nil : Locked(result.body)
    var bodiless = result
    bodiless.body = []
    content = .result(request, bodiless, trail)
  }

  static let cancelled = FetchAnswer(FetchFailure(.cancelled, .dropped))

  /// Whether `reply` has a body to decode, some hundred microseconds of work: any but that of the last
  /// time.
  public var hasNewBody: Bool {
    guard case .result(let request, _, _) = content, let bodyHash else { return false }
    return bodyHash != request.knownBodyHash
  }

  /// Of the body on the wire, while it was not handed over.
  public var wireBytes: Int { body?.withLock { $0.count } ?? 0 }

  /// The same, at once, when body and content have no more than `most` bytes; nil: a larger one, or one
  /// that is damaged, which is for `reply`.
  public func reply(within most: Int) throws(FetchFailure) -> FetchReply? {
    guard case .result(var request, var result, let trail) = content, let body,
      request.maxBytes > most
    else { return try reply() }
    guard wireBytes <= most else { return nil }
    request.maxBytes = most
    result.body = body.withLock { $0 }
    do throws(FetchFailure) {
      let reply = try Fetching.reply(to: request, &result, trail, bodyHash: bodyHash)
      // What can be saved of a damaged body depends on the limit.
      if case .body(_, let facts) = reply, !facts.isComplete { return nil }
      body.withLock { $0 = [] }
      return reply
    } catch {
      switch error.kind {
      case .tooLarge, .encoding, .truncated: return nil
      default: throw error
      }
    }
  }

  /// Once: the body is then given away.
  public func reply() throws(FetchFailure) -> FetchReply {
    switch content {
    case .failure(let failure): throw failure
    case .result(let request, var result, let trail):
      body?.withLock { swap(&result.body, &$0) }
      return try Fetching.reply(to: request, &result, trail, bodyHash: bodyHash)
    }
  }
}
