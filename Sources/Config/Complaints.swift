import JSON
import Model

/// The faults and warnings of one reading.
struct Complaints {
  /// The configuration file as its user named it.
  let file: String
  private(set) var faults: [ConfigurationFault] = []
  private(set) var warnings: [ConfigurationFault] = []

  init(file: String) { self.file = file }

  func place(_ place: JSONPlace) -> SourcePlace {
    SourcePlace(file: file, line: place.line, column: place.column)
  }

  mutating func fault(_ path: KeyPath, at place: JSONPlace, _ problem: ConfigurationProblem) {
    let what = Message(problem).after(path.description)
    faults.append(ConfigurationFault(place: self.place(place), what))
  }

  mutating func fault(at place: SourcePlace, _ problem: ConfigurationProblem) {
    faults.append(ConfigurationFault(place: place, problem))
  }

  mutating func fault(_ fault: ConfigurationFault) { faults.append(fault) }

  mutating func warning(_ path: KeyPath, at place: JSONPlace, _ problem: ConfigurationProblem) {
    let what = Message(problem).after(path.description)
    warnings.append(ConfigurationFault(place: self.place(place), what))
  }

  mutating func warnOfSpaces(
    around name: String, _ path: @autoclosure () -> KeyPath, at place: JSONPlace
  ) {
    if isPlain(name.utf8.first), isPlain(name.utf8.last) { return }
    if name.first?.isWhitespace == true || name.last?.isWhitespace == true {
      warning(path(), at: place, .spacesAround(name))
    }
  }

  /// In the order of their places, the configuration file first; at most 1,000 of them.
  func sorted(_ faults: [ConfigurationFault]) -> [ConfigurationFault] {
    let sorted = faults.sorted { a, b in
      (a.place.file == file ? 0 : 1, a.place.file, a.place.line, a.place.column)
        < (b.place.file == file ? 0 : 1, b.place.file, b.place.line, b.place.column)
    }
    guard sorted.count > 1000, let last = sorted.dropFirst(1000).first else { return sorted }
    let more = ConfigurationFault(
      place: last.place, ConfigurationProblem.moreFaults(sorted.count - 1000))
    return sorted.prefix(1000) + [more]
  }
}

/// A letter, digit or sign of ASCII, which no blank begins or ends with.
func isPlain(_ byte: UInt8?) -> Bool { byte.map { $0 > 0x20 && $0 < 0x7F } ?? false }

/// Whether there is nothing in `text` but blanks.
func isBlank(_ text: String) -> Bool {
  !isPlain(text.utf8.first) && text.allSatisfy(\.isWhitespace)
}

/// The way to a value: `feeds[1].every`, `watchlists."mer de Chine".any[0]`. Written out only where
/// there is something to complain of.
enum KeyPath: CustomStringConvertible {
  case root
  /// `feeds[1]`, of which there may be thousands: no memory of its own.
  case feed(Int)
  indirect case member(of: KeyPath, String)
  indirect case element(of: KeyPath, Int)

  func key(_ name: String) -> KeyPath { .member(of: self, name) }
  func index(_ index: Int) -> KeyPath { .element(of: self, index) }

  var description: String {
    switch self {
    case .root: return ""
    case .feed(let index): return "feeds[\(index)]"
    case .element(let path, let index): return "\(path)[\(index)]"
    case .member(let path, let name):
      let before = path.description
      return before.isEmpty ? Self.step(name) : "\(before).\(Self.step(name))"
    }
  }

  private static func step(_ name: String) -> String {
    let isPlain =
      !name.isEmpty
      && name.unicodeScalars.allSatisfy { scalar in
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-", "$": true
        case "\u{80}"...: scalar.properties.isAlphabetic
        default: false
        }
      }
    return isPlain ? name : quoted(name)
  }
}

/// `text` in quotes, on one line, with nothing in it that a terminal would obey; cut when long.
func quoted(_ text: String) -> String {
  let short = text.unicodeScalars.prefix(100)
  var writer = JSONWriter()
  writer.string(String(String.UnicodeScalarView(short)))
  let cut = short.endIndex < text.unicodeScalars.endIndex
  return String(decoding: writer.bytes.dropLast(), as: UTF8.self) + (cut ? "…\"" : "\"")
}
