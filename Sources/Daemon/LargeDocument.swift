internal import Locking
internal import Model

/// A document of some megabytes may take several times as much while it is read. What is free, and the
/// code that is mapped, is better let go of before.
enum LargeDocument {
  static let bytes = TextShelf.largeDocument

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
      guard bytes - given >= LargeDocument.bytes else { return }
      given = bytes
      Heap.release()
    }
  }
}

/// Has large documents wait for each other: one is read and recorded at a time, whatever the number of
/// threads, so that what one takes is what all of them take.
final class LargeDocumentQueue: Sendable {
  /// Whose turn it is, until nobody holds this any more.
  final class Turn: Sendable {
    private let queue: LargeDocumentQueue

    fileprivate init(_ queue: LargeDocumentQueue) { self.queue = queue }

    deinit { queue.end() }
  }

  private struct Books {
    var isTaken = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let books = Locked(Books())

  func turn() async -> Turn {
    await withCheckedContinuation { next in
      let isFree = books.withLock { books in
        defer { books.isTaken = true }
        if books.isTaken { books.waiting.append(next) }
        return !books.isTaken
      }
      if isFree { next.resume() }
    }
    return Turn(self)
  }

  private func end() {
    let next = books.withLock { books in
      books.isTaken = !books.waiting.isEmpty
      return books.isTaken ? books.waiting.removeFirst() : nil
    }
    next?.resume()
  }
}
