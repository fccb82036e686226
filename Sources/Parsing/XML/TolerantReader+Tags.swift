/// Tags, however they are written.
extension TolerantReader {
  private struct RawAttribute {
    var name: Range<Int>
    /// In the document, or, decoded, in `values`.
    var value: Range<Int>
    var isDecoded: Bool
  }

  mutating func readStartTag() {
    let tagStart = place
    let name = readName(from: place + 1)
    place = name.upperBound
    values.clear()
    var attributes: [RawAttribute] = []
    var isEmpty = false
    var outer: (count: Int, generation: Int)?
    reading: while true {
      while place < bytes.count, bytes[place].isBlank { place += 1 }
      guard place < bytes.count else { return cut() }
      guard place - tagStart <= builder.limits.tag else {
        return builder.fail(.limit(.tag, most: builder.limits.tag))
      }
      switch bytes[place] {
      case 0x3E:
        place += 1
        break reading
      case 0x3C:
        builder.warnings.note(.attribute)
        break reading
      case 0x2F:
        place += 1
        isEmpty = place < bytes.count && bytes[place] == 0x3E
      default:
        guard let attribute = readAttribute() else { continue }
        if bindsNamespace(attribute, &outer) { continue }
        attributes.append(attribute)
        guard attributes.count <= builder.limits.attributes else {
          return builder.fail(.limit(.attributes, most: builder.limits.attributes))
        }
      }
    }
    open(name, attributes, isEmpty: isEmpty, outer: outer)
  }

  private func readName(from start: Int) -> Range<Int> {
    var end = start
    while end < bytes.count {
      switch bytes[end] {
      case 0x20, 0x09...0x0D, 0x2F, 0x3E, 0x3C, 0x3D, 0x22, 0x27: return start..<end
      default: end += 1
      }
    }
    return start..<end
  }

  /// One attribute, with or without quotes or value; nil when there is no name here.
  private mutating func readAttribute() -> RawAttribute? {
    let name = readName(from: place)
    guard !name.isEmpty else {
      builder.warnings.note(.attribute)
      place += 1
      return nil
    }
    place = name.upperBound
    while place < bytes.count, bytes[place].isBlank { place += 1 }
    guard place < bytes.count, bytes[place] == 0x3D else {
      builder.warnings.note(.attribute)
      return RawAttribute(name: name, value: place..<place, isDecoded: false)
    }
    place += 1
    while place < bytes.count, bytes[place].isBlank { place += 1 }
    let value = readValue()
    return decode(name, value)
  }

  private mutating func readValue() -> Range<Int> {
    guard place < bytes.count else { return place..<place }
    let quote = bytes[place]
    if quote == 0x22 || quote == 0x27 {
      let start = place + 1
      if let end = closing(quote, from: start) {
        place = end + 1
        return start..<end
      }
      builder.warnings.note(.attribute)
      place = start
    } else {
      builder.warnings.note(.attribute)
    }
    let start = place
    while place < bytes.count, !bytes[place].isBlank, bytes[place] != 0x3E, bytes[place] != 0x3C {
      place += 1
    }
    return start..<place
  }

  /// The quote that ends a value; nil when the next one seems to begin another value.
  private mutating func closing(_ quote: UInt8, from start: Int) -> Int? {
    guard !absent.contains(quote) else { return nil }
    guard let end = find(quote, from: start) else {
      absent.insert(quote)
      return nil
    }
    let value = UnsafeBufferPointer(rebasing: bytes[start..<end])
    guard value.contains(0x3C) else { return end }
    builder.warnings.note(.attribute)
    guard end + 1 < bytes.count else { return end }
    let next = bytes[end + 1]
    return next.isBlank || next == 0x3E || next == 0x2F ? end : nil
  }

  private mutating func decode(_ name: Range<Int>, _ value: Range<Int>) -> RawAttribute {
    guard value.contains(where: { bytes[$0] == 0x26 || bytes[$0] < 0x20 }) else {
      return RawAttribute(name: name, value: value, isDecoded: false)
    }
    let start = values.count
    var i = value.lowerBound
    while i < value.upperBound, !builder.isStopped {
      let byte = bytes[i]
      if byte == 0x26 {
        scratch.clear()
        i = readReference(at: i, before: value.upperBound)
        values.append(scratch.bytes)
        continue
      }
      if byte >= 0x20 {
        values.append(byte)
      } else if byte.isBlank {
        values.append(0x20)
      } else {
        builder.warnings.note(.control)
      }
      i += 1
    }
    return RawAttribute(name: name, value: start..<values.count, isDecoded: true)
  }

  private func bytes(of attribute: RawAttribute) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      rebasing: attribute.isDecoded ? values.bytes[attribute.value] : bytes[attribute.value])
  }

  private mutating func bindsNamespace(
    _ attribute: RawAttribute, _ outer: inout (count: Int, generation: Int)?
  ) -> Bool {
    let name = UnsafeBufferPointer(rebasing: bytes[attribute.name])
    guard name.hasPrefixLike("xmlns"), name.count == 5 || name[5] == 0x3A else { return false }
    guard namespaces.count < 256 else { return true }
    outer = outer ?? (namespaces.count, namespaces.generation)
    namespaces.bind(name.dropFirst(6), to: bytes(of: attribute).trimmed)
    return true
  }

  private mutating func open(
    _ name: Range<Int>, _ attributes: [RawAttribute], isEmpty: Bool,
    outer: (count: Int, generation: Int)?
  ) {
    let raw = UnsafeBufferPointer(rebasing: bytes[name])
    let (element, isDeclared) = namespaces.element(raw)
    if !isDeclared { builder.warnings.note(.prefix) }
    closeWhatIsImplied(by: element, raw)
    let (prefix, local) = NamespaceScope.split(raw)
    var list: [Attribute] = []
    for attribute in attributes {
      let (prefix, local) = NamespaceScope.split(
        UnsafeBufferPointer(rebasing: bytes[attribute.name]))
      if list.contains(where: { $0.isNamed(prefix, local) }) {
        builder.warnings.note(.attribute)
      } else {
        list.append(Attribute(prefix: prefix, name: local, value: bytes(of: attribute)))
      }
    }
    stack.append(Open(element: element, name: name, outer: outer))
    hasRoot = true
    guard let start = local.baseAddress else { return }
    list.withUnsafeBufferPointer { attributes in
      let name = RawName(prefix: prefix, local: start, length: local.count, namespace: nil)
      guard builder.context == .outside || element == .channel,
        let uri = namespaces.uri(of: prefix)
      else { return builder.start(element, name, Attributes(list: attributes)) }
      (uri + [0]).withUnsafeBufferPointer {
        var name = name
        name.namespace = $0.baseAddress
        builder.start(element, name, Attributes(list: attributes))
      }
    }
    if isEmpty || isVoid(element, raw) { close() }
  }

  /// HTML's elements without content, where HTML stands in a text without being escaped.
  private func isVoid(_ element: Element, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard element == .unknown || element == .foreign else { return false }
    let names: [StaticString] = [
      "br", "hr", "img", "input", "meta", "wbr", "col", "area", "embed",
    ]
    guard builder.isCapturing || builder.format == nil else { return false }
    return names.contains { name.isLike($0) }
  }

  mutating func close() {
    guard let last = stack.popLast() else { return }
    if let outer = last.outer { namespaces.leave(to: outer) }
    builder.end()
  }

  // MARK: What is not closed

  private mutating func closeWhatIsImplied(by element: Element, _ name: UnsafeBufferPointer<UInt8>)
  {
    if builder.format == nil {
      // Junk before the feed, left open.
      if [.rss, .rdf, .feed, .urlset].contains(element), !stack.isEmpty { closeAll(from: 0) }
      return
    }
    if element == .item || element == .entry {
      if builder.isCapturing, builder.capture.hasChildren,
        builder.capture.element == .content || builder.capture.element == .body
      {
        return
      }
      if let index = stack.lastIndex(where: { $0.element == element }) { closeAll(from: index) }
      return
    }
    guard builder.isCapturing else { return }
    let capture = builder.capture
    if isRepeated(name) { return close() }
    guard ends(capture, element), let index = captureIndex(capture) else { return }
    closeAll(from: index)
  }

  /// `<p>` after `<p>`: HTML closes the first.
  private func isRepeated(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let top = stack.last, builder.capture.hasChildren else { return false }
    let names: [StaticString] = ["p", "li", "td", "tr", "th", "dt", "dd", "option"]
    return UnsafeBufferPointer(rebasing: bytes[top.name]).elementsEqual(name)
      && names.contains { name.isLike($0) }
  }

  private func captureIndex(_ capture: Capture) -> Int? {
    let index = stack.count - 1 - (builder.depth - capture.depth)
    return stack.indices.contains(index) ? index : nil
  }

  /// Whether `element` cannot stand inside the text that is being read: its end tag is missing.
  private func ends(_ capture: Capture, _ element: Element) -> Bool {
    switch element {
    case .unknown, .foreign, .transparent, .name, .email, .address, .body, .summary, .source: false
    case .title, .link: capture.mode == .text || capture.element == .title
    case .content: capture.element != .content
    default:
      capture.element != .body && capture.element != .contentEncoded
        && capture.element != .content
    }
  }

  private mutating func closeAll(from index: Int) {
    while stack.count > index {
      builder.warnings.note(.unclosed)
      close()
    }
  }

  // MARK: End tags

  mutating func readEndTag() {
    let name = readName(from: place + 2)
    place = name.upperBound
    // What follows the name is no part of it; a `<` there begins the next tag.
    while place < bytes.count, bytes[place] != 0x3E, bytes[place] != 0x3C { place += 1 }
    guard place < bytes.count else { return cut() }
    if bytes[place] == 0x3E { place += 1 }
    let raw = UnsafeBufferPointer(rebasing: bytes[name])
    guard let index = stack.lastIndex(where: { isNamed($0, raw) }) else {
      builder.warnings.note(.stray)
      return
    }
    if index < stack.count - 1 { closeAll(from: index + 1) }
    close()
  }

  private func isNamed(_ open: Open, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard open.name.count == name.count else { return false }
    return bytes[open.name].elementsEqual(name) { $0.lower == $1.lower }
  }
}
