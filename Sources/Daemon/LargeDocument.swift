/// A document of some megabytes may take several times as much while it is read. What is free, and the
/// code that is mapped, is better let go of before.
enum LargeDocument {
  private static let bytes = 2_000_000

  /// Makes room when so many bytes are to be worked on next. A millisecond, where reading takes ten.
  static func makeRoom(_ count: Int) {
    guard count >= bytes else { return }
    Heap.release()
    ProgramCode.release()
  }

  /// What is made of a document while the document is let go of, entry by entry.
  struct Growth {
    private var given = 0

    /// Gives back what is free, each few megabytes.
    mutating func note(_ bytes: Int) {
      guard bytes - given >= 2 * LargeDocument.bytes else { return }
      given = bytes
      Heap.release()
    }
  }
}
