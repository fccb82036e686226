/// The entities that a document declares itself: short literal texts only, at most 64 of at most
/// 256 bytes, without `&` or `<`. Any other declaration is dropped.
struct DeclaredEntities {
  /// Bytes that references to declared entities may add to a document.
  static let mostExpanded = 1_000_000
  private static let most = 64
  private static let longest = 256

  private var texts: [[UInt8]: [UInt8]] = [:]
  /// Bytes added so far.
  var expanded = 0

  func text(of name: some Collection<UInt8>) -> [UInt8]? {
    texts.isEmpty ? nil : texts[Array(name)]
  }

  /// Reads `<!DOCTYPE … [ … ]>` from `start`; returns the place after it.
  mutating func readDocumentType(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ warnings: inout Warnings
  ) -> Int {
    var scan = DeclarationScan(bytes, at: start + 9)
    var isInside = false
    while let byte = scan.current {
      switch byte {
      case 0x22, 0x27: scan.skipQuoted()
      case 0x5B:
        isInside = true
        scan.place += 1
      case 0x5D:
        isInside = false
        scan.place += 1
      case 0x3E where !isInside: return scan.place + 1
      case 0x3C where isInside: readDeclaration(&scan, &warnings)
      case 0x3C: return scan.place
      default: scan.place += 1
      }
    }
    return bytes.count
  }

  private mutating func readDeclaration(
    _ scan: inout DeclarationScan, _ warnings: inout Warnings
  ) {
    if scan.skipComment() { return }
    guard scan.skip("<!entity") else {
      warnings.note(.declaration)
      return scan.skipDeclaration()
    }
    scan.skipBlanks()
    let name = scan.name()
    scan.skipBlanks()
    let value = scan.quoted()
    scan.skipDeclaration()
    guard let value, !name.isEmpty, name.count <= 64, texts.count < Self.most,
      value.count <= Self.longest, !value.contains(0x26), !value.contains(0x3C)
    else { return warnings.note(.declaration) }
    // The first declaration binds (XML 1.0 §4.2).
    if texts[name] == nil { texts[name] = Array(value) }
  }
}

/// A place in a document type declaration.
private struct DeclarationScan {
  let bytes: UnsafeBufferPointer<UInt8>
  var place: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) {
    self.bytes = bytes
    self.place = min(place, bytes.count)
  }

  var current: UInt8? { place < bytes.count ? bytes[place] : nil }

  mutating func skipBlanks() {
    while let byte = current, byte.isBlank { place += 1 }
  }

  mutating func skip(_ text: StaticString) -> Bool {
    let end = place + text.utf8CodeUnitCount
    guard end <= bytes.count, UnsafeBufferPointer(rebasing: bytes[place..<end]).isLike(text) else {
      return false
    }
    place = end
    return true
  }

  mutating func skipComment() -> Bool {
    guard skip("<!--") else { return false }
    while place < bytes.count, !skip("-->") { place += 1 }
    return true
  }

  mutating func name() -> [UInt8] {
    let start = place
    while let byte = current, !byte.isBlank, byte != 0x3E, byte != 0x22, byte != 0x27 { place += 1 }
    return Array(bytes[start..<place])
  }

  /// The text between the quotes that stand here.
  mutating func quoted() -> Slice<UnsafeBufferPointer<UInt8>>? {
    guard let quote = current, quote == 0x22 || quote == 0x27 else { return nil }
    let start = place + 1
    skipQuoted()
    return place > start ? bytes[start..<(place - 1)] : nil
  }

  mutating func skipQuoted() {
    guard let quote = current else { return }
    place += 1
    while let byte = current, byte != quote { place += 1 }
    place = min(place + 1, bytes.count)
  }

  /// Past the `>` that ends a declaration, quoted ones aside.
  mutating func skipDeclaration() {
    while let byte = current {
      if byte == 0x22 || byte == 0x27 {
        skipQuoted()
      } else {
        place += 1
        if byte == 0x3E { return }
      }
    }
  }
}
