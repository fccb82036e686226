internal import Locking

/// What other threads have for an actor, which takes all of it at once.
final class Mailbox<Item: Sendable>: Sendable {
  private struct Books {
    var items: [Item] = []
    /// Its owner will come.
    var isTold = false
    /// Items that are announced and not put yet.
    var announced = 0
  }

  /// While more than so many items are announced, as many threads are busy with one as there are, and
  /// others wait for them.
  private let busy: Int
  private let books = Locked(Books())

  /// So many items are taken together where more are announced, since to tell the owner of each costs
  /// as much as to take it.
  private static var together: Int { 4 }

  init(busy: Int) { self.busy = busy }

  /// Another item will be put, by `putAnnounced`.
  func announce() { books.withLock { $0.announced += 1 } }

  /// True when the owner is to be told.
  func put(_ item: Item) -> Bool {
    books.withLock { books in
      books.items.append(item)
      defer { books.isTold = true }
      return !books.isTold
    }
  }

  /// The same for an item that was announced: where more are, its owner is told of some together.
  func putAnnounced(_ item: Item) -> Bool {
    books.withLock { books in
      books.items.append(item)
      books.announced -= 1
      if books.isTold || books.announced > busy && books.items.count < Self.together {
        return false
      }
      books.isTold = true
      return true
    }
  }

  /// One that was announced will wait for something else, and is put by `put` then. True when the owner
  /// is to be told of what is there.
  func withdraw() -> Bool {
    books.withLock { books in
      books.announced -= 1
      if books.isTold || books.items.isEmpty { return false }
      books.isTold = true
      return true
    }
  }

  func takeAll() -> [Item] {
    books.withLock { books in
      books.isTold = false
      defer { books.items = [] }
      return books.items
    }
  }
}
