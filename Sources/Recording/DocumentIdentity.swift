public import Model

/// By what each entry of a document is known and whether it has changed, worked out once and on any
/// thread.
public struct DocumentIdentity: Sendable {
  /// In the order of the document.
  let keys: [EntryIdentity.Keys]
  let fingerprints: [UInt64]

  /// For a feed of which nothing is known: the second of two equal entries is known, all else new.
  public var standingsOfFirstDocument: [EntryStanding] {
    DocumentResolution(ofFirst: self).isRepeat.map { $0 ? .known : .new }
  }

  /// Cost: some 0.3 µs an entry.
  public init(_ entries: [Entry]) {
    keys = EntryIdentity.keys(of: entries)
    fingerprints = entries.map(\.fingerprint)
  }
}
