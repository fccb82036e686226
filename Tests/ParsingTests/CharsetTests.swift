import Testing

@Suite struct `Charsets` {
  typealias C = Claim

  @Test(arguments: declared + sent + marked + wrong) func `are chosen as browsers choose them`(
    claim: Claim
  ) {
    #expect(claim.found == claim.expected)
  }

  /// A feed whose first title is `title`, as bytes in some charset.
  private static func feed(_ title: [UInt8], encoding: String? = nil, channel: String = "")
    -> [UInt8]
  {
    let head = encoding.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>" } ?? ""
    return Array("\(head)<rss><channel>\(channel)<item><title>".utf8) + title
      + Array("</title></item></channel></rss>".utf8)
  }

  private static func declaredAs(_ name: String, _ title: [UInt8], _ text: String) -> Claim {
    C("declared as \(name)", bytes: feed(title, encoding: name), "0.title", text)
  }

  static let declared: [Claim] = [
    declaredAs("utf-8", Array("été".utf8), "été"),
    declaredAs("UTF8", Array("été".utf8), "été"),
    declaredAs("iso-8859-1", [0xE9, 0x74, 0xE9], "été"),
    declaredAs("ISO-8859-1", [0x49, 0x74, 0x92, 0x73], "It’s"),
    declaredAs("us-ascii", [0x93, 0x41, 0x94], "“A”"),
    declaredAs("windows-1252", [0x80, 0x20, 0x9C], "€ œ"),
    declaredAs(
      "windows-1252", [UInt8](repeating: 0x80, count: 259), String(repeating: "€", count: 259)),
    declaredAs(
      "windows-1252", [UInt8](0xA1...0xFF),
      "¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß"
        + "àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ"),
    declaredAs("iso-8859-15", [0xA4, 0xBD], "€œ"),
    declaredAs("iso-8859-2", [0xA3, 0xF3, 0x64, 0xBC], "Łódź"),
    declaredAs("iso-8859-5", [0xBC, 0xD8, 0xE0], "Мир"),
    declaredAs("iso-8859-7", [0xC1, 0xE8, 0xDE, 0xED, 0xE1], "Αθήνα"),
    declaredAs("iso-8859-8-i", [0xF9, 0xEC, 0xE5, 0xED], "שלום"),
    declaredAs("iso-8859-9", [0xDD, 0x73, 0x74], "İst"),
    declaredAs("windows-1250", [0xA3, 0xF3, 0x64, 0x9F], "Łódź"),
    declaredAs("windows-1251", [0xCC, 0xE8, 0xF0], "Мир"),
    declaredAs("windows-1253", [0xC1, 0xE8, 0xDE, 0xED, 0xE1], "Αθήνα"),
    declaredAs("windows-1254", [0xDD, 0x73, 0x74], "İst"),
    declaredAs("windows-1255", [0xF9, 0xEC, 0xE5, 0xED], "שלום"),
    declaredAs("windows-1256", [0xD3, 0xE1, 0xC7, 0xE3], "سلام"),
    declaredAs("windows-1257", [0xD0, 0xE0], "Šą"),
    declaredAs("koi8-r", [0xED, 0xC9, 0xD2], "Мир"),
    declaredAs("koi8-u", [0xED, 0xC9, 0xD2, 0xA6], "Мирі"),
    declaredAs("ibm866", [0x8C, 0xA8, 0xE0], "Мир"),
    declaredAs("macintosh", [0x8E, 0x74, 0x8E], "été"),
    declaredAs("x-mac-cyrillic", [0x8C, 0xE8, 0xF0], "Мир"),
    declaredAs("shift_jis", [0x93, 0xFA, 0x96, 0x7B], "日本"),
    declaredAs("x-sjis", [0x87, 0x40], "①"),
    declaredAs("euc-jp", [0xC6, 0xFC, 0xCB, 0xDC], "日本"),
    declaredAs("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x1B, 0x28, 0x42], "日本"),
    declaredAs("gb2312", [0xD6, 0xD0, 0xB9, 0xFA], "中国"),
    declaredAs("gbk", [0xE9, 0x47], "镚"),
    declaredAs("gb18030", [0x81, 0x30, 0x84, 0x36], "¥"),
    declaredAs("big5", [0xA4, 0xA4, 0xB0, 0xEA], "中國"),
    declaredAs("euc-kr", [0xC7, 0xD1, 0xB1, 0xB9], "한국"),
    declaredAs("ks_c_5601-1987", [0xC7, 0xD1], "한"),
    declaredAs("tis-620", [0xE4, 0xB7, 0xC2], "ไทย"),
    C(
      "declared in single quotes",
      bytes: Array("<?xml version='1.0' encoding='koi8-r'?><rss><channel><title>".utf8)
        + [0xED] + Array("</title></channel></rss>".utf8), "title", "М"),
  ]

  static let sent: [Claim] = [
    C(
      "sent by HTTP", bytes: feed([0xED, 0xC9, 0xD2]), "0.title", "Мир",
      contentType: "text/xml; charset=koi8-r"),
    C(
      "sent by HTTP in quotes", bytes: feed([0xED, 0xC9, 0xD2]), "0.title", "Мир",
      contentType: "text/xml; charset=\"KOI8-R\"; x=y"),
    C(
      "HTTP before the declaration", bytes: feed([0xED, 0xC9, 0xD2], encoding: "windows-1251"),
      "0.title", "Мир", contentType: "text/xml;charset=koi8-r"),
    C(
      "text/xml without a charset is not ASCII", bytes: feed(Array("été".utf8)), "0.title", "été",
      contentType: "text/xml"),
    C(
      "an unknown charset sent, another declared",
      bytes: feed([0xED, 0xC9, 0xD2], encoding: "koi8-r"), "0.title", "Мир",
      contentType: "text/xml; charset=x-none"),
    C(
      "a mark before HTTP", bytes: [0xEF, 0xBB, 0xBF] + feed(Array("été".utf8)), "0.title", "été",
      contentType: "text/xml; charset=koi8-r"),
  ]

  private static func wide(_ text: String, _ unit: Int, isBig: Bool, mark: Bool) -> [UInt8] {
    ((mark ? "\u{FEFF}" : "") + text).unicodeScalars.flatMap { scalar -> [UInt8] in
      let little = (0..<unit).map { UInt8(truncatingIfNeeded: scalar.value >> ($0 * 8)) }
      return isBig ? little.reversed() : little
    }
  }

  private static let plain = "<?xml version=\"1.0\"?>" + C.rss("<title>été 日</title>")

  static let marked: [Claim] = [
    C("UTF-8 with a mark", "\u{FEFF}" + plain, "0.title", "été 日"),
    C("UTF-8 with a mark is no repair", "\u{FEFF}" + plain, "recovered", "false"),
    C("UTF-16LE with a mark", bytes: wide(plain, 2, isBig: false, mark: true), "0.title", "été 日"),
    C("UTF-16BE with a mark", bytes: wide(plain, 2, isBig: true, mark: true), "0.title", "été 日"),
    C("UTF-16LE without", bytes: wide(plain, 2, isBig: false, mark: false), "0.title", "été 日"),
    C("UTF-16BE without", bytes: wide(plain, 2, isBig: true, mark: false), "0.title", "été 日"),
    C("UTF-32LE with a mark", bytes: wide(plain, 4, isBig: false, mark: true), "0.title", "été 日"),
    C("UTF-32BE with a mark", bytes: wide(plain, 4, isBig: true, mark: true), "0.title", "été 日"),
    C("UTF-32BE without", bytes: wide(plain, 4, isBig: true, mark: false), "0.title", "été 日"),
    C(
      "UTF-16 that says UTF-8",
      bytes: wide(
        plain.replacing("1.0\"", with: "1.0\" encoding=\"utf-8\""), 2, isBig: false, mark: true),
      "0.title", "été 日"),
    C(
      "JSON in UTF-16", bytes: wide(C.json("\"title\":\"é\""), 2, isBig: false, mark: true),
      "0.title", "é"),
  ]

  static let wrong: [Claim] = [
    C(
      "UTF-8 declared as ISO-8859-1", bytes: feed(Array("été".utf8), encoding: "iso-8859-1"),
      "0.title", "été"),
    C(
      "UTF-8 declared as ISO-8859-1 is noted",
      bytes: feed(Array("été".utf8), encoding: "iso-8859-1"), "warnings",
      "the declared charset is wrong: it is UTF-8"),
    C(
      "UTF-8 sent as ISO-8859-1", bytes: feed(Array("été".utf8)), "0.title", "été",
      contentType: "text/xml; charset=iso-8859-1"),
    C(
      "UTF-8 declared as windows-1251", bytes: feed(Array("Мир".utf8), encoding: "windows-1251"),
      "0.title", "Мир"),
    C(
      "windows-1252 declared as UTF-8", bytes: feed([0xE9, 0x74, 0xE9], encoding: "utf-8"),
      "0.title", "été"),
    C("windows-1252 without a declaration", bytes: feed([0xE9, 0x74, 0xE9]), "0.title", "été"),
    C(
      "UTF-8 sent, windows-1251 declared and true",
      bytes: feed([0xCC, 0xE8, 0xF0], encoding: "windows-1251"), "0.title", "Мир",
      contentType: "text/xml; charset=utf-8"),
    C(
      "windows-1251 without a declaration, in a Russian feed",
      bytes: feed([0xCC, 0xE8, 0xF0], channel: "<language>ru</language>"), "0.title", "Мир"),
    C(
      "EUC-JP without a declaration, in a Japanese feed",
      bytes: feed([0xC6, 0xFC, 0xCB, 0xDC], channel: "<language>ja</language>"), "0.title", "日本"),
    C(
      "UTF-16 declared, UTF-8 in truth", bytes: feed(Array("été".utf8), encoding: "utf-16"),
      "0.title", "été"),
    C("an unknown charset", bytes: feed(Array("été".utf8), encoding: "x-none"), "0.title", "été"),
    C(
      "an unknown charset is noted", bytes: feed(Array("A".utf8), encoding: "x-none"), "warnings",
      "the declared charset is wrong: x-none is unknown"),
    C(
      "a bad byte in UTF-8", bytes: feed(Array("été à ".utf8) + [0xE9, 0x21]), "0.title",
      "été à \u{FFFD}!"),
    C(
      "bad bytes are noted", bytes: feed(Array("été à ".utf8) + [0xE9, 0x21]), "warnings",
      "bytes that are no text in the document's charset became U+FFFD"),
    C(
      "a cut sequence", bytes: feed(Array("été à ".utf8) + [0xE2, 0x80]), "0.title",
      "été à \u{FFFD}"),
    C(
      "an overlong sequence is bad",
      bytes: feed(Array("été à é".utf8) + [0xC1, 0x81]), "0.title", "été à é\u{FFFD}\u{FFFD}"),
    C(
      "a bad byte in Shift_JIS", bytes: feed([0x93, 0xFA, 0xFF, 0x41], encoding: "shift_jis"),
      "0.title", "日\u{FFFD}A"),
  ]
}
