import Model
import PlainText

/// A person with parts of their own (Atom), while they are read.
struct PersonDraft {
  var name: String?
  var address: String?
}

/// The name in what feeds write for a person.
enum PersonName {
  /// `Ana Ruiz` of `ana@example.org (Ana Ruiz)` (RSS 2.0), `Ana Ruiz (ana@example.org)` or
  /// `Ana Ruiz <ana@example.org>`; the text itself when it is nothing of the kind.
  static func of(
    _ text: UnsafeBufferPointer<UInt8>, _ string: (UnsafeBufferPointer<UInt8>) -> String
  ) -> String? {
    let text = text.trimmed
    guard !text.isEmpty else { return nil }
    if text.contains(0x40) {
      for (open, close) in [(UInt8(ascii: "("), UInt8(ascii: ")")), (0x3C, 0x3E)] {
        if let name = name(in: text, open, close) {
          return plain(string(name), isPlain: isPlain(name))
        }
      }
    }
    return plain(string(text), isPlain: isPlain(text))
  }

  /// Whether a text is one line of plain text as it stands.
  static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    for byte in text where byte == 0x26 || byte == 0x3C || byte < 0x20 || byte == 0xC2 {
      return false
    }
    return true
  }

  /// One line of plain text; nil for an empty one.
  static func plain(_ text: String, isPlain: Bool) -> String? {
    let line =
      isPlain ? text : PlainText.oneLine(PlainText.field(Markup(text, .untyped)).text)
    return line.isEmpty ? nil : line
  }

  private static func name(
    in text: UnsafeBufferPointer<UInt8>, _ open: UInt8, _ close: UInt8
  ) -> UnsafeBufferPointer<UInt8>? {
    guard let start = text.firstIndex(of: open), let end = text.lastIndex(of: close), start < end
    else { return nil }
    let inner = UnsafeBufferPointer(rebasing: text[(start + 1)..<end]).trimmed
    let outer = UnsafeBufferPointer(rebasing: text[..<start]).trimmed
    let name = inner.contains(0x40) ? outer : inner
    guard !name.isEmpty, inner.contains(0x40) != outer.contains(0x40) else { return nil }
    return name.unquoted
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  /// Without one pair of double quotes around it.
  fileprivate var unquoted: UnsafeBufferPointer<UInt8> {
    guard count > 1, first == 0x22, last == 0x22 else { return self }
    return UnsafeBufferPointer(rebasing: self[1..<(count - 1)])
  }
}
