/// Reads HTML once, from left to right, and writes its text.
struct HTMLScanner {
  private var writer: BlockWriter
  var reader: HTMLTagReader
  let elements = HTMLElementTable.whole
  var at = 0
  private var preformattedDepth = 0
  /// Inside `<![CDATA[`: some feeds wrap their HTML twice, and browsers show what such a section holds.
  private var isInSection = false
  /// Names whose element was never closed: their tags vanish from then on, and nothing is searched
  /// for twice.
  var neverClosed: Set<UInt64> = []

  private init(_ source: Span<UInt8>, _ memory: TextMemory) {
    writer = BlockWriter(memory, length: source.count)
    reader = HTMLTagReader(source)
  }

  /// Writes the text behind what `memory` holds; returns its cuts.
  static func write(_ source: Span<UInt8>, to memory: TextMemory) -> [Int] {
    var scanner = HTMLScanner(source, memory)
    scanner.run(source)
    return scanner.writer.finished()
  }

  private mutating func run(_ source: Span<UInt8>) {
    while at < source.count {
      switch source[at] {
      case UInt8(ascii: "<"): markup(source)
      case UInt8(ascii: "&"): reference(source)
      case 0: at += 1
      case UInt8(ascii: "]") where isInSection && source.has("]]>", at: at):
        isInSection = false
        at += 3
      case let byte where Self.isSpace(byte):
        if preformattedDepth > 0 {
          preformattedSpace(source)
        } else {
          writer.space()
          at += 1
        }
      default: plain(source)
      }
    }
  }

  // MARK: Text

  private mutating func plain(_ source: Span<UInt8>) {
    let end =
      preformattedDepth > 0 || isInSection
      ? endOfPreformatted(source, from: at + 1) : Self.endOfText(source, from: at + 1)
    writer.text(source.extracting(at..<end))
    at = end
  }

  /// The next `<`, `&` or NUL, or white space that is not one space between two words.
  private static func endOfText(_ source: Span<UInt8>, from start: Int) -> Int {
    var at = start
    while at < source.count {
      at += PlainRun.length(in: source, from: at)
      guard at < source.count else { break }
      let byte = source[at]
      if byte > UInt8(ascii: "<") {
        at &+= 1
      } else if byte == 0x20 {
        guard at &+ 1 < source.count, isWordStart(source[at &+ 1]) else { break }
        at &+= 1
      } else if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") || byte == 0
        || isSpace(byte)
      {
        break
      } else {
        at &+= 1
      }
    }
    return at
  }

  /// The same where white space is kept, or where `]]>` may end a section.
  private func endOfPreformatted(_ source: Span<UInt8>, from start: Int) -> Int {
    var at = start
    while at < source.count {
      let byte = source[at]
      if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") || byte == 0 || byte == 0x5D {
        break
      }
      if Self.isSpace(byte), byte != 0x20 || preformattedDepth == 0 { break }
      at &+= 1
    }
    return at
  }

  @inline(__always)
  private static func isWordStart(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != UInt8(ascii: "<") && byte != UInt8(ascii: "&")
  }

  /// White space as it stands, CR LF and CR being line feeds.
  private mutating func preformattedSpace(_ source: Span<UInt8>) {
    var byte = source[at]
    at += 1
    if byte == 0x0D {
      if at < source.count, source[at] == 0x0A { at += 1 }
      byte = 0x0A
    }
    writePreformattedSpace(byte)
  }

  private mutating func writePreformattedSpace(_ byte: UInt8) {
    // None at the start of the text.
    if writer.isEmpty { return }
    writer.scalar(Unicode.Scalar(byte))
  }

  private mutating func reference(_ source: Span<UInt8>) {
    guard let found = CharacterReferences.reference(in: source, at: at) else {
      writer.text(source.extracting(at..<(at + 1)))
      at += 1
      return
    }
    at += found.length
    if let space = UInt8(exactly: found.value.first.value), Self.isSpace(space) {
      if preformattedDepth > 0 { writePreformattedSpace(space) } else { writer.space() }
    } else {
      writer.scalar(found.value.first)
      if let second = found.value.second { writer.scalar(second) }
    }
  }

  // MARK: Markup

  private mutating func markup(_ source: Span<UInt8>) {
    switch reader.markup(in: source, at: at) {
    case .nothing(let end):
      at = end
    case .sectionStart(let end):
      isInSection = true
      at = end
    case .tag(let name, let isEnd, let isSelfClosing, let end):
      at = end
      if isEnd {
        endTag(elements[name])
      } else {
        startTag(source, name, isSelfClosing: isSelfClosing)
      }
    case .unfinished(let name) where elements[name] != .unknown:
      at = source.count
    case .unfinished, .text:
      writer.text(source.extracting(at..<(at + 1)))
      at += 1
    }
  }

  private mutating func endTag(_ element: HTMLElement) {
    switch element {
    case .preformatted:
      preformattedDepth = max(0, preformattedDepth - 1)
      writer.block()
    case .block, .head: writer.block()
    case .lineBreak: writer.lineFeed()
    case .superscript: writer.cut()
    case .inline, .ruby, .unknown, .dropped, .droppedRaw, .reading: break
    }
  }

  private mutating func startTag(
    _ source: Span<UInt8>, _ name: UInt64, isSelfClosing: Bool
  ) {
    let element = elements[name]
    switch element {
    case .block:
      writer.block()
    case .preformatted:
      writer.block()
      if isSelfClosing { return }
      preformattedDepth += 1
      if source.has("\r\n", at: at) { at += 2 } else if source.has("\n", at: at) { at += 1 }
    case .lineBreak:
      writer.lineFeed()
    case .superscript:
      writer.cut()
    case .droppedRaw, .dropped, .head, .reading:
      // XHTML writes an element without content so; browsers would drop the rest of the text.
      if isSelfClosing || neverClosed.contains(name) { return }
      if element == .head { writer.block() }
      drop(source, element, name)
    case .inline, .ruby, .unknown:
      break
    }
  }
}

extension HTMLScanner {
  /// White space of HTML (§12.1 ASCII whitespace).
  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte <= 0x20 && (byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C)
  }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  @inline(__always)
  static func endsTagName(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
  }

  @inline(__always)
  static func endsAttributeName(_ byte: UInt8) -> Bool {
    endsTagName(byte) || byte == UInt8(ascii: "=")
  }
}
