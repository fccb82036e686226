internal import Model

extension Document {
  /// An entry of a feed with its plain texts, as what matched is told.
  init(
    _ texts: DocumentBytes, language: String?, authors: [String], tags: [String], source: Source
  ) {
    self.init(
      title: FieldText(texts.title), summary: FieldText(texts.summary),
      content: FieldText(texts.content), language: language, authors: authors, tags: tags,
      source: source)
  }
}

extension FieldText {
  fileprivate init(_ text: DocumentBytes.Text) {
    self.init(String(decoding: text.bytes, as: UTF8.self), cuts: text.cuts)
  }
}
