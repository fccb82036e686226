/// The charset of a document that says none, or UTF-8 and is not, by the language that it names:
/// as browsers go by the language of the page's country.
enum CharsetGuess {
  private static let byLanguage: [(String, [Charset])] = [
    ("ja", [.iconv("EUC-JP-MS"), .iconv("CP932")]),
    ("zh-tw", [.iconv("BIG5-HKSCS"), .iconv("GB18030")]),
    ("zh-hk", [.iconv("BIG5-HKSCS"), .iconv("GB18030")]),
    ("zh", [.iconv("GB18030"), .iconv("BIG5-HKSCS")]),
    ("ko", [.iconv("UHC")]),
    ("ru", [.iconv("CP1251")]), ("uk", [.iconv("CP1251")]), ("bg", [.iconv("CP1251")]),
    ("be", [.iconv("CP1251")]), ("sr", [.iconv("CP1251")]), ("mk", [.iconv("CP1251")]),
    ("el", [.iconv("CP1253")]), ("tr", [.iconv("CP1254")]), ("he", [.iconv("CP1255")]),
    ("ar", [.iconv("CP1256")]), ("fa", [.iconv("CP1256")]), ("vi", [.iconv("CP1258")]),
    ("th", [.iconv("CP874")]),
    ("pl", [.iconv("ISO-8859-2")]), ("cs", [.iconv("CP1250")]), ("sk", [.iconv("CP1250")]),
    ("hu", [.iconv("CP1250")]), ("sl", [.iconv("CP1250")]), ("hr", [.iconv("CP1250")]),
    ("ro", [.iconv("CP1250")]), ("lt", [.iconv("CP1257")]), ("lv", [.iconv("CP1257")]),
    ("et", [.iconv("CP1257")]),
  ]

  static func of(
    _ bytes: UnsafeBufferPointer<UInt8>, _ bounds: Transcoder.Bounds = Transcoder.Bounds()
  ) -> Charset {
    let head = UnsafeBufferPointer(rebasing: bytes.prefix(4096))
    guard let language = language(in: head) else { return .windows1252 }
    for (name, charsets) in byLanguage where language.hasPrefix(name) {
      for charset in charsets where Transcoder.decode(bytes, charset, bounds).faults == 0 {
        return charset
      }
    }
    return .windows1252
  }

  /// What stands after `<language>` or `xml:lang="`.
  private static func language(in head: UnsafeBufferPointer<UInt8>) -> String? {
    for (mark, length) in [("<language>" as StaticString, 10), ("xml:lang=", 10)] {
      guard let start = DocumentText.position(of: mark, in: head, from: 0),
        start + length < head.count
      else { continue }
      let name = head[(start + length)...].drop { $0.isBlank }
        .prefix { $0.isLetter || $0 == 0x2D || $0 == 0x5F }
      return String(decoding: name.map { $0 == 0x5F ? 0x2D : $0.lower }, as: UTF8.self)
    }
    return nil
  }
}
