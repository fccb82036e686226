import Foundation
import Model
import TestSupport
import Testing

@testable import Fetching

@Suite struct `Room for large bodies` {
  private final class Count: Sendable {
    let calls = TestSupport.Locked(0)
    func note() { calls.withLock { $0 += 1 } }
    var value: Int { calls.withLock { $0 } }
  }

  private let freed = Count()
  private let crowded = Count()
  private let room: BodyRoom

  init() {
    let (freed, crowded) = (freed, crowded)
    room = BodyRoom(whenFree: { freed.note() }, whenCrowded: { crowded.note() })
  }

  @Test func `the first has all it wants, the others what there is`() {
    let (first, second, third) = (room.claim(), room.claim(), room.claim())

    #expect(first.grow(to: 7_000_000))
    #expect(second.grow(to: 900_000))
    #expect(!third.grow(to: 300_000))
    #expect(!second.grow(to: 1_200_000))
    #expect(first.grow(to: 20_000_000))
    #expect(crowded.value == 1)
    #expect(freed.value == 0)
  }

  @Test func `what was refused is told when there is room again`() {
    let waiting = room.claim()
    do {
      let first = room.claim()
      #expect(first.grow(to: 20_000_000))
      #expect(!waiting.grow(to: 300_000))
    }

    #expect(freed.value == 1)
    #expect(waiting.grow(to: 20_000_000), "it is the first now")
  }

  @Test func `nobody is told when nothing was refused`() {
    do { _ = room.claim().grow(to: 5_000_000) }

    #expect(freed.value == 0)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a body that stops coming gives way to one that has no room`() async throws {
    let server = try LoopbackServer.start { request in
      guard request.path == "/slow" else {
        return LoopbackResponse(status: 200, body: [UInt8](repeating: 0x78, count: 1_000_000))
      }
      let head = Array("HTTP/1.1 200 OK\r\nContent-Length: 20000000\r\n\r\n".utf8)
      return LoopbackResponse([
        .bytes(head + [UInt8](repeating: 0x78, count: 10_000_000)), .hang,
      ])
    }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }
    let held = TestSupport.Locked("")
    let (slow, quick) = (patient(server.url("/slow")), patient(server.url("/quick")))

    async let end: Void = {
      let came = await outcome(of: slow, by: fetcher)
      held.withLock { $0 = came }
    }()
    var sizes: Set<Int> = []
    while held.withLock({ $0.isEmpty }) {
      guard case .body(let bytes, _)? = try? await fetcher.fetch(quick) else { break }
      sizes.insert(bytes.count)
    }
    await end

    #expect(sizes == [1_000_000])
    #expect(held.withLock { $0 } == "failed slow")
  }

  /// A question that no time-out ends.
  private func patient(_ url: String) -> FetchRequest {
    var question = request(url)
    (question.maxBytes, question.timeout) = (20_000_000, .seconds(3600))
    return question
  }

  @Test func `bodies of more than there is room for all come, one after another`() async throws {
    let body = [UInt8](repeating: UInt8(ascii: "x"), count: 6_000_000)
    let server = try LoopbackServer.start { _ in LoopbackResponse(status: 200, body: body) }
    defer { server.stop() }
    let fetcher = try loopbackFetcher()
    defer { fetcher.stop() }

    let sizes = await withTaskGroup { group in
      for number in 0..<6 {
        group.addTask {
          var question = request(server.url("/\(number)"))
          (question.maxBytes, question.timeout) = (20_000_000, .seconds(30))
          guard case .body(let bytes, _)? = try? await fetcher.fetch(question) else { return 0 }
          return bytes.count
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }

    #expect(sizes == [Int](repeating: 6_000_000, count: 6))
  }
}
