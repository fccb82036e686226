/// Tags inside a field, written out again as HTML.
struct MarkupWriter {
  private let names = ByteGather(capacity: 64)
  private var starts: [Int] = []

  private static let voids: [StaticString] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
  ]

  mutating func reset() {
    guard !starts.isEmpty else { return }
    names.clear()
    starts.removeAll(keepingCapacity: true)
  }

  /// Writes a start tag; relative addresses are resolved against `base`.
  mutating func start(
    _ name: UnsafeBufferPointer<UInt8>, _ attributes: Attributes, base: BaseAddress?,
    into out: ByteGather
  ) {
    starts.append(names.count)
    names.append(name)
    out.append(0x3C)
    out.append(name)
    for attribute in attributes.list where !attribute.prefix.isLike("xml") {
      out.append(0x20)
      if !attribute.prefix.isEmpty {
        out.append(attribute.prefix)
        out.append(0x3A)
      }
      out.append(attribute.name)
      out.append("=\"")
      appendValue(attribute, base: base, into: out)
      out.append(0x22)
    }
    out.append(isVoid(name) ? " />" : ">")
  }

  /// Writes the end tag of the last start tag that has none.
  mutating func end(into out: ByteGather) {
    guard let start = starts.popLast() else { return }
    let name = UnsafeBufferPointer(rebasing: names.bytes[start...])
    if !isVoid(name) {
      out.append("</")
      out.append(name)
      out.append(0x3E)
    }
    names.cut(to: start)
  }

  private func appendValue(_ attribute: Attribute, base: BaseAddress?, into out: ByteGather) {
    var value = attribute.value
    var resolved: [UInt8] = []
    if let base, ContentAddresses.isAddress(attribute.name),
      ContentAddresses.isRelative(value.trimmed, 0..<value.trimmed.count)
    {
      resolved = base.resolving(value.trimmed)
    }
    resolved.withUnsafeBufferPointer { address in
      if !address.isEmpty { value = address }
      for byte in value {
        switch byte {
        case 0x26: out.append("&amp;")
        case 0x22: out.append("&quot;")
        case 0x3C: out.append("&lt;")
        default: out.append(byte)
        }
      }
    }
  }

  private func isVoid(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    name.count <= 6 && Self.voids.contains { name.isLike($0) }
  }
}
