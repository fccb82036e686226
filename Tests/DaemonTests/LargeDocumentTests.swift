import TestSupport
import Testing

@testable import Daemon

@Suite struct `Large documents` {
  private struct Load {
    var running = 0
    var most = 0
    var ended = 0
  }

  @Test func `wait for each other, and each has its turn`() async {
    let queue = LargeDocumentQueue()
    let load = Locked(Load())

    await withTaskGroup { group in
      for _ in 0..<200 {
        group.addTask {
          let turn = await queue.turn()
          load.withLock {
            $0.running += 1
            $0.most = max($0.most, $0.running)
          }
          await Task.yield()
          load.withLock {
            $0.running -= 1
            $0.ended += 1
          }
          _ = turn
        }
      }
    }

    let (most, ended) = load.withLock { ($0.most, $0.ended) }
    #expect(most == 1)
    #expect(ended == 200)
  }
}
