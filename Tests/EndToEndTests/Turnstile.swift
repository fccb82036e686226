import TestSupport
import Testing

/// Lets only a few tests with a program of their own run at once, however many there are: their
/// promises are about seconds, and the machine has few cores.
struct Turnstile: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await body() }
    await Turnstile.places.enter()
    defer { Turnstile.places.leave() }
    try await body()
  }

  private static let places = Places(6)

  private final class Places: Sendable {
    private let state: Locked<(free: Int, waiting: [CheckedContinuation<Void, Never>])>

    init(_ count: Int) { state = Locked((count, [])) }

    func enter() async {
      await withCheckedContinuation { continuation in
        let isAdmitted = state.withLock { state in
          if state.free > 0 {
            state.free -= 1
            return true
          }
          state.waiting.append(continuation)
          return false
        }
        if isAdmitted { continuation.resume() }
      }
    }

    func leave() {
      let next = state.withLock { state in
        if state.waiting.isEmpty {
          state.free += 1
          return nil as CheckedContinuation<Void, Never>?
        }
        return state.waiting.removeFirst()
      }
      next?.resume()
    }
  }
}

extension Trait where Self == Turnstile {
  /// Few at once.
  static var turnstile: Self { Turnstile() }
}
