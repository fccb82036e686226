/// The two scripts of Chinese, of which one text holds one.
enum ChineseScripts {
  /// Characters that are enough to doubt a term which holds them.
  private static let telling: (simplified: Set<Character>, traditional: Set<Character>) = (
    Set("国湾约联华乌兰克军战务员会长东门马尔亚罗来网络电话语习导弹发展经济贸议论选举总统间产业进关际韩朝鲜"),
    Set("國灣約聯華烏蘭軍戰務員會長東門馬爾亞羅來網絡電話語習導彈發經濟貿議論選舉總統間產業進關際韓鮮")
  )

  private static let toTraditional = Dictionary(
    zip(
      ChinesePairs.simplified + ChinesePairs.common, ChinesePairs.traditional + ChinesePairs.fuller),
    uniquingKeysWith: { first, _ in first })
  private static let toSimplified = Dictionary(
    zip(
      ChinesePairs.traditional + ChinesePairs.fuller, ChinesePairs.simplified + ChinesePairs.common),
    uniquingKeysWith: { first, _ in first })
  private static let simplifiedAlone = Set(ChinesePairs.simplified)

  /// The literals of a watchlist, by what they are in simplified characters.
  struct Forms {
    private var texts: [String: Set<String>] = [:]

    init(_ literals: [String]) {
      for text in literals where isChinese(text) {
        texts[changed(text, toSimplified), default: []].insert(text)
      }
    }

    /// Whether `text` stands there in other characters too.
    fileprivate func hasOther(than text: String) -> Bool {
      texts[changed(text, toSimplified)]?.contains { $0 != text } ?? false
    }
  }

  /// A doubt, unless the watchlist holds the other form too. Japanese terms say nothing: those with
  /// kana, and those with characters of both scripts (条約).
  static func missing(_ text: String, _ forms: Forms) -> TermDoubt? {
    guard isChinese(text) else { return nil }
    let isSimplified = text.contains { telling.simplified.contains($0) }
    let isTraditional = text.contains { telling.traditional.contains($0) }
    guard isSimplified || isTraditional, !forms.hasOther(than: text) else { return nil }
    if isSimplified, !text.contains(where: { toSimplified[$0] != nil }) {
      return .simplifiedOnly(text, traditional: changed(text, toTraditional))
    }
    if isTraditional, !text.contains(where: { simplifiedAlone.contains($0) }) {
      return .traditionalOnly(text, simplified: changed(text, toSimplified))
    }
    return nil
  }

  private static func isChinese(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    return scalars.contains { (0x4E00...0x9FFF).contains($0.value) }
      && !scalars.contains { (0x3040...0x30FF).contains($0.value) }
  }

  private static func changed(_ text: String, _ pairs: [Character: Character]) -> String {
    String(text.map { pairs[$0] ?? $0 })
  }
}
