internal import CLinux

/// The process's heap (malloc(3)).
public enum Heap {
  /// To be called before there are threads: one heap for all of them, where glibc would give each
  /// its own. What a reading thread frees, the next can use: peaks are half as high.
  public static func shareAmongThreads() { linux_share_heap() }

  /// Gives back to the system what is free.
  static func release() { linux_release_memory() }
}
