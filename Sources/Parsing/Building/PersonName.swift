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
  static func of(_ text: UnsafeBufferPointer<UInt8>) -> String? {
    let text = text.trimmed
    guard !text.isEmpty else { return nil }
    let whole = String(decoding: text, as: UTF8.self)
    if text.contains(0x40) {
      for (open, close) in [(UInt8(ascii: "("), UInt8(ascii: ")")), (0x3C, 0x3E)] {
        if let name = name(in: text, open, close) { return name }
      }
    }
    return plain(whole)
  }

  /// One line of plain text: names and tags come with references and tags at times.
  static func plain(_ text: String) -> String? {
    let isPlain = !text.utf8.contains { $0 == 0x26 || $0 == 0x3C || $0 < 0x20 || $0 == 0xC2 }
    let line =
      isPlain ? text : PlainText.oneLine(PlainText.field(Markup(text, .untyped)).text)
    return line.isEmpty ? nil : line
  }

  private static func name(
    in text: UnsafeBufferPointer<UInt8>, _ open: UInt8, _ close: UInt8
  ) -> String? {
    guard let start = text.firstIndex(of: open), let end = text.lastIndex(of: close), start < end
    else { return nil }
    let inner = UnsafeBufferPointer(rebasing: text[(start + 1)..<end]).trimmed
    let outer = UnsafeBufferPointer(rebasing: text[..<start]).trimmed
    let name = inner.contains(0x40) ? outer : inner
    guard !name.isEmpty, inner.contains(0x40) != outer.contains(0x40) else { return nil }
    return plain(String(decoding: name.unquoted, as: UTF8.self))
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  /// Without one pair of double quotes around it.
  fileprivate var unquoted: UnsafeBufferPointer<UInt8> {
    guard count > 1, first == 0x22, last == 0x22 else { return self }
    return UnsafeBufferPointer(rebasing: self[1..<(count - 1)])
  }
}
