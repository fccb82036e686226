/// The zone names that feeds carry, in minutes ahead of UTC.
enum ZoneNames {
  /// By upper-case name. Where a name means several zones, the one of the larger press: IST is
  /// India's, CST and EST are America's, BST is Britain's summer.
  static func offset(_ name: String) -> Int? { table[name] }

  private static let table: [String: Int] = {
    var all: [String: Int] = [
      "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "UCT": 0, "ZULU": 0, "GMZ": 0,
      "NST": -210, "NDT": -150, "IST": 330, "IRST": 210, "IRDT": 270, "AFT": 270, "NPT": 345,
      "MMT": 390, "ACST": 570, "ACDT": 630, "LKT": 330, "ADT": -180,
    ]
    let hours: [(Int, String)] = [
      (-12, "M"), (-11, "L SST"), (-10, "K HST HAST"), (-9, "I AKST HADT"), (-8, "H PST PT AKDT"),
      (-7, "G PDT MST MT"), (-6, "F MDT CST CT"), (-5, "E CDT EST ET COT PET ECT ACT"),
      (-4, "D EDT AST AT VET BOT CLT AMT GYT"), (-3, "C ART BRT CLST UYT PYST GFT BRST2"),
      (-2, "B BRST FNT"), (-1, "A AZOT CVT"),
      (1, "N CET MET MEZ BST WEST IST2 WAT HNEC"),
      (2, "O CEST MEST MESZ EET SAST CAT HAEC"), (3, "P EEST MSK EAT TRT IDT AST2 FET"),
      (4, "Q MSD GST AZT GET SAMT"), (5, "R PKT UZT YEKT TMT"), (6, "S BDT BST2 OMST ALMT NOVT"),
      (7, "T ICT WIB KRAT NOVST"), (8, "U HKT SGT AWST PHT MYT WITA IRKT PHST"),
      (9, "V JST KST WIT YAKT"), (10, "W AEST VLAT CHST"), (11, "X AEDT MAGT NCT"),
      (12, "Y NZST FJT PETT"), (13, "NZDT"),
    ]
    for (hour, names) in hours {
      for name in names.split(separator: " ") { all[String(name)] = hour * 60 }
    }
    return all
  }()
}
