/// What an element of a feed means, whatever its dialect calls it.
enum Element: UInt8 {
  case unknown
  // Roots and containers.
  case rss, rdf, feed, urlset, channel, item, entry, sitemapURL, transparent, foreign
  // Texts.
  case title, otherTitle
  case description, otherDescription, mediaDescription, itunesSummary, itunesSubtitle, summary
  case subtitle, abstract
  case content, contentEncoded, body
  // Identity and addresses.
  case link, guid, id, identifier, originalLink, location
  // Dates.
  case pubDate, published, issued, created, dcDate, modified, updated, lastBuildDate, newsDate
  case lastModified
  // People.
  case author, creator, itunesAuthor, managingEditor, name, email, address
  // Lists.
  case category, subject, mediaCategory, itunesCategory, keywords
  case enclosure, mediaContent
  case language, dcLanguage
  // What a feed asks for.
  case ttl, skipHours, skipDays, hour, day, updatePeriod, updateFrequency
  case source

  /// By family and lowercased local name.
  static func named(_ local: String, in family: Family) -> Element {
    if let element = tables[family]?[local] { return element }
    return family == .xhtml || family == .other ? .foreign : .unknown
  }

  private static let core: [String: Element] = [
    "rss": .rss, "rdf": .rdf, "feed": .feed, "urlset": .urlset, "channel": .channel,
    "item": .item, "entry": .entry, "url": .sitemapURL,
    "title": .title, "description": .description, "summary": .summary, "subtitle": .subtitle,
    "tagline": .subtitle, "abstract": .abstract,
    "content": .content, "encoded": .contentEncoded, "fullitem": .contentEncoded, "body": .body,
    "link": .link, "guid": .guid, "id": .id, "loc": .location,
    "pubdate": .pubDate, "published": .published, "issued": .issued, "created": .created,
    "date": .dcDate, "modified": .modified, "updated": .updated, "lastmod": .lastModified,
    "lastbuilddate": .lastBuildDate, "publicationdate": .pubDate,
    "author": .author, "creator": .creator, "managingeditor": .managingEditor, "name": .name,
    "email": .email, "uri": .address, "homepage": .address,
    "category": .category, "subject": .subject, "keywords": .keywords, "enclosure": .enclosure,
    "language": .language, "ttl": .ttl, "skiphours": .skipHours, "skipdays": .skipDays,
    "hour": .hour, "day": .day, "source": .source,
  ]

  private static let tables: [Family: [String: Element]] = [
    .core: core,
    .content: ["encoded": .contentEncoded],
    .dc: [
      "title": .otherTitle, "description": .otherDescription, "abstract": .abstract,
      "identifier": .identifier, "date": .dcDate, "issued": .issued, "created": .created,
      "modified": .modified, "creator": .creator, "author": .creator, "subject": .subject,
      "language": .dcLanguage,
    ],
    .media: [
      "title": .otherTitle, "description": .mediaDescription, "group": .transparent,
      "content": .mediaContent, "category": .mediaCategory, "keywords": .keywords,
    ],
    .itunes: [
      "title": .otherTitle, "summary": .itunesSummary, "description": .itunesSummary,
      "subtitle": .itunesSubtitle, "author": .itunesAuthor, "category": .itunesCategory,
      "keywords": .keywords,
    ],
    .sy: ["updateperiod": .updatePeriod, "updatefrequency": .updateFrequency],
    .rdf: ["rdf": .rdf, "li": .foreign],
    .xhtml: ["body": .body],
    .feedburner: ["origlink": .originalLink],
    .news: [
      "news": .transparent, "title": .otherTitle, "publication_date": .newsDate,
      "keywords": .keywords, "publication": .transparent, "language": .dcLanguage,
    ],
  ]
}
