import JSON

extension KeyedObject {
  /// A key that is not in `section`, and what was meant, or where it belongs.
  static func unknown(_ name: String, _ section: KeyTable.Section) -> UnknownKey {
    UnknownKey(name: name, section: section, advice: advice(name, section))
  }

  private static func advice(_ name: String, _ section: KeyTable.Section) -> UnknownKey.Advice {
    if secrets.contains(name.lowercased()), section.name != KeyTable.watchlist.name {
      return .secret
    }
    if let meant = synonyms[section.name]?[name.lowercased()] { return .meant(meant) }
    let homes = KeyTable.sections.filter { $0[name] != nil }
    if !homes.isEmpty { return .belongs(in: homes) }
    let names = section.keys.map(\.name) + ["note"]
    if let near = Spelling.nearest(to: name, in: names) { return .meant(near) }
    for home in KeyTable.sections where home.name != section.name {
      if let near = Spelling.nearest(to: name, in: home.keys.map(\.name)) {
        return .meantElsewhere(near, in: home)
      }
    }
    return .known(names)
  }

  private static let secrets: Set<String> = [
    "password", "passwd", "pass", "secret", "token", "bearer", "api_key", "apikey", "key",
    "authorization",
  ]

  /// Words that other programs use, by section.
  private static let synonyms: [String: [String: String]] = [
    "the configuration": [
      "sources": "feeds", "subscriptions": "feeds", "urls": "feeds", "keywords": "watchlists",
      "lists": "watchlists", "topics": "watchlists", "database": "state", "db": "state",
      "ledger": "state", "logs": "alerts", "output": "alerts", "http": "fetch", "polling": "fetch",
    ],
    "a feed": [
      "title": "name", "interval": "every", "frequency": "every", "refresh": "every",
      "href": "url", "address": "url", "feed": "url", "link": "url", "lang": "language",
      "tag": "tags", "categories": "tags", "active": "enabled", "disabled": "enabled",
      "credentials": "auth", "authentication": "auth",
    ],
    "a watchlist": [
      "terms": "any", "keywords": "any", "words": "any", "or": "any", "include": "any",
      "and": "all", "not": "none", "exclude": "none", "excludes": "none", "veto": "none",
      "lang": "languages", "language": "languages", "sources": "feeds", "path": "file",
      "include_file": "file", "minimum": "threshold", "score": "threshold", "in": "fields",
    ],
    "alerts": [
      "dir": "directory", "path": "directory", "folder": "directory", "logs": "directory",
      "type": "format", "journald": "journal", "syslog": "journal",
    ],
    "archive": ["retention": "keep", "days": "keep", "max_size": "max_bytes", "size": "max_bytes"],
    "fetch": [
      "user_agent": "contact", "useragent": "contact", "interval": "every", "email": "contact",
      "max_size": "max_bytes", "parallel": "concurrency", "workers": "concurrency",
      "delay": "host_delay", "cafile": "ca_file", "ca": "ca_file", "min_interval": "min_every",
      "allow_private": "allow_private_addresses",
    ],
    "auth": ["username": "user", "login": "user", "name": "user", "file": "credential"],
    "metrics": ["path": "file", "textfile": "file"],
  ]
}
