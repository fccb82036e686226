import Model

/// A text that is being gathered, from a start tag to its end tag. Trivial to copy.
struct Capture {
  enum Mode {
    /// Tags inside count for nothing; their text does.
    case text
    /// Tags inside are text of the field: they are written out again.
    case markup
  }

  var element: Element
  var depth: Int
  var mode: Mode
  var kind: Markup.Kind = .plain
  /// Text is written with `&`, `<` and `>` escaped, because it stands beside tags.
  var isEscaping = false
  var hasChildren = false
  /// The depth of an outer `div` of XHTML, which is not part of the content (RFC 4287 §3.1.1.3).
  var divDepth = 0
  var isBase64 = false
  /// `guid` with `isPermaLink="false"`.
  var isPermalink = true
  /// It has an `xml:lang` of its own.
  var hasLanguage = false
  /// A child of a person that is being gathered: which, from where, how deep.
  var part: (element: Element, start: Int, depth: Int)?

  init(_ element: Element, depth: Int, mode: Mode = .text) {
    self.element = element
    self.depth = depth
    self.mode = mode
  }
}

/// How an element is called in the document: views that live as long as the callback.
struct RawName {
  var prefix: UnsafeBufferPointer<UInt8> = .none
  var local: UnsafePointer<UInt8>
  /// nil: up to a NUL byte.
  var length: Int?
  var namespace: UnsafePointer<UInt8>?

  var bytes: UnsafeBufferPointer<UInt8> {
    if let length { return UnsafeBufferPointer(start: local, count: length) }
    var count = 0
    while local[count] != 0 { count += 1 }
    return UnsafeBufferPointer(start: local, count: count)
  }

  /// Whether its namespace's address holds `text`.
  func namespaceHolds(_ text: String) -> Bool {
    guard let namespace else { return false }
    return String(cString: namespace).contains(text)
  }
}
