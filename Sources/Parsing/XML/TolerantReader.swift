import PlainText

/// Any document at all: what is ill-formed is read as people would, and noted. Also the reader of
/// documents with a document type of their own, which libxml2 is not shown.
///
/// Linear in the document; `bytes` is UTF-8.
struct TolerantReader {
  struct Open {
    var element: Element
    var name: Range<Int>
    /// The bindings outside it, when it brought its own.
    var outer: (count: Int, generation: Int)?
  }

  let bytes: UnsafeBufferPointer<UInt8>
  let builder: FeedBuilder
  var place = 0
  var stack: [Open] = []
  var namespaces = NamespaceScope()
  var entities = DeclaredEntities()
  /// Attribute values with references in them, decoded.
  let values = ByteGather()
  /// One reference's text.
  let scratch = ByteGather()
  var hasRoot = false
  private var isCut = false

  /// Quotes and section ends that do not stand after some place any more, so that none is looked
  /// for twice.
  var absent = Set<UInt8>()

  private init(_ bytes: UnsafeBufferPointer<UInt8>, _ builder: FeedBuilder) {
    self.bytes = bytes
    self.builder = builder
  }

  static func read(_ bytes: UnsafeBufferPointer<UInt8>, into builder: FeedBuilder) {
    var reader = TolerantReader(bytes, builder)
    reader.read()
  }

  private mutating func read() {
    while place < bytes.count, !builder.isStopped, !isCut {
      if bytes[place] == 0x3C {
        readMarkup()
      } else {
        let start = place
        place = find(0x3C, from: place) ?? bytes.count
        readText(start..<place)
      }
    }
    guard !builder.isStopped else { return }
    if !stack.isEmpty || isCut { builder.cutOff() }
  }

  func find(_ byte: UInt8, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress else { return nil }
    return Parsing.find(byte, in: base + start, bytes.count - start).map { start + $0 }
  }

  func find(_ text: StaticString, from start: Int) -> Int? {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    var from = start
    while let found = find(wanted[0], from: from) {
      if found + wanted.count <= bytes.count,
        bytes[found..<(found + wanted.count)].elementsEqual(wanted)
      {
        return found
      }
      from = found + 1
    }
    return nil
  }

  func starts(with text: StaticString, at start: Int) -> Bool {
    guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
    return UnsafeBufferPointer(rebasing: bytes[start..<(start + text.utf8CodeUnitCount)])
      .isLike(text)
  }

  // MARK: Markup

  private mutating func readMarkup() {
    guard place + 1 < bytes.count else { return cut() }
    let next = bytes[place + 1]
    switch next {
    case 0x21: readDeclaration()
    case 0x3F: skip(to: "?>", orTo: 0x3E)
    case 0x2F where place + 2 < bytes.count && Self.startsName(bytes[place + 2]): readEndTag()
    case _ where Self.startsName(next): readStartTag()
    default: readStrayBracket()
    }
  }

  static func startsName(_ byte: UInt8) -> Bool {
    byte.isLetter || byte == 0x5F || byte == 0x3A || byte >= 0x80
  }

  mutating func readStrayBracket() {
    builder.warnings.note(.bracket)
    if let start = bytes.baseAddress { builder.text(start + place, 1) }
    place += 1
  }

  private mutating func readDeclaration() {
    if starts(with: "<!--", at: place) {
      place += 4
      return skip(to: "-->", orTo: 0x3E)
    }
    if starts(with: "<![cdata[", at: place) { return readCDATA() }
    if starts(with: "<!doctype", at: place) {
      place = entities.readDocumentType(bytes, from: place, &builder.warnings)
      return
    }
    builder.warnings.note(.bracket)
    skip(to: ">", orTo: 0x3E)
  }

  private mutating func readCDATA() {
    let start = place + 9
    guard let end = find("]]>", from: start) else {
      place = bytes.count
      return cut()
    }
    place = end + 3
    if stack.isEmpty { return }
    emit(start..<end, hasReferences: false)
  }

  /// Past the next `end`; without one, past the next `byte`.
  private mutating func skip(to end: StaticString, orTo byte: UInt8) {
    let key = end.utf8Start[0]
    if !absent.contains(key) {
      if let found = find(end, from: place) {
        place = found + end.utf8CodeUnitCount
        return
      }
      absent.insert(key)
    }
    builder.warnings.note(.bracket)
    place = find(byte, from: place).map { $0 + 1 } ?? bytes.count
  }

  /// The document ends in the middle of something.
  mutating func cut() {
    isCut = true
    place = bytes.count
  }

  // MARK: Text

  private mutating func readText(_ range: Range<Int>) {
    if stack.isEmpty {
      guard range.contains(where: { !bytes[$0].isBlank && bytes[$0] != 0 }) else { return }
      builder.warnings.note(hasRoot ? .junkAfter : .junkBefore)
      return
    }
    emit(range, hasReferences: true)
  }

  /// Gives text to the builder in runs, between which stand references, controls and line ends.
  private mutating func emit(_ range: Range<Int>, hasReferences: Bool) {
    guard let base = bytes.baseAddress else { return }
    var run = range.lowerBound
    var i = run
    while i < range.upperBound {
      i = Self.special(bytes, from: i, to: range.upperBound)
      guard i < range.upperBound else { break }
      let byte = bytes[i]
      var next = i + 1
      scratch.clear()
      switch byte {
      case 0x09, 0x0A:
        i += 1
        continue
      case 0x0D: if next == range.upperBound || bytes[next] != 0x0A { scratch.append(0x0A) }
      case 0x26 where hasReferences: next = readReference(at: i, before: range.upperBound)
      case 0x26:
        i += 1
        continue
      case 0x5D:
        guard hasReferences, starts(with: "]]>", at: i) else {
          i += 1
          continue
        }
        next = min(i + 3, range.upperBound)
        builder.warnings.note(.bracket)
      default: builder.warnings.note(.control)
      }
      if i > run { builder.lasting(base + run, i - run) }
      if let start = scratch.bytes.baseAddress, !scratch.bytes.isEmpty {
        builder.text(start, scratch.count)
      }
      i = next
      run = next
      if builder.isStopped { return }
    }
    if i > run { builder.lasting(base + run, i - run) }
  }

  /// The next byte that is a control, `&` or `]`, eight bytes at a time.
  private static func special(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int {
    let raw = UnsafeRawBufferPointer(bytes)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    var i = start
    while i + 8 <= end {
      let eight = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      let isControl = (eight &- ones &* 0x20) & ~eight
      let ampersand = eight ^ (ones &* 0x26)
      let bracket = eight ^ (ones &* 0x5D)
      let found =
        isControl | ((ampersand &- ones) & ~ampersand) | ((bracket &- ones) & ~bracket)
      if found & tops != 0 { break }
      i += 8
    }
    while i < end, raw[i] >= 0x20, raw[i] != 0x26, raw[i] != 0x5D { i += 1 }
    return i
  }

  /// Puts what the `&` at `start` stands for into `scratch`; returns where the text goes on.
  mutating func readReference(at start: Int, before end: Int) -> Int {
    let reference = XMLReference.read(bytes, at: start, before: end)
    switch reference.kind {
    case .scalar(let scalar): scratch.append(scalar: scalar)
    case .forbidden: builder.warnings.note(.control)
    case .named(let name):
      if let text = entities.text(of: name) {
        scratch.append(text)
        entities.expanded += text.count
        if entities.expanded > DeclaredEntities.mostExpanded {
          builder.fail(.limit(.entities, most: DeclaredEntities.mostExpanded))
        }
      } else if let value = CharacterReferences.value(
        named: String(decoding: name, as: UTF8.self))
      {
        builder.warnings.note(.entity)
        scratch.append(Array(value.text.utf8))
      } else {
        builder.warnings.note(.entity)
        scratch.append(UnsafeBufferPointer(rebasing: bytes[start..<reference.end]))
      }
    case .stray:
      builder.warnings.note(.ampersand)
      scratch.append(0x26)
    }
    return reference.end
  }
}
