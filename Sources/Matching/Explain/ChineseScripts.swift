/// Notices a Chinese term that is given in one of the two scripts only.
enum ChineseScripts {
  private static let pairs: [(simplified: Unicode.Scalar, traditional: Unicode.Scalar)] = zip(
    "国台湾约联华乌兰克军战务员会长东门马尔亚罗来网络电话语习导弹发展经济贸议论选举总统间产业进关际韩朝鲜",
    "國臺灣約聯華烏蘭克軍戰務員會長東門馬爾亞羅來網絡電話語習導彈發展經濟貿議論選舉總統間產業進關際韓朝鮮"
  ).compactMap { a, b in
    guard a != b, let x = a.unicodeScalars.first, let y = b.unicodeScalars.first else { return nil }
    return (x, y)
  }

  /// A doubt, unless the watchlist holds the other form too; Japanese terms (kana) say nothing.
  static func missing(_ text: String, _ all: Set<String>) -> TermDoubt? {
    let scalars = text.unicodeScalars
    guard scalars.contains(where: { (0x4E00...0x9FFF).contains($0.value) }),
      !scalars.contains(where: { (0x3040...0x30FF).contains($0.value) })
    else { return nil }
    let traditional = replaced(text) { $0.simplified == $1 ? $0.traditional : nil }
    let simplified = replaced(text) { $0.traditional == $1 ? $0.simplified : nil }
    if traditional != text, !all.contains(traditional) {
      return .simplifiedOnly(text, traditional: traditional)
    }
    if simplified != text, !all.contains(simplified) {
      return .traditionalOnly(text, simplified: simplified)
    }
    return nil
  }

  private static func replaced(
    _ text: String,
    _ replacement: ((simplified: Unicode.Scalar, traditional: Unicode.Scalar), Unicode.Scalar) ->
      Unicode.Scalar?
  ) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(pairs.compactMap { replacement($0, scalar) }.first ?? scalar)
    }
    return String(result)
  }
}
