/// What a charset's label means, as browsers read it (Encoding Standard §4.2).
enum Charset: Hashable {
  case utf8
  /// ISO-8859-1 and US-ASCII too: pages that say so hold windows-1252 (Encoding Standard).
  case windows1252
  /// By the name that iconv(3) knows.
  case iconv(String)

  /// nil for a label that nobody knows.
  static func labelled(_ label: some Collection<UInt8>) -> Charset? {
    let name = String(
      decoding: label.filter { !$0.isBlank && $0 != 0x22 && $0 != 0x27 }.map(\.lower),
      as: UTF8.self)
    guard !name.isEmpty, name.utf8.count <= 40 else { return nil }
    if let known = table[name] { return known }
    let isPlain = name.utf8.allSatisfy {
      $0.isLetter || $0.isDigit || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E || $0 == 0x3A
    }
    return isPlain && Transcoder.knows(name) ? .iconv(name) : nil
  }

  /// Whether its texts hold 0x00–0x7F as ASCII and nothing else below 0x80 matters.
  var isWide: Bool {
    guard case .iconv(let name) = self else { return false }
    return name.hasPrefix("UTF-16") || name.hasPrefix("UTF-32") || name.hasPrefix("UCS")
  }

  /// Whether characters outside ASCII take two bytes or more.
  var isMultibyte: Bool {
    guard case .iconv(let name) = self else { return false }
    return ["CP932", "GB18030", "BIG5", "UHC", "EUC", "ISO-2022", "JOHAB"].contains {
      name.hasPrefix($0)
    }
  }

  private static func names(_ charset: Charset, _ labels: String) -> [(String, Charset)] {
    labels.split(separator: " ").map { (String($0), charset) }
  }

  private static let table: [String: Charset] = {
    var all: [(String, Charset)] = []
    all += names(.utf8, "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8")
    all += names(
      .windows1252,
      "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1"
        + " latin1 latin-1 us-ascii ascii ansi ansi_x3.4-1968 cp819 ibm819 csisolatin1 iso-ir-100"
        + " iso-8859-1-windows-3.1-latin-1 default")
    all += names(.iconv("UTF-16"), "utf-16 utf16 ucs-2 unicode iso-10646-ucs-2 csunicode")
    all += names(.iconv("UTF-16LE"), "utf-16le unicodefeff")
    all += names(.iconv("UTF-16BE"), "utf-16be unicodefffe")
    all += names(.iconv("UTF-32"), "utf-32 utf32 ucs-4 iso-10646-ucs-4")
    all += names(.iconv("UTF-32LE"), "utf-32le")
    all += names(.iconv("UTF-32BE"), "utf-32be")
    all += names(
      .iconv("CP932"),
      "shift_jis shift-jis sjis x-sjis ms_kanji csshiftjis windows-31j cp932 ms932")
    all += names(.iconv("EUC-JP-MS"), "euc-jp x-euc-jp eucjp ujis cseucpkdfmtjapanese")
    all += names(.iconv("ISO-2022-JP-3"), "iso-2022-jp csiso2022jp")
    all += names(
      .iconv("GB18030"),
      "gb18030 gbk x-gbk cp936 ms936 windows-936 gb2312 gb_2312 gb_2312-80 csgb2312 chinese"
        + " iso-ir-58 euc-cn")
    all += names(.iconv("BIG5-HKSCS"), "big5 big5-hkscs big-5 cn-big5 csbig5 x-x-big5 cp950")
    all += names(
      .iconv("UHC"),
      "euc-kr euckr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean cseuckr windows-949"
        + " cp949 uhc iso-ir-149")
    all += names(.iconv("KOI8-R"), "koi8-r koi8r koi8 koi cskoi8r")
    all += names(.iconv("KOI8-U"), "koi8-u koi8u koi8-ru")
    all += names(.iconv("CP866"), "ibm866 cp866 866 csibm866")
    all += names(.iconv("CP1254"), "iso-8859-9 iso8859-9 iso88599 latin5 l5 windows-1254 x-cp1254")
    all += names(.iconv("CP874"), "windows-874 tis-620 tis620 iso-8859-11 iso8859-11 dos-874")
    all += names(.iconv("ISO-8859-8"), "iso-8859-8 iso-8859-8-i iso-8859-8-e logical visual")
    all += names(.iconv("ISO-8859-7"), "greek greek8 elot_928 ecma-118 sun_eu_greek")
    all += names(.iconv("ISO-8859-2"), "latin2 l2 latin-2")
    all += names(.iconv("ISO-8859-5"), "cyrillic csisolatincyrillic")
    all += names(.iconv("ISO-8859-6"), "arabic asmo-708 ecma-114 iso-8859-6-i iso-8859-6-e")
    all += names(.iconv("ISO-8859-15"), "latin-9 latin9 l9 csisolatin9")
    all += names(.iconv("MACINTOSH"), "macintosh mac x-mac-roman csmacintosh macroman")
    all += names(.iconv("MAC-CYRILLIC"), "x-mac-cyrillic x-mac-ukrainian maccyrillic")
    for number in [2, 3, 4, 5, 6, 7, 10, 13, 14, 15, 16] {
      all += names(
        .iconv("ISO-8859-\(number)"), "iso-8859-\(number) iso8859-\(number) iso_8859-\(number)")
    }
    for number in [1250, 1251, 1253, 1255, 1256, 1257, 1258] {
      all += names(
        .iconv("CP\(number)"), "windows-\(number) cp\(number) x-cp\(number) win-\(number)")
    }
    return Dictionary(all, uniquingKeysWith: { first, _ in first })
  }()
}
