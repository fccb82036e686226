/// One pass over a text by recursive descent, at most `JSON.depthLimit` deep.
struct JSONReader<Tree: JSONTree> {
  let bytes: UnsafeBufferPointer<UInt8>
  let dialect: JSON.Dialect
  var tree: Tree
  var offset = 0
  /// Where the last token ended: the place of what is missing after it.
  var lastEnd = 0
  var collects = false
  /// Where the keys on the way to the reader stand; kept when it collects errors.
  private var keys: [Int] = []
  /// How many members the last object had, up to four: objects that stand together are alike.
  private var usualCount = 0
  var errors: [JSONError] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ dialect: JSON.Dialect, _ tree: Tree) {
    self.bytes = bytes
    self.dialect = dialect
    self.tree = tree
  }

  /// The byte at `offset`, or 0 at the end.
  var next: UInt8 {
    @inline(__always) get { offset < bytes.count ? bytes[offset] : 0 }
  }

  mutating func document() throws(JSONError) -> Tree.Node {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    lastEnd = offset
    try skipBlanks()
    if offset == bytes.count { throw error(at: lastEnd, .empty) }
    let node = try value(depth: 0)
    try skipBlanks()
    if offset < bytes.count {
      throw error(at: offset, .afterValue(found(offset)))
    }
    return node
  }

  private mutating func value(depth: Int) throws(JSONError) -> Tree.Node {
    let place = tree.place(at: offset)
    switch next {
    case UInt8(ascii: "\""):
      return tree.string(try string(), place)
    case UInt8(ascii: "{"):
      return tree.object(try members(depth: depth), place)
    case UInt8(ascii: "["):
      return tree.array(try elements(depth: depth), place)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return tree.number(try number(), place)
    default:
      let word = bareWord()
      defer { lastEnd = offset }
      switch word {
      case "true":
        offset += 4
        return tree.bool(true, place)
      case "false":
        offset += 5
        return tree.bool(false, place)
      case "null":
        offset += 4
        return tree.null(place)
      default:
        throw unexpectedValue(word)
      }
    }
  }

  private mutating func elements(depth: Int) throws(JSONError) -> [Tree.Node] {
    let opening = try open(depth)
    var elements: [Tree.Node] = []
    try skipBlanks()
    while next != UInt8(ascii: "]") {
      try checkEnd(before: UInt8(ascii: "]"), opening)
      elements.append(try value(depth: depth + 1))
      guard try separator(before: UInt8(ascii: "]"), opening) else { break }
    }
    offset += 1
    lastEnd = offset
    return elements
  }

  private mutating func members(depth: Int) throws(JSONError) -> [Tree.Member] {
    let opening = try open(depth)
    var members: [Tree.Member] = []
    try skipBlanks()
    if next != UInt8(ascii: "}") { members.reserveCapacity(usualCount) }
    while next != UInt8(ascii: "}") {
      try checkEnd(before: UInt8(ascii: "}"), opening)
      let start = offset
      let place = tree.place(at: start)
      let key = try key()
      try skipBlanks()
      if collects { keys.append(start) }
      try colon(after: key)
      try skipBlanks()
      try checkEnd(before: UInt8(ascii: "}"), opening)
      members.append(tree.member(key, place, try value(depth: depth + 1)))
      guard try separator(before: UInt8(ascii: "}"), opening) else { break }
      if collects { keys.removeLast() }
    }
    if collects, !members.isEmpty { keys.removeLast() }
    usualCount = min(members.count, 4)
    offset += 1
    lastEnd = offset
    return members
  }

  private mutating func open(_ depth: Int) throws(JSONError) -> Int {
    if depth >= JSON.depthLimit {
      throw error(at: offset, .tooDeep(limit: JSON.depthLimit))
    }
    defer {
      offset += 1
      lastEnd = offset
    }
    return offset
  }

  private mutating func key() throws(JSONError) -> String {
    if next == UInt8(ascii: "\"") { return try string() }
    let word = bareWord()
    guard !word.isEmpty else {
      throw error(at: offset, .keyExpected(found(offset)))
    }
    try complain(error(at: offset, .bareKey(word)))
    offset = bareWordEnd()
    lastEnd = offset
    return word
  }

  private mutating func colon(after key: String) throws(JSONError) {
    if next == UInt8(ascii: ":") {
      offset += 1
      lastEnd = offset
      return
    }
    if offset == bytes.count || !beginsValue(next) || onlyWord() {
      throw error(at: lastEnd, .colonExpected(afterKey: printable(key)))
    }
    try complain(error(at: lastEnd, .colonExpected(afterKey: printable(key))))
  }

  /// Whether a further element follows. Leaves `offset` at it, or at the closing bracket.
  private mutating func separator(
    before closing: UInt8, _ opening: Int
  ) throws(JSONError) -> Bool {
    try skipBlanks()
    let byte = next
    if byte == closing { return false }
    if byte == UInt8(ascii: ",") {
      let comma = offset
      offset += 1
      lastEnd = offset
      try skipBlanks()
      if next == closing, !dialect.contains(.trailingCommas) {
        try complain(error(at: comma, .nothingAfterComma))
      }
      if next == UInt8(ascii: ",") {
        throw error(at: offset, .nothingBeforeComma)
      }
      return next != closing
    }
    try checkEnd(before: closing, opening)
    guard beginsValue(byte), !(closing == UInt8(ascii: "}") && byte != UInt8(ascii: "\"")) else {
      throw error(at: offset, .separatorExpected(closing: character(closing), found: found(offset)))
    }
    try complain(error(at: lastEnd, .separatorExpected(closing: character(closing), found: nil)))
    return true
  }

  private func checkEnd(before closing: UInt8, _ opening: Int) throws(JSONError) {
    guard offset >= bytes.count else { return }
    let start = error(at: opening, .empty).place
    throw error(
      at: lastEnd,
      closing == UInt8(ascii: "}")
        ? .endsInsideObject(line: start.line, column: start.column)
        : .endsInsideArray(line: start.line, column: start.column))
  }

  // MARK: Between tokens

  @inline(__always)
  mutating func skipBlanks() throws(JSONError) {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      case UInt8(ascii: "/"): try comment()
      default: return
      }
    }
  }

  private mutating func comment() throws(JSONError) {
    let start = offset
    guard dialect.contains(.comments) else { throw error(at: start, .comment) }
    let second = start + 1 < bytes.count ? bytes[start + 1] : 0
    if second == UInt8(ascii: "/") {
      while offset < bytes.count, next != 0x0A, next != 0x0D { offset += 1 }
      return
    }
    guard second == UInt8(ascii: "*") else {
      throw error(at: start, .commentBegin)
    }
    offset += 2
    while offset + 1 < bytes.count {
      if bytes[offset] == UInt8(ascii: "*"), bytes[offset + 1] == UInt8(ascii: "/") {
        offset += 2
        return
      }
      offset += 1
    }
    offset = bytes.count
    throw error(at: start, .commentWithoutEnd)
  }

  // MARK: Errors

  /// Keeps `error` and goes on, or throws it.
  mutating func complain(_ error: JSONError) throws(JSONError) {
    guard collects, errors.count < 99 else { throw error }
    errors.append(error)
  }

  func error(at offset: Int, _ problem: JSONProblem) -> JSONError {
    var cursor = PlaceCursor(bytes)
    let place = cursor.advance(to: offset)
    return JSONError(place: place, problem: problem, keys: keys.map(key(at:)))
  }

  /// A key that was read before, read again.
  private func key(at offset: Int) -> String {
    var reader = JSONReader(bytes, dialect, tree)
    reader.collects = true
    reader.offset = offset
    // One that could not be read was never gone past.
    return (try? reader.key()) ?? ""
  }
}
