/// SEMANTICS §5, the tables of the languages that inflect by adding and replacing.
enum InflectionTables {
  static let none = FixedList<InflectionRule>([])
  /// Of a text whose language is not known.
  static let unknown = french + english
  static let unknownAcronym = unknown + acronym
  static let englishAcronym = english + acronym
  static let germanBeforeLast = german + germanAdjective

  static let french = FixedList<InflectionRule>(
    [
      InflectionRule("", ["s"], except: ["s", "x", "z"]),
      InflectionRule("al", ["aux"], drop: 2),
      InflectionRule("ail", ["aux"], drop: 3),
      InflectionRule("é", ["e", "es"]),
      InflectionRule("ien", ["ne", "nes"]),
      InflectionRule("éen", ["ne", "nes"]),
      InflectionRule("een", ["ne", "nes"]),
      InflectionRule("on", ["ne", "nes"], letters: 6),
      InflectionRule("if", ["ve", "ves"], drop: 1),
      InflectionRule("eux", ["se", "ses"], drop: 1),
      InflectionRule("teur", ["rice", "rices", "euse", "euses"], drop: 3),
      InflectionRule("ier", ["ère", "ères"], drop: 2),
      InflectionRule("ger", ["ère", "ères"], drop: 2),
    ]
      + InflectionRule.each("eau eu ou", ["x"])
      + InflectionRule.each("ent ant ard and ais ois ain al", ["e", "es"], letters: 5)
      + InflectionRule.each("in an ol cat dat", ["e", "es"], letters: 6)
      + InflectionRule.each("nel iel uel", ["le", "les"])
      + [
        InflectionRule("eur", ["se", "ses"], drop: 1, except: ["teur"]),
        InflectionRule("eur", ["e", "es"], except: ["teur"]),
      ]
      + InflectionRule.each(
        "bu cu du fu gu hu ju ku lu mu nu pu qu ru su tu vu wu xu zu çu", ["e", "es"]))

  static let english = FixedList<InflectionRule>(
    [InflectionRule("", ["s"])]
      + InflectionRule.each("s x z ch sh o", ["es"])
      + InflectionRule.each(
        "by cy dy fy gy hy jy ky ly my ny py qy ry sy ty vy wy xy zy", ["ies"], drop: 1))

  /// An acronym of two letters and more.
  static let acronym = FixedList([InflectionRule("", ["s"], letters: 2)])

  private static let vowels = "a e i o u á é í ó ú"

  static let spanish = FixedList<InflectionRule>(
    InflectionRule.each(vowels, ["s"])
      + [
        InflectionRule(
          "", ["es"], except: vowels.split(separator: " ").map(String.init)),
        InflectionRule("z", ["ces"], drop: 1),
        InflectionRule("o", ["a", "as"], drop: 1),
        InflectionRule("or", ["a", "as"]),
        InflectionRule("és", ["esa", "esas", "eses"], drop: 2),
      ])

  static let portuguese = FixedList<InflectionRule>(
    [
      InflectionRule("", ["s"]),
      InflectionRule("ão", ["ões", "ães", "ãos"], drop: 2),
      InflectionRule("al", ["is"], drop: 1),
      InflectionRule("el", ["is"], drop: 1),
      InflectionRule("ol", ["is"], drop: 1),
      InflectionRule("el", ["éis"], drop: 2),
      InflectionRule("ol", ["óis"], drop: 2),
      InflectionRule("il", ["is", "eis"], drop: 2),
      InflectionRule("m", ["ns"], drop: 1),
      InflectionRule("r", ["es"]),
      InflectionRule("z", ["es"]),
      InflectionRule("o", ["a", "as"], drop: 1),
    ])

  static let italian = FixedList<InflectionRule>(
    [
      InflectionRule("o", ["i", "a", "e"], drop: 1),
      InflectionRule("a", ["e", "i"], drop: 1),
      InflectionRule("e", ["i"], drop: 1),
      InflectionRule("co", ["chi", "ci", "ca", "che"], drop: 2),
      InflectionRule("go", ["ghi", "gi", "ga", "ghe"], drop: 2),
      InflectionRule("ca", ["che"], drop: 2),
      InflectionRule("ga", ["ghe"], drop: 2),
      InflectionRule("io", ["i"], drop: 2),
    ])

  static let german = FixedList<InflectionRule>(
    [
      InflectionRule("", ["s", "es", "n", "en", "e", "in", "innen"])
    ])

  /// Before the last word of a phrase.
  static let germanAdjective = FixedList<InflectionRule>(
    [InflectionRule("e", ["e", "er", "es", "en", "em"], drop: 1)]
      + InflectionRule.each("er es en em", ["e", "er", "es", "en", "em"], drop: 2))

  static let persian = FixedList([InflectionRule("", ["ها", "های", "هایی"])])
}
