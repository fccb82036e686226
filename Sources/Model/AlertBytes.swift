/// An alert as bytes that something else holds, from which log lines are made without a string of it
/// being made first. Valid no longer than that memory is.
public struct AlertBytes {
  /// Well-formed UTF-8.
  public typealias Text = UnsafeBufferPointer<UInt8>

  public struct Hit {
    public var term: Text
    public var field: Field
    public var text: Text
    /// Unicode scalar offsets, as in `Model.Hit`.
    public var start: Int
    public var end: Int
    public var excerpt: Text

    public init(term: Text, field: Field, text: Text, start: Int, end: Int, excerpt: Text) {
      self.term = term
      self.field = field
      self.text = text
      self.start = start
      self.end = end
      self.excerpt = excerpt
    }
  }

  public var seq: Int64
  public var time: Timestamp
  public var watchlist: Text
  public var terms: [Text]
  public var feedName: Text
  public var feedURL: Text
  public var id: Text
  public var url: Text
  public var title: Text
  public var published: Timestamp?
  public var language: Text?
  public var authors: [Text]
  public var hits: [Hit]

  public init(
    seq: Int64, time: Timestamp, watchlist: Text, terms: [Text], feedName: Text, feedURL: Text,
    id: Text, url: Text, title: Text, published: Timestamp?, language: Text?, authors: [Text],
    hits: [Hit]
  ) {
    self.seq = seq
    self.time = time
    self.watchlist = watchlist
    self.terms = terms
    self.feedName = feedName
    self.feedURL = feedURL
    self.id = id
    self.url = url
    self.title = title
    self.published = published
    self.language = language
    self.authors = authors
    self.hits = hits
  }
}

extension Alert {
  /// The same as strings.
  public init(_ alert: AlertBytes) {
    func string(_ bytes: AlertBytes.Text) -> String { String(decoding: bytes, as: UTF8.self) }
    self.init(
      seq: alert.seq, time: alert.time, watchlist: string(alert.watchlist),
      terms: alert.terms.map(string), feedName: string(alert.feedName),
      feedURL: string(alert.feedURL), id: string(alert.id), url: string(alert.url),
      title: string(alert.title), published: alert.published,
      language: alert.language.map(string), authors: alert.authors.map(string),
      hits: alert.hits.map { hit in
        ReportedHit(
          hit: Hit(
            term: string(hit.term), field: hit.field, text: string(hit.text), start: hit.start,
            end: hit.end), excerpt: string(hit.excerpt))
      })
  }
}
