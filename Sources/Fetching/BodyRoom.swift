import Locking

/// The memory that bodies on the way may take together, so that it does not grow with how many large
/// ones come at once: from a few hundred KB on, a body needs room for what else comes of it.
///
/// The first of the large ones always has room, so that each comes to its end at last.
final class BodyRoom: Sendable {
  /// What one body holds of the room, until nobody has the answer any more that it came with.
  final class Claim: Sendable {
    private let room: BodyRoom
    private let bytes = Locked(0)

    fileprivate init(_ room: BodyRoom) { self.room = room }

    deinit { room.give(back: bytes.withLock { $0 }, by: ObjectIdentifier(self)) }

    /// Whether there is room for a body of `count` bytes in all. False: it is to wait until
    /// `BodyRoom.whenFree`.
    func grow(to count: Int) -> Bool {
      bytes.withLock { bytes in
        guard room.take(count - bytes, for: ObjectIdentifier(self)) else { return false }
        bytes = count
        return true
      }
    }
  }

  private struct Books {
    var taken = 0
    /// The claim that always has room.
    var first: ObjectIdentifier?
    var isWanted = false
  }

  /// A body up to this size needs none.
  static let small = 1 << 18
  /// All claims together, but for the first.
  private static let most = 8_000_000
  /// From here on there is little left of the memory that a process should take.
  private static let crowd = 2_000_000

  private let books = Locked(Books())
  private let whenFree: @Sendable () -> Void
  private let whenCrowded: @Sendable () -> Void

  /// `whenFree`: called, on any thread, when there is room again for what was refused; `whenCrowded`:
  /// when bodies have come to some megabytes.
  init(whenFree: @escaping @Sendable () -> Void, whenCrowded: @escaping @Sendable () -> Void) {
    self.whenFree = whenFree
    self.whenCrowded = whenCrowded
  }

  func claim() -> Claim { Claim(self) }

  private func take(_ bytes: Int, for claim: ObjectIdentifier) -> Bool {
    let (hasRoom, isCrowded) = books.withLock { books in
      if books.first == nil { books.first = claim }
      guard books.first == claim || books.taken + bytes <= Self.most else {
        books.isWanted = true
        return (false, false)
      }
      let before = books.taken
      books.taken += bytes
      return (true, before < Self.crowd && books.taken >= Self.crowd)
    }
    if isCrowded { whenCrowded() }
    return hasRoom
  }

  private func give(back bytes: Int, by claim: ObjectIdentifier) {
    let isWanted = books.withLock { books in
      books.taken -= bytes
      if books.first == claim { books.first = nil }
      defer { books.isWanted = false }
      return books.isWanted
    }
    if isWanted { whenFree() }
  }
}
