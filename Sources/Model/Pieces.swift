/// Room that is filled piece by piece.
struct Pieces {
  private var room: UnsafeMutableRawBufferPointer
  private var place = 0

  init(_ room: UnsafeMutableRawBufferPointer) { self.room = room }

  /// What there is no room for is left out.
  @inline(__always)
  mutating func add(_ piece: UnsafeRawBufferPointer) {
    let count = min(piece.count, room.count - place)
    guard count > 0, let target = room.baseAddress, let source = piece.baseAddress else { return }
    (target + place).copyMemory(from: source, byteCount: count)
    place += count
  }

  mutating func add(_ piece: Slice<UnsafeRawBufferPointer>) {
    add(UnsafeRawBufferPointer(rebasing: piece))
  }

  /// Zeros up to the next multiple of eight.
  mutating func fill() {
    while place & 7 != 0, place < room.count {
      room[place] = 0
      place += 1
    }
  }
}
