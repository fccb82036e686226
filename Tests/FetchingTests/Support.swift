import Fetching
import Foundation
import Model
import TestSupport

let noon = Timestamp(seconds: 1_700_000_000)

/// A fetcher that may ask loopback.
func loopbackFetcher(contact: String? = nil, isOpen: Bool = true) throws -> CurlFetcher {
  try CurlFetcher(
    settings: FetchSettings(contact: contact, allowPrivateAddresses: isOpen), version: "1.2.3")
}

func request(_ url: String) -> FetchRequest {
  FetchRequest(url: url, timeout: .seconds(5), maxBytes: 1_000_000, now: noon)
}

/// What a fetch came to, in one line: `200 BODY`, `304`, `unchanged`, `refused 404`, `failed KIND`.
func outcome(of request: FetchRequest, by fetcher: CurlFetcher) async -> String {
  do {
    switch try await fetcher.fetch(request) {
    case .notModified: return "304"
    case .unchanged: return "unchanged"
    case .body(let bytes, let facts):
      let text = String(decoding: bytes.prefix(60), as: UTF8.self)
      return "\(facts.status) \(text)\(facts.isComplete ? "" : " [cut]")"
    case .refused(let facts): return "refused \(facts.status)"
    }
  } catch {
    return "failed \(error.kind)"
  }
}

/// What one scripted answer comes to.
func outcome(
  of response: LoopbackResponse, tweak: (inout FetchRequest) -> Void = { _ in }
) async throws -> String {
  let server = try LoopbackServer.start { _ in response }
  defer { server.stop() }
  let fetcher = try loopbackFetcher()
  defer { fetcher.stop() }
  var question = request(server.url("/feed"))
  tweak(&question)
  return await outcome(of: question, by: fetcher)
}

func facts(of reply: FetchReply) -> ResponseFacts {
  switch reply {
  case .notModified(let facts), .unchanged(let facts), .body(_, let facts), .refused(let facts):
    facts
  }
}

/// The facts of one answer with these headers.
func facts(status: Int = 200, _ headers: [(String, String)]) async throws -> ResponseFacts {
  let server = try LoopbackServer.start { _ in
    LoopbackResponse(status: status, headers: headers, body: Array("<rss/>".utf8))
  }
  defer { server.stop() }
  let fetcher = try loopbackFetcher()
  defer { fetcher.stop() }
  return facts(of: try await fetcher.fetch(request(server.url("/feed"))))
}
