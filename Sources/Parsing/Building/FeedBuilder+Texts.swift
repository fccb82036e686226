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
    guard let start = text.baseAddress else { return }
    var i = 0
    while i < text.count, here.pointee.capture != 0 {
      let end = find(UInt8(ascii: "&"), in: start + i, text.count - i).map { i + $0 } ?? text.count
      if end > i { addText(start + i, end - i) }
      i = end
      guard let reference = XMLReference.character(in: text, at: end) else { continue }
      i = reference.end
      add(scalar: Unicode.Scalar(reference.scalar) ?? "\u{FFFD}")
    }
  }

  private func add(scalar: Unicode.Scalar) {
    guard let encoded = UTF8.encode(scalar) else { return }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { bytes in
      var count = 0
      for byte in encoded {
        bytes[count] = byte
        count += 1
      }
      if let start = bytes.baseAddress { addText(start, count) }
    }
  }
}
