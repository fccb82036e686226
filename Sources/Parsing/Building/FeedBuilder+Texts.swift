/// The text that is being gathered.
extension FeedBuilder {
  func begin(_ next: Capture) {
    gather.clear()
    if next.mode == .markup { markup.reset() }
    capture = next
    here.pointee.capture = next.depth
    here.pointee.isEscaping = next.isEscaping
  }

  /// From here on text is written with its marks escaped.
  func beginEscaping() {
    capture.isEscaping = true
    here.pointee.isEscaping = true
  }

  @inline(__always)
  func text(_ start: UnsafePointer<UInt8>, _ count: Int) {
    guard here.pointee.capture != 0 else { return }
    addText(start, count)
  }

  func addText(_ start: UnsafePointer<UInt8>, _ count: Int) {
    guard gathered.pointee.count + count <= here.pointee.mostText else {
      return fail(.limit(.text, most: limits.text))
    }
    if here.pointee.isEscaping {
      gather.appendEscaped(UnsafeBufferPointer(start: start, count: count))
      if gather.count > limits.text { fail(.limit(.text, most: limits.text)) }
    } else {
      gather.append(start, count)
    }
  }

  /// A text that stays where it is as long as the document is read: most often all of a field, which
  /// need not be gathered then.
  @inline(__always)
  func lasting(_ start: UnsafePointer<UInt8>, _ count: Int) {
    guard here.pointee.capture != 0 else { return }
    if gathered.pointee.count == 0, !here.pointee.isEscaping, count <= here.pointee.mostText {
      gather.borrow(UnsafeBufferPointer(start: start, count: count))
    } else {
      addText(start, count)
    }
  }

  /// Characters and well-formed references to such.
  func referring(_ text: UnsafeBufferPointer<UInt8>) {
    let isLong = gathered.pointee.count + text.count > here.pointee.mostText
    if !isLong, !here.pointee.isEscaping { return gather.append(referring: text) }
    // Piece by piece, so that no more is gathered than is allowed.
    guard let start = text.baseAddress else { return }
    let character = ByteGather(capacity: 4)
    character.fields.pointee.mayHoldControls = false
    var i = 0
    while i < text.count, here.pointee.capture != 0 {
      let end = find(UInt8(ascii: "&"), in: start + i, text.count - i).map { i + $0 } ?? text.count
      if end > i { addText(start + i, end - i) }
      guard let reference = XMLReference.character(in: text, at: end) else { return }
      i = reference.end
      character.clear()
      character.append(scalar: reference.scalar)
      if character.fields.pointee.mayHoldControls { gathered.pointee.mayHoldControls = true }
      if let start = character.bytes.baseAddress { addText(start, character.count) }
    }
  }
}
