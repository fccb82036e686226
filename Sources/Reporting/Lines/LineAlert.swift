internal import Model

/// A text of which a line is made: a string, or bytes that something else holds.
protocol LineText {
  /// Well-formed UTF-8.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result
}

/// What a line says of a hit.
protocol LineHit {
  associatedtype Text: LineText
  var term: Text { get }
  var field: Field { get }
  var text: Text { get }
  var start: Int { get }
  var end: Int { get }
  var excerpt: Text { get }
}

/// An alert of which a line is made: a value, or bytes that something else holds.
protocol LineAlert {
  associatedtype Hit: LineHit
  typealias Text = Hit.Text
  var seq: Int64 { get }
  var time: Timestamp { get }
  var watchlist: Text { get }
  var terms: [Text] { get }
  var feedName: Text { get }
  var feedURL: Text { get }
  var id: Text { get }
  var url: Text { get }
  var title: Text { get }
  var published: Timestamp? { get }
  var language: Text? { get }
  var authors: [Text] { get }
  var hits: [Hit] { get }
}

extension LineText {
  var isEmpty: Bool { withBytes(\.isEmpty) }
}

extension String: LineText {
  /// Without a copy where it has its bytes (always, for native strings).
  @inline(__always)
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    return Array(utf8).withUnsafeBufferPointer(body)
  }
}

extension UnsafeBufferPointer<UInt8>: LineText {
  @inline(__always)
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result { body(self) }
}

extension ReportedHit: LineHit {
  var term: String { hit.term }
  var field: Field { hit.field }
  var text: String { hit.text }
  var start: Int { hit.start }
  var end: Int { hit.end }
}

extension AlertBytes.Hit: LineHit {}
extension Alert: LineAlert {}
extension AlertBytes: LineAlert {}
