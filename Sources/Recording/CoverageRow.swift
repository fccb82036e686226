internal import Model

/// A coverage event as a row of `coverage`.
enum CoverageRow {
  private enum Kind: Int64 { case gap = 1, failing, recovered, gone, silent }

  /// Binds the parameters of `Query.addCoverage`.
  static func bind(_ event: CoverageEvent, seq: Int64, to row: Statement) {
    row.bind(1, seq).bind(2, event.time.milliseconds).bind(3, event.feedName)
      .bind(4, event.feedURL)
    let (kind, since, until, error): (Kind, Timestamp?, Timestamp?, String?) =
      switch event.kind {
      case .gap(let from, let to): (.gap, from, to, nil)
      case .failing(let since, let error): (.failing, since, nil, error)
      case .recovered(let since): (.recovered, since, nil, nil)
      case .gone: (.gone, nil, nil, nil)
      case .silent(let since): (.silent, since, nil, nil)
      }
    row.bind(5, kind.rawValue).bind(6, since?.milliseconds).bind(7, until?.milliseconds)
      .bind(8, error)
  }

  /// Reads a row of `Query.coverage`.
  static func read(_ row: Statement) -> CoverageEvent {
    let since = Timestamp(milliseconds: row.integer(5))
    let kind: CoverageEvent.Kind =
      switch Kind(rawValue: row.integer(4)) {
      case .gap: .gap(from: since, to: Timestamp(milliseconds: row.integer(6)))
      case .failing: .failing(since: since, error: row.text(7))
      case .recovered: .recovered(since: since)
      case .silent: .silent(since: since)
      case .gone, nil: .gone
      }
    return CoverageEvent(
      seq: row.integer(0), time: Timestamp(milliseconds: row.integer(1)), feedName: row.text(2),
      feedURL: row.text(3), kind: kind)
  }
}
