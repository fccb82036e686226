internal import Locking

/// What other threads have for an actor, which takes all of it at once.
final class Mailbox<Item: Sendable>: Sendable {
  private let items = Locked<[Item]>([])

  /// True when the box was empty: its owner is to be told.
  func put(_ item: Item) -> Bool {
    items.withLock { items in
      items.append(item)
      return items.count == 1
    }
  }

  func takeAll() -> [Item] {
    items.withLock { items in
      defer { items = [] }
      return items
    }
  }
}
