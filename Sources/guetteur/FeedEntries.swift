import Config
import JSON
import Model
import PlainText
import Subscriptions

/// Subscriptions as entries that are ready for `feeds`: what `check` would refuse is mended or left
/// out, and told.
struct FeedEntries {
  private(set) var notes: [FeedEntryNote] = []
  private var entries: [(url: String, name: String, tags: [String])] = []
  private var places: [String: Int] = [:]
  private var names: Set<String> = []

  /// Bytes, less than `check` allows.
  private static let longest = 400

  var count: Int { entries.count }

  init(_ subscriptions: [Subscription]) {
    for subscription in subscriptions { add(subscription) }
  }

  /// One line for each, with a comma at its end.
  var text: String {
    entries.map { entry in
      var writer = JSONWriter()
      writer.object { (writer) in
        writer.member("url", entry.url)
        if !entry.name.isEmpty { writer.member("name", entry.name) }
        if !entry.tags.isEmpty { writer.member("tags", entry.tags) }
      }
      return String(decoding: writer.bytes, as: UTF8.self) + ",\n"
    }.joined()
  }

  private mutating func add(_ subscription: Subscription) {
    let address: FeedAddress
    do throws(FeedAddress.Problem) {
      address = try FeedAddress(foreign: subscription.url)
    } catch {
      notes.append(.leftOut(Message(error)))
      return
    }
    // FreshRSS makes feeds of pages: `HTML+XPath`, `JSON+DotNotation`…
    if subscription.type.contains("+"), !subscription.type.lowercased().hasPrefix("application/") {
      notes.append(.noFeed(address.text, type: subscription.type))
      return
    }
    if address.hadSecret { notes.append(.secretLeftOut(address.text)) }
    let tags = subscription.tags.map(FeedEntries.word).filter { !$0.isEmpty }
    let place = places[address.canonical] ?? entries.count
    if place == entries.count {
      places[address.canonical] = place
      let title = FeedEntries.word(subscription.title)
      entries.append((address.text, title == address.text ? "" : unused(title), []))
    }
    for tag in tags where !entries[place].tags.contains(tag) { entries[place].tags.append(tag) }
  }

  /// `name`, numbered when another feed has it.
  private mutating func unused(_ name: String) -> String {
    guard !name.isEmpty, !names.insert(name).inserted else { return name }
    var number = 2
    while !names.insert("\(name) (\(number))").inserted { number += 1 }
    notes.append(.nameOfTwo(name, now: "\(name) (\(number))"))
    return "\(name) (\(number))"
  }

  /// A name or a tag: one line without `#` before it and what `check` refuses.
  private static func word(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in PlainText.oneLine(text).unicodeScalars {
      if scalar.properties.isBidiControl || scalar.properties.generalCategory == .control {
        continue
      }
      if kept.isEmpty && (scalar == "#" || scalar == " ") { continue }
      if String(kept).utf8.count >= longest { break }
      kept.append(scalar)
    }
    return PlainText.oneLine(String(kept))
  }
}

/// What became of a subscription that could not stand in `feeds` as it was.
enum FeedEntryNote: Hashable, Saying {
  case leftOut(Message)
  case noFeed(String, type: String)
  case secretLeftOut(String)
  case nameOfTwo(String, now: String)

  var english: String {
    switch self {
    case .leftOut(let why): "left out: \(why.english)"
    case .noFeed(let url, let type): "left out: \(url): it is no feed, but a page read as \(type)"
    case .secretLeftOut(let url):
      "\(url): its user name and password were left out: put the password into a file and name that in \"auth\""
    case .nameOfTwo(let name, let now): "two feeds are called \(name): one is now \(now)"
    }
  }

  var french: French {
    switch self {
    case .leftOut(let why): "omis : \(why.french)"
    case .noFeed(let url, let type):
      "omis : \(url) : ce n’est pas un flux, mais une page lue en \(type)"
    case .secretLeftOut(let url):
      "\(url) : son nom d’utilisateur et son mot de passe ont été omis : mettez le mot de passe dans un fichier et nommez-le dans \"auth\""
    case .nameOfTwo(let name, let now):
      "deux flux s’appellent \(name) : l’un est désormais \(now)"
    }
  }
}
