import Foundation
import TestSupport

/// Newspapers that publish on and on, whether anybody reads them or not: each entry is of "Otan",
/// each third one of "Tokyo" too.
final class SteadyPress: Sendable {
  let paths: [String]
  private let interval: Duration
  private let window: Int
  private let began = ContinuousClock.now
  private let end = Locked<ContinuousClock.Instant?>(nil)

  /// - Parameters:
  ///   - interval: between two entries of one newspaper.
  ///   - window: how many of the last entries its feed shows.
  init(on server: PressServer, newspapers: Int, interval: Duration, window: Int) {
    paths = (0..<newspapers).map { "/paper-\($0)" }
    self.interval = interval
    self.window = window
    for (number, path) in paths.enumerated() {
      server.on(path) { [weak self] request, visit in
        guard let self else { return visit.answer(503) }
        let count = published
        let tag = "\"\(count)\""
        if request["If-None-Match"] == tag { return visit.answer(304, ["ETag: \(tag)"]) }
        let articles = (max(0, count - window)..<count).reversed()
          .map { SteadyPress.article(number, $0) }
        visit.answer(200, ["ETag: \(tag)", "Content-Type: application/rss+xml"], rss(articles))
      }
    }
  }

  /// Entries that each newspaper has published by now.
  var published: Int {
    let now = end.withLock { $0 } ?? .now
    return Int((now - began) / interval)
  }

  /// No more entries from now on.
  func stop() { end.withLock { $0 = $0 ?? .now } }

  private static func article(_ paper: Int, _ number: Int) -> Article {
    Article("\(paper)-\(number)", "L’Otan \(number)\(number % 3 == 0 ? " à Tokyo" : "")")
  }

  static let watchlists = #"{ "otan": ["Otan"], "tokyo": ["Tokyo"] }"#

  /// `WATCHLIST ID` of every alert that must have been written.
  func expected(_ count: Int) -> Set<String> {
    var result: Set<String> = []
    for paper in paths.indices {
      for number in 0..<count {
        result.insert("otan \(paper)-\(number)")
        if number % 3 == 0 { result.insert("tokyo \(paper)-\(number)") }
      }
    }
    return result
  }
}
