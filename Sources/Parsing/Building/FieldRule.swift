import Model

/// Which element wins for a field: the highest rank, and of equal ones the first.
struct FieldRule {
  enum Target { case title, summary, content }

  var target: Target
  var rank: UInt8
  var kind: Markup.Kind

  /// The rule for a text of an entry or of a feed; nil for an element that is none.
  static func of(_ element: Element) -> FieldRule? {
    switch element {
    case .title: FieldRule(target: .title, rank: 60, kind: .untyped)
    case .otherTitle: FieldRule(target: .title, rank: 30, kind: .untyped)
    case .description, .summary: FieldRule(target: .summary, rank: 60, kind: .untyped)
    case .subtitle: FieldRule(target: .summary, rank: 55, kind: .untyped)
    case .itunesSummary: FieldRule(target: .summary, rank: 40, kind: .untyped)
    case .otherDescription: FieldRule(target: .summary, rank: 35, kind: .untyped)
    case .abstract: FieldRule(target: .summary, rank: 30, kind: .untyped)
    case .mediaDescription: FieldRule(target: .summary, rank: 20, kind: .untyped)
    case .itunesSubtitle: FieldRule(target: .summary, rank: 10, kind: .untyped)
    case .contentEncoded: FieldRule(target: .content, rank: 60, kind: .html)
    case .content: FieldRule(target: .content, rank: 60, kind: .untyped)
    case .body: FieldRule(target: .content, rank: 50, kind: .html)
    default: nil
    }
  }
}

/// Which date of an entry an element gives, and how well.
struct DateRule {
  /// 0: not this date.
  var published: UInt8
  var updated: UInt8

  static func of(_ element: Element) -> DateRule? {
    switch element {
    case .pubDate, .published, .newsDate: DateRule(published: 60, updated: 0)
    case .issued: DateRule(published: 50, updated: 0)
    case .dcDate: DateRule(published: 40, updated: 20)
    case .created: DateRule(published: 30, updated: 0)
    case .updated, .modified: DateRule(published: 0, updated: 60)
    case .lastModified: DateRule(published: 0, updated: 50)
    default: nil
    }
  }
}
