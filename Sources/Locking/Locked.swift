internal import Glibc

/// A value behind a mutex, for what no actor holds because threads of C libraries share it, or
/// because its callers cannot wait.
///
/// `pthread_mutex_t` rather than `Synchronization.Mutex`, which ThreadSanitizer misreads. A class,
/// since its threads share it; unchecked, since the mutex guards each access.
public final class Locked<Value>: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private var value: Value

  public init(_ value: sending Value) {
    self.value = value
    mutex = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    pthread_mutex_init(mutex, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Runs `body` with the value, alone. `body` does not call `withLock` of the same value again.
  public func withLock<R, E: Error>(_ body: (inout Value) throws(E) -> R) throws(E) -> R {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&value)
  }
}
