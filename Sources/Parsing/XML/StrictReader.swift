import CLibxml2

/// A well-formed document through libxml2's SAX2 push parser.
///
/// libxml2 sees UTF-8 only and never a document type with declarations of its own; external
/// entities are refused, and nothing of a document is stored in it.
final class StrictReader {
  enum Outcome {
    /// Read to its end.
    case read
    /// The document is not well-formed, or holds what libxml2 should not see.
    case illFormed
    /// `FeedBuilder.failure` says why.
    case stopped
  }

  /// Bytes given to libxml2 at once.
  private static let piece = 16384
  /// Bytes without a single event, beyond which a tag is not given to libxml2 to its end: the cost
  /// of a tag is the square of its attributes there (2 MB of attributes: 8.6 s).
  private static let silence = 65536

  private let builder: FeedBuilder
  private var cache = NameCache()
  private var list: [Attribute] = []
  private var events = 0
  private var isIllFormed = false

  private init(_ builder: FeedBuilder) {
    self.builder = builder
    list.reserveCapacity(32)
  }

  static func read(_ bytes: UnsafeBufferPointer<UInt8>, into builder: FeedBuilder) -> Outcome {
    StrictReader(builder).read(bytes)
  }

  private func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Outcome {
    g_xml_prepare()
    var handler = Self.handler()
    let user = Unmanaged.passUnretained(self).toOpaque()
    guard let start = bytes.baseAddress,
      let context = xmlCreatePushParserCtxt(&handler, user, nil, 0, nil)
    else { return .illFormed }
    defer { xmlFreeParserCtxt(context) }
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    xmlCtxtUseOptions(context, Int32(bitPattern: options))
    xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
    var offset = 0
    var eventful = 0
    var seen = events
    while offset < bytes.count {
      let count = min(Self.piece, bytes.count - offset)
      let status = start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
        xmlParseChunk(context, $0 + offset, Int32(count), 0)
      }
      offset += count
      if builder.hasFailed { return .stopped }
      if isIllFormed || (status != 0 && context.pointee.wellFormed == 0) { return .illFormed }
      if events != seen {
        seen = events
        eventful = offset
      } else if offset - eventful > Self.silence {
        return .illFormed
      }
    }
    xmlParseChunk(context, nil, 0, 1)
    if builder.hasFailed { return .stopped }
    return isIllFormed || context.pointee.wellFormed == 0 ? .illFormed : .read
  }

  private static func handler() -> xmlSAXHandler {
    var sax = xmlSAXHandler()
    sax.initialized = XML_SAX2_MAGIC
    sax.startElementNs = { user, name, prefix, uri, _, _, count, _, attributes in
      reader(user)._withUnsafeGuaranteedRef {
        $0.start(name, prefix, uri, Int(count), attributes)
      }
    }
    sax.endElementNs = { user, _, _, _ in
      reader(user)._withUnsafeGuaranteedRef {
        guard !$0.isStopped else { return }
        $0.builder.end()
      }
    }
    sax.characters = { user, start, count in
      reader(user)._withUnsafeGuaranteedRef {
        $0.events &+= 1
        guard let start, !$0.isStopped else { return }
        $0.builder.text(start, Int(count))
      }
    }
    sax.ignorableWhitespace = sax.characters
    sax.cdataBlock = sax.characters
    // An entity that a document type outside the document might declare.
    sax.reference = { user, _ in reader(user)._withUnsafeGuaranteedRef { $0.isIllFormed = true } }
    sax.serror = { user, error in
      guard let error else { return }
      reader(user)._withUnsafeGuaranteedRef { $0.note(error.pointee) }
    }
    return sax
  }

  private var isStopped: Bool { isIllFormed || builder.hasFailed }

  private func note(_ error: xmlError) {
    guard error.level.rawValue > XML_ERR_WARNING.rawValue else { return }
    switch error.code {
    case Int32(XML_NS_ERR_UNDEFINED_NAMESPACE.rawValue): builder.warnings.note(.prefix)
    case Int32(XML_NS_ERR_XML_NAMESPACE.rawValue)...Int32(XML_NS_ERR_COLON.rawValue): break
    default: isIllFormed = true
    }
  }

  private func start(
    _ local: UnsafePointer<UInt8>?, _ prefix: UnsafePointer<UInt8>?,
    _ uri: UnsafePointer<UInt8>?, _ count: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    events &+= 1
    guard let local, !isStopped else { return }
    let element = cache.element(local, prefix: prefix, uri: uri)
    let name = RawName(local: local, namespace: uri)
    guard count > 0, let attributes else {
      return builder.start(element, name, Attributes(list: .init(start: nil, count: 0)))
    }
    list.removeAll(keepingCapacity: true)
    for i in 0..<count {
      let five = attributes + i * 5
      guard let name = five[0], let from = five[3], let to = five[4] else { continue }
      list.append(
        Attribute(
          prefix: five[1].map(Self.view) ?? .none, name: Self.view(name),
          value: UnsafeBufferPointer(start: from, count: to - from)))
    }
    list.withUnsafeBufferPointer { builder.start(element, name, Attributes(list: $0)) }
  }

  private static func view(_ name: UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    RawName(local: name).bytes
  }
}

/// libxml2 gives back what `xmlCreatePushParserCtxt` was given.
private func reader(_ user: UnsafeMutableRawPointer?) -> Unmanaged<StrictReader> {
  guard let user else { preconditionFailure("libxml2 lost the reader") }
  return Unmanaged.fromOpaque(user)
}
