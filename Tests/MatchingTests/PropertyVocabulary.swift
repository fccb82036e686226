/// Real words of a language, and the small parts with which the press surrounds and bends them.
struct PropertyVocabulary: Sendable {
  var language: String?
  var words: [String]
  var phrases: [String]
  var fillers: [String]
  /// Endings to put on words, right ones and wrong ones.
  var endings: [String]
  var before: [String]

  static let all: [PropertyVocabulary] =
    latin + [
      PropertyVocabulary(
        language: "ru",
        words: [
          "Грузия", "Япония", "беспилотник", "Китай", "Украина", "Москва", "удар", "санкция",
          "выборы", "Ереван", "Казахстан", "переговоры", "НАТО", "США", "ООН", "кибератака",
          "министр", "флот", "Сирия", "Израиль",
        ],
        phrases: ["Черное море", "Северный поток", "Совет Безопасности", "ядерное оружие"],
        fillers: ["в", "на", "и", "с", "против", "вчера", "заявил", "новый", "после", "для"],
        endings: cyrillicEndings, before: ["", "", "", "про-", "«", "не", "анти"]),
      PropertyVocabulary(
        language: "uk",
        words: [
          "Львів", "Україна", "Київ", "Слов'янськ", "санкція", "дрон", "вибори", "Польща", "Європа",
          "міністр", "безпека", "зброя", "Ізраїль", "край",
        ],
        phrases: ["Чорне море", "Європейський Союз", "ядерна зброя"],
        fillers: ["в", "на", "і", "з", "проти", "вчора", "заявив", "після", "для"],
        endings: cyrillicEndings, before: ["", "", "", "про-", "«", "не"]),
      PropertyVocabulary(
        language: "el",
        words: ["Κύπρος", "Ελλάδα", "Τουρκία", "Αθήνα", "πύραυλος", "ΝΑΤΟ", "εκλογές"],
        phrases: ["Μέση Ανατολή", "Ευρωπαϊκή Ένωση"],
        fillers: ["και", "στην", "της", "με", "για", "από"], endings: ["ς", "υ", "ν", "α", ""],
        before: ["", "", "«", "αντι-"]),
      PropertyVocabulary(
        language: "ar",
        words: [
          "سوريا", "لبنان", "العراق", "الهند", "أزمة", "إيران", "ألمانيا", "سنوار", "هدنة",
          "الناتو",
          "قمة", "دم",
        ],
        phrases: ["اتحاد أوروبي", "مجلس الأمن", "البحر الأحمر"],
        fillers: ["في", "على", "من", "قال", "بعد", "هذا", "رئيس"],
        endings: ["", "", "", "ي", "ون", "ين", "ها", "\u{64B}", "\u{640}"],
        before: ["", "", "و", "ف", "ب", "ك", "ل", "ال", "وال", "بال", "لل", "فلل", "ول", "س", "«"]),
      PropertyVocabulary(
        language: "he",
        words: ["לבנון", "ישראל", "ירושלים", "חמאס", "צה״ל", "ממשלה", "איראן", "או״ם", "עזה"],
        phrases: ["בית המשפט", "מועצת הביטחון"], fillers: ["של", "על", "אמר", "עם", "גם", "אחרי"],
        endings: ["", "", "", "י", "ים", "ית", "\u{5B8}"],
        before: ["", "", "ב", "ל", "ה", "ו", "מ", "ש", "כ", "וב", "שב", "ולכ", "ושבה", "ת", "\""]),
      PropertyVocabulary(
        language: "ko", words: ["일본", "러시아", "인도", "미사일", "나토", "대통령", "북한", "한국"],
        phrases: ["핵 실험", "정상 회담"], fillers: ["그리고", "오늘", "발표했다", "협상", "정부"],
        endings: [
          "", "", "은", "는", "이", "을", "의", "에서", "에서는", "으로부터", "와의", "들이", "어", "네시아", "인",
        ],
        before: ["", "", "", "남", "“"]),
      PropertyVocabulary(
        language: "fa", words: ["ایران", "روسیه", "تحریم", "موشک", "کتاب"],
        phrases: ["شورای امنیت"], fillers: ["در", "از", "با", "گفت"],
        endings: ["", "", "ها", "\u{200C}ها", "های", "\u{200C}هایی", "ی"],
        before: ["", "", "و", "ب", "ال"]),
      PropertyVocabulary(
        language: "ja", words: ["ドローン", "ロシア", "コンピューター", "サイバーセキュリティ", "ミサイル", "IAEA"],
        phrases: ["サイバー・セキュリティ"], fillers: ["の", "は", "NATO", "ｱｼﾞｱ", "2030年"],
        endings: ["", "", "ー", "の", "ズ", "が"], before: ["", "", "", "ベ", "「", "新"]),
      PropertyVocabulary(
        language: "hi", words: ["भारत", "चीन", "नाटो", "सरकार"], phrases: ["प्रधान मंत्री"],
        fillers: ["के", "में", "और", "ने"], endings: ["", "", "ी", "ों"], before: ["", "", "“"]),
    ]

  /// Terms of one to four capitals, signs and digits, for any language.
  static let short = [
    "OMS", "WHO", "UN", "IT", "US", "CAR", "ETA", "ONU", "OTAN", "Otan", "otan", "ONG", "NGO", "MP",
    "5G", "G7", "G20", "F-35", "F16", "Covid-19", "CO2", "AT&T", "R&D", "M&A", "C++", "C#",
    "Canal+",
    "O.N.U.", "EE.UU.", "U.S.", "#OTAN", "@Elysee", "#SommetOtan", "EU", "IA", "Un", "un", "CIA",
  ]

  private static let cyrillicEndings = [
    "", "", "а", "я", "ы", "и", "у", "ю", "ой", "ом", "ем", "ам", "ами", "ов", "ого", "ому", "ым",
    "ых", "ии", "ию", "ией", "ью", "і", "ї", "ові", "єю", "ський", "ский", "ка", "нец",
  ]
}
