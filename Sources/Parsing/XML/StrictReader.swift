import CLibxml2
import Glibc
import Locking

/// A well-formed document through libxml2's SAX2 push parser.
///
/// libxml2 sees UTF-8 only, not the inside of CDATA sections, and never a document type with
/// declarations of its own; external entities are refused, and nothing of a document is stored in
/// it. All text is UTF-8: checked by libxml2, but for what `Outline` keeps from it, and for forms
/// that are too long, which it looks for.
final class StrictReader {
  enum Outcome {
    /// Read to its end.
    case read
    /// The document is not well-formed, or holds what libxml2 should not see.
    case illFormed
    /// `FeedBuilder.failure` says why.
    case stopped
  }

  /// Bytes given to libxml2 at once: what is left of a tag after one more piece is not given to it,
  /// since the cost of a tag is the square of its attributes there (2 MB of attributes: 8.6 s).
  private static let piece = 65536
  /// Namespace declarations in force, as libxml2 counts them (two for one), beyond which its search
  /// through them would cost too much.
  private static let mostNamespaces = 512

  /// Different names that libxml2 is given: it finds each by a search that more of them slow down
  /// without end (1,500,000: 42 s).
  private static let mostNames = 8192
  private static let parked = Locked<[StrictReader]>([])

  var builder: Unmanaged<FeedBuilder>
  /// Of `builder`.
  var here: UnsafeMutablePointer<FeedBuilder.Place>
  var gathered: UnsafeMutablePointer<ByteGather.Fields>
  let context: xmlParserCtxtPtr
  var cache = NameCache()
  let leaves = LeafNames()
  let leafAttributes = LeafAttributes()
  var declarations = Declarations()
  var outline: Outline
  private let shown = UnsafeMutablePointer<UInt8>.allocate(capacity: piece)
  private var list: UnsafeMutableBufferPointer<Attribute>
  private var isIllFormed = false

  private init?(_ builder: FeedBuilder) {
    g_xml_prepare()
    var handler = Self.handler()
    guard let context = xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil) else { return nil }
    self.context = context
    outline = Outline(of: .none, names: leaves, attributes: leafAttributes)
    self.builder = .passUnretained(builder)
    here = builder.here
    gathered = builder.gathered
    list = .allocate(capacity: builder.limits.attributes + 1)
    context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit {
    xmlFreeParserCtxt(context)
    list.deallocate()
    shown.deallocate()
  }

  /// `builder` is one that trusts its reader.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, into builder: FeedBuilder) -> Outcome {
    let idle = parked.withLock { $0.popLast() }
    if let idle { idle.reset(builder) }
    guard let reader = idle ?? StrictReader(builder) else { return .illFormed }
    let outcome = reader.read(bytes)
    if outcome == .read, reader.names < mostNames / 2 {
      parked.withLock { if $0.count < 4 { $0.append(reader) } }
    }
    return outcome
  }

  private func reset(_ builder: FeedBuilder) {
    self.builder = .passUnretained(builder)
    here = builder.here
    gathered = builder.gathered
    if list.count != builder.limits.attributes + 1 {
      list.deallocate()
      list = .allocate(capacity: builder.limits.attributes + 1)
    }
    xmlCtxtResetPush(context, nil, 0, nil, nil)
    context.pointee.nsNr = 0
    context.pointee.progressive = 0
  }

  private func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Outcome {
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    xmlCtxtUseOptions(context, Int32(bitPattern: options))
    xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
    outline.begin(bytes)
    declarations.begin()
    gathered.pointee.mayHoldControls = false
    while !outline.isAtEnd {
      let count = outline.write(to: shown, room: Self.piece)
      if outline.mayHoldControls { gathered.pointee.mayHoldControls = true }
      let status = shown.withMemoryRebound(to: CChar.self, capacity: count) {
        xmlParseChunk(context, $0, Int32(count), 0)
      }
      if here.pointee.isStopped { return isIllFormed ? .illFormed : .stopped }
      if status != 0, context.pointee.wellFormed == 0 { return .illFormed }
      if isSlow { return .illFormed }
    }
    xmlParseChunk(context, nil, 0, 1)
    if here.pointee.isStopped { return isIllFormed ? .illFormed : .stopped }
    return context.pointee.wellFormed == 0 || !outline.isComplete ? .illFormed : .read
  }

  /// Whether libxml2 has become slow: it holds too much that it has not read, and would look at it
  /// again with each piece, or too many names.
  private var isSlow: Bool {
    let held = outline.shown - place
    switch context.pointee.instate {
    case XML_PARSER_COMMENT, XML_PARSER_PI:
      return held > builder._withUnsafeGuaranteedRef { $0.limits.text }
    default: return held > Self.piece || names > Self.mostNames
    }
  }

  /// Where libxml2 is among the bytes that it was shown.
  var place: Int {
    guard let input = context.pointee.input else { return 0 }
    return Int(input.pointee.consumed) + (input.pointee.cur - input.pointee.base)
  }

  private var names: Int32 { xmlDictSize(context.pointee.dict) }

  private static func handler() -> xmlSAXHandler {
    var sax = xmlSAXHandler()
    sax.initialized = XML_SAX2_MAGIC
    sax.startElementNs = { user, name, prefix, uri, count, namespaces, several, _, attributes in
      reader(user)._withUnsafeGuaranteedRef {
        if count > 0, let namespaces { $0.declare(namespaces, Int(count)) }
        $0.start(name, prefix, uri, Int(several), attributes)
      }
    }
    sax.endElementNs = { user, _, _, _ in reader(user)._withUnsafeGuaranteedRef { $0.end() } }
    sax.characters = { user, start, count in
      reader(user)._withUnsafeGuaranteedRef { $0.text(start, Int(count)) }
    }
    sax.ignorableWhitespace = sax.characters
    sax.cdataBlock = { user, _, _ in reader(user)._withUnsafeGuaranteedRef { $0.section() } }
    // An entity that a document type outside the document might declare.
    sax.reference = { user, _ in reader(user)._withUnsafeGuaranteedRef { $0.giveUp() } }
    sax.internalSubset = { user, _, _, _ in
      reader(user)._withUnsafeGuaranteedRef { $0.documentType() }
    }
    sax.serror = { user, error in
      guard let error else { return }
      reader(user)._withUnsafeGuaranteedRef { $0.note(error.pointee) }
    }
    return sax
  }

  func giveUp() {
    isIllFormed = true
    builder._withUnsafeGuaranteedRef { $0.stop() }
  }

  /// A document type: with declarations it is not for libxml2.
  private func documentType() {
    guard let input = context.pointee.input, input.pointee.cur[0] == 0x5B else { return }
    giveUp()
    xmlStopParser(context)
  }

  private func note(_ error: xmlError) {
    guard error.level.rawValue > XML_ERR_WARNING.rawValue else { return }
    switch error.code {
    case Int32(XML_NS_ERR_UNDEFINED_NAMESPACE.rawValue):
      builder._withUnsafeGuaranteedRef { $0.warnings.note(.prefix) }
    case Int32(XML_NS_ERR_XML_NAMESPACE.rawValue)...Int32(XML_NS_ERR_COLON.rawValue): break
    default: giveUp()
    }
  }

  @inline(__always)
  private func start(
    _ local: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?,
    _ uri: UnsafePointer<UInt8>?, _ count: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    guard let local, !here.pointee.isStopped else { return }
    let element = cache.element(local, prefix: prefix, uri: uri)
    let name = RawName(local: local, namespace: uri)
    var known = 0
    if count > 0, let attributes {
      // One more than is allowed: the builder will say so.
      for i in 0..<min(count, list.count) {
        let five = attributes + i * 5
        guard let name = five[0], let from = five[3], let to = five[4] else { continue }
        list[known] = Attribute(
          prefix: five[1].map(Self.view) ?? .none, name: Self.view(name),
          value: UnsafeBufferPointer(start: from, count: to - from))
        known += 1
      }
    }
    let kept = UnsafeBufferPointer(start: list.baseAddress, count: known)
    builder._withUnsafeGuaranteedRef { $0.start(element, name, Attributes(list: kept)) }
  }

  private func declare(_ pairs: UnsafeMutablePointer<UnsafePointer<UInt8>?>, _ count: Int) {
    guard !here.pointee.isStopped else { return }
    if context.pointee.nsNr > Self.mostNamespaces { return giveUp() }
    declarations.declare(pairs, count, depth: here.pointee.depth + 1)
  }

  @inline(__always)
  private func end() {
    guard !here.pointee.isStopped else { return }
    if declarations.depth == here.pointee.depth { declarations.leave() }
    builder._withUnsafeGuaranteedRef { $0.end() }
  }

  private static func view(_ name: UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: name, count: xmlStringLength(name))
  }
}

@inline(__always)
private func xmlStringLength(_ name: UnsafePointer<UInt8>) -> Int {
  var count = 0
  while name[count] != 0 { count += 1 }
  return count
}

/// libxml2 gives back what it was given as `userData`.
@inline(__always)
private func reader(_ user: UnsafeMutableRawPointer?) -> Unmanaged<StrictReader> {
  guard let user else { preconditionFailure("libxml2 lost the reader") }
  return Unmanaged.fromOpaque(user)
}

/// One thread at a time has a reader: the one that took it from those that are parked.
extension StrictReader: @unchecked Sendable {}
