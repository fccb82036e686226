extension OPML {
  /// An OPML 2.0 document. A subscription lies in a folder named by its first tag; all its tags stand
  /// in `category`. One that `category` cannot hold, since it has a comma or a slash in it, is a
  /// folder too, within the first.
  public static func write(title: String, _ subscriptions: [Subscription]) -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <opml version="2.0">
        <head>
          <title>\(escaped(title))</title>
        </head>
        <body>

      """
    text += outlines(subscriptions.map { (folders(of: $0)[...], $0) }, indent: "    ")
    return text + "  </body>\n</opml>\n"
  }

  private static func folders(of subscription: Subscription) -> [String] {
    subscription.tags.prefix(1) + subscription.tags.dropFirst().filter { !isCategory($0) }
  }

  private static func isCategory(_ tag: String) -> Bool { !tag.contains { $0 == "," || $0 == "/" } }

  /// Those in no folder first, then each folder with what lies in it.
  private static func outlines(
    _ feeds: [(folders: ArraySlice<String>, subscription: Subscription)], indent: String
  ) -> String {
    var text = ""
    var names: [String] = []
    var contents: [String: [(folders: ArraySlice<String>, subscription: Subscription)]] = [:]
    for feed in feeds {
      guard let name = feed.folders.first else {
        text += outline(feed.subscription, indent: indent)
        continue
      }
      if contents[name] == nil { names.append(name) }
      contents[name, default: []].append((feed.folders.dropFirst(), feed.subscription))
    }
    for name in names {
      let title = escaped(name)
      text += "\(indent)<outline text=\"\(title)\" title=\"\(title)\">\n"
      text += outlines(contents[name] ?? [], indent: indent + "  ")
      text += "\(indent)</outline>\n"
    }
    return text
  }

  private static func outline(_ subscription: Subscription, indent: String) -> String {
    let title = subscription.title.isEmpty ? subscription.url : subscription.title
    var line = indent + "<outline type=\"rss\" text=\"\(escaped(title))\""
    line += " title=\"\(escaped(title))\" xmlUrl=\"\(escaped(subscription.url))\""
    if let home = subscription.homePageURL { line += " htmlUrl=\"\(escaped(home))\"" }
    let categories = subscription.tags.filter(isCategory)
    if !categories.isEmpty {
      let category = categories.map { "/" + $0 }.joined(separator: ",")
      line += " category=\"\(escaped(category))\""
    }
    return line + "/>\n"
  }

  /// Text for an attribute or element; characters that XML 1.0 cannot hold are left out.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result += "&#\(scalar.value);"
      case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
