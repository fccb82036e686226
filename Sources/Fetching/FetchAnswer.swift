import Locking
import Model

/// What came of a fetch, its body not yet decoded.
public struct FetchAnswer: Sendable {
  private enum Content: Sendable {
    case failure(FetchFailure)
    case ended(Ended)
  }

  /// A class, since the parts are many, and handed from thread to thread.
  private final class Ended: Sendable {
    let question: Question
    let trail: RedirectTrail
    /// Without its body.
    let result: TransferResult
    /// Handed over by `reply`, since it may be as large as all else together.
    let body: Locked<[UInt8]>?
    /// Of a body that is wanted. Some microseconds: taken once.
    let bodyHash: UInt64?

    init(_ question: Question, _ trail: RedirectTrail, _ result: consuming TransferResult) {
      self.question = question
      self.trail = trail
      if result.body.isEmpty {
        body = nil
        bodyHash = nil
      } else {
        bodyHash = result.wantsBody ? result.bodyHash : nil
        body = Locked(result.body)
        result.body = []
      }
      self.result = result
    }
  }

  private let content: Content

  init(_ failure: FetchFailure) { content = .failure(failure) }

  init(_ question: Question, _ trail: RedirectTrail, _ result: consuming TransferResult) {
    content = .ended(Ended(question, trail, result))
  }

  static let cancelled = FetchAnswer(FetchFailure(.cancelled, .dropped))

  /// Whether `reply` has a body to decode, some hundred microseconds of work: any but that of the last
  /// time.
  public var hasNewBody: Bool {
    guard case .ended(let ended) = content, let bodyHash = ended.bodyHash else { return false }
    return bodyHash != ended.question.request.knownBodyHash
  }

  /// Of the body on the wire, while it was not handed over.
  public var wireBytes: Int {
    guard case .ended(let ended) = content else { return 0 }
    return ended.body?.withLock { $0.count } ?? 0
  }

  /// The same, at once, when body and content have no more than `most` bytes; nil: a larger one, or one
  /// that is damaged, which is for `reply`.
  public func reply(within most: Int) throws(FetchFailure) -> FetchReply? {
    guard case .ended(let ended) = content, let kept = ended.body,
      ended.question.request.maxBytes > most
    else { return try reply() }
    guard wireBytes <= most else { return nil }
    var body = kept.withLock { $0 }
    do throws(FetchFailure) {
      let reply = try Fetching.reply(
        to: ended.question, ended.trail, ended.result, &body, bodyHash: ended.bodyHash,
        limit: most)
      // What can be saved of a damaged body depends on the limit.
      if case .body(_, let facts) = reply, !facts.isComplete { return nil }
      kept.withLock { $0 = [] }
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
    case .ended(let ended):
      var body: [UInt8] = []
      ended.body?.withLock { swap(&body, &$0) }
      return try Fetching.reply(
        to: ended.question, ended.trail, ended.result, &body, bodyHash: ended.bodyHash,
        limit: ended.question.request.maxBytes)
    }
  }
}
