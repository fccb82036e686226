/// The texts of a document as UTF-8 that something else holds: what the matcher looks through before
/// anything is made of them. Valid no longer than that memory is.
public struct DocumentBytes {
  /// Well-formed UTF-8; `cuts` as in `FieldText`.
  public struct Text {
    public var bytes: UnsafeBufferPointer<UInt8>
    public var cuts: [Int]

    public init(_ bytes: UnsafeBufferPointer<UInt8>, cuts: [Int] = []) {
      self.bytes = bytes
      self.cuts = cuts
    }
  }

  public var title: Text
  public var summary: Text
  public var content: Text

  public init(title: Text, summary: Text, content: Text) {
    self.title = title
    self.summary = summary
    self.content = content
  }

  public subscript(field: Field) -> Text {
    switch field {
    case .title: title
    case .summary: summary
    case .content: content
    }
  }
}

extension Document {
  /// Its texts as bytes, which are good while `body` runs.
  public func withBytes<Result>(_ body: (DocumentBytes) throws -> Result) rethrows -> Result {
    var (title, summary, content) = (title.text, summary.text, content.text)
    return try title.withUTF8 { title in
      try summary.withUTF8 { summary in
        try content.withUTF8 { content in
          try body(
            DocumentBytes(
              title: .init(title, cuts: self.title.cuts),
              summary: .init(summary, cuts: self.summary.cuts),
              content: .init(content, cuts: self.content.cuts)))
        }
      }
    }
  }
}
