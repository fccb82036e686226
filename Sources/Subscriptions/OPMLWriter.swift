extension OPML {
  /// An OPML 2.0 document. A subscription lies in a folder named by its first tag; all its tags stand
  /// in `category`.
  public static func write(title: String, _ subscriptions: [Subscription]) -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <opml version="2.0">
        <head>
          <title>\(escaped(title))</title>
        </head>
        <body>

      """
    var folders: [String] = []
    for case let tag? in subscriptions.map(\.tags.first) where !folders.contains(tag) {
      folders.append(tag)
    }
    for subscription in subscriptions where subscription.tags.isEmpty {
      text += outline(subscription, indent: "    ")
    }
    for folder in folders {
      let name = escaped(folder)
      text += "    <outline text=\"\(name)\" title=\"\(name)\">\n"
      for subscription in subscriptions where subscription.tags.first == folder {
        text += outline(subscription, indent: "      ")
      }
      text += "    </outline>\n"
    }
    return text + "  </body>\n</opml>\n"
  }

  private static func outline(_ subscription: Subscription, indent: String) -> String {
    let title = subscription.title.isEmpty ? subscription.url : subscription.title
    var line = indent + "<outline type=\"rss\" text=\"\(escaped(title))\""
    line += " title=\"\(escaped(title))\" xmlUrl=\"\(escaped(subscription.url))\""
    if let home = subscription.homePageURL { line += " htmlUrl=\"\(escaped(home))\"" }
    if !subscription.tags.isEmpty {
      let category = subscription.tags.map { "/" + $0 }.joined(separator: ",")
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
