internal import CHeap

/// The process's heap: jemalloc in release builds ([14](docs/decisions/0014-jemalloc.md)), else glibc's.
enum Heap {
  /// Gives back to the system what is free.
  static func release() { heap_release() }
}
