/// Rows for people: columns aligned, the widest ones cut first when the terminal is too narrow.
struct TextTable {
  struct Cell {
    var text: String
    var style: Style = .plain
  }

  enum Style: String {
    case plain = ""
    case bold = "\u{1B}[1m"
    case dim = "\u{1B}[2m"
    case red = "\u{1B}[31m"
    case yellow = "\u{1B}[33m"
    case green = "\u{1B}[32m"
  }

  private static let gap = 2
  private static let narrowest = 4

  private let header: [String]
  private var rows: [[Cell]] = []

  init(_ header: [String]) { self.header = header }

  /// `row` has one cell for each column.
  mutating func add(_ row: [Cell]) { rows.append(row) }

  /// Lines with their newlines; `columns` nil: as wide as it gets (not a terminal).
  func text(columns: Int?, color: Bool) -> String {
    let safe = rows.map { $0.map { Cell(text: Terminal.safe($0.text), style: $0.style) } }
    let widths = widths(of: safe, columns: columns)
    var text = line(header.map { Cell(text: $0, style: .bold) }, widths, color: color)
    for row in safe { text += line(row, widths, color: color) }
    return text
  }

  private func line(_ cells: [Cell], _ widths: [Int], color: Bool) -> String {
    var line = ""
    for (index, (cell, width)) in zip(cells, widths).enumerated() {
      let isLast = index == cells.count - 1
      var text = DisplayWidth.cut(cell.text, to: width)
      if !isLast { text = DisplayWidth.pad(text, to: width) }
      line += color && cell.style != .plain ? cell.style.rawValue + text + "\u{1B}[0m" : text
      if !isLast { line += String(repeating: " ", count: TextTable.gap) }
    }
    return line + "\n"
  }

  private func widths(of rows: [[Cell]], columns: Int?) -> [Int] {
    var widths = header.map(DisplayWidth.of)
    for row in rows {
      for (index, cell) in row.enumerated() where index < widths.count {
        widths[index] = max(widths[index], DisplayWidth.of(cell.text))
      }
    }
    guard let columns else { return widths }
    var excess = widths.reduce(0, +) + TextTable.gap * (widths.count - 1) - columns
    while excess > 0 {
      guard let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
        widths[widest] > TextTable.narrowest
      else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }
}
