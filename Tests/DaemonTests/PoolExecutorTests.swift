import TestSupport
import Testing

@testable import Daemon

@Suite struct `The pool` {
  private struct Load {
    var running = 0
    var most = 0
    var ended = 0
  }

  @Test func `runs every task, at most as many at once as it is wide`() async {
    let pool = PoolExecutor(label: "test", width: 2)
    let load = Locked(Load())

    await withTaskExecutorPreference(pool) {
      await withTaskGroup { group in
        for _ in 0..<1000 {
          group.addTask { @Sendable in
            load.withLock {
              $0.running += 1
              $0.most = max($0.most, $0.running)
            }
            load.withLock { $0.running -= 1 }
            await Task.yield()
            load.withLock { $0.ended += 1 }
          }
        }
      }
    }

    let (most, ended) = load.withLock { ($0.most, $0.ended) }
    #expect(1...2 ~= most)
    #expect(ended == 1000)
  }
}
