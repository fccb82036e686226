/// Small charts of block characters.
enum Bars {
  private static let levels = Array("▁▂▃▄▅▆▇█")
  private static let eighths = Array(" ▏▎▍▌▋▊▉")

  /// One column for each count, `·` for none.
  static func spark(_ counts: [Int]) -> String {
    let most = max(1, counts.max() ?? 1)
    return String(
      counts.map { count in
        count <= 0 ? "·" : levels[min(levels.count - 1, (count * levels.count - 1) / most)]
      })
  }

  /// A horizontal bar of at most `columns`.
  static func bar(_ count: Int, of most: Int, columns: Int) -> String {
    let parts = count * columns * 8 / max(1, most)
    var bar = String(repeating: "█", count: parts / 8)
    if parts % 8 > 0 { bar.append(eighths[parts % 8]) }
    return bar.isEmpty && count > 0 ? "▏" : bar
  }
}
