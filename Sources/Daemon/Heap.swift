internal import CHeap

/// The process's heap: jemalloc in place of malloc(3)
/// ([14](docs/decisions/0014-jemalloc.md)).
enum Heap {
  /// Gives back to the system what is free.
  static func release() { heap_release() }
}
