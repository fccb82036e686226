/// A language tag (BCP 47): a primary subtag, then others after hyphens.
enum LanguageTag {
  enum Problem: Hashable {
    /// A language's name, or the code of a country.
    case name(meant: String)
    case underscore(meant: String?)
    case noTag
    case unknown(primary: String)
  }

  /// nil when `text` is a tag; else what is wrong with it.
  static func problem(_ text: String) -> Problem? {
    let lower = text.lowercased()
    if let meant = names[lower] { return .name(meant: meant) }
    if text.contains("_") {
      let better = text.split(separator: "_").joined(separator: "-")
      return .underscore(meant: problem(better) == nil ? better : nil)
    }
    let subtags = lower.split(separator: "-", omittingEmptySubsequences: false)
    let isTag = subtags.allSatisfy { subtag in
      (1...8).contains(subtag.utf8.count)
        && subtag.unicodeScalars.allSatisfy {
          $0.isASCII && $0.properties.isAlphabetic || isDigit($0)
        }
    }
    guard let primary = subtags.first, isTag, (2...3).contains(primary.utf8.count),
      !primary.unicodeScalars.contains(where: isDigit)
    else { return .noTag }
    if let meant = names[String(primary)] { return .name(meant: meant) }
    if primary.utf8.count == 2, !twoLetters.contains(String(primary)) {
      return .unknown(primary: String(primary))
    }
    return nil
  }

  /// `fr-CA` → `fr`
  static func primary(_ tag: String) -> String {
    tag.prefix { $0 != "-" }.lowercased()
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// What is written for a language although its tag is another.
  private static let names = [
    "french": "fr", "français": "fr", "francais": "fr", "fra": "fr", "fre": "fr",
    "english": "en", "anglais": "en", "eng": "en", "german": "de", "deutsch": "de",
    "allemand": "de", "deu": "de", "ger": "de", "spanish": "es", "español": "es",
    "espagnol": "es", "spa": "es", "italian": "it", "italiano": "it", "italien": "it",
    "ita": "it", "portuguese": "pt", "por": "pt", "russian": "ru", "russe": "ru", "rus": "ru",
    "chinese": "zh", "chinois": "zh", "zho": "zh", "chi": "zh", "cn": "zh", "japanese": "ja",
    "japonais": "ja", "jpn": "ja", "jp": "ja", "korean": "ko", "kor": "ko", "kr": "ko",
    "arabic": "ar", "arabe": "ar", "ara": "ar", "ukrainian": "uk", "ukr": "uk", "ua": "uk",
    "persian": "fa", "farsi": "fa", "fas": "fa", "per": "fa", "hebrew": "he", "heb": "he",
    "polish": "pl", "pol": "pl", "dutch": "nl", "nld": "nl", "turkish": "tr", "tur": "tr",
    "greek": "el", "gr": "el", "dk": "da", "cz": "cs", "czech": "cs", "hindi": "hi",
  ]

  /// ISO 639-1, and the three withdrawn codes that feeds still carry.
  private static let twoLetters = Set(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy \
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu \
    hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb \
    lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om \
    or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv \
    sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu iw \
    in ji
    """.split(separator: " ").map(String.init))
}
