import Model
import Recording

/// An alert to show, and its line where it was read from a log.
struct NumberedAlert {
  var alert: Alert
  /// As it stands in `alerts.jsonl`, without its newline; nil from the ledger.
  var line: [UInt8]?
}

/// Where `tail` reads alerts: the ledger, which is the truth, else its projection `alerts.jsonl`, for
/// those who may read the logs alone.
struct AlertSource: ~Copyable {
  private enum Place {
    case ledger(SQLiteLedger)
    case log(AlertLog)
  }

  private static let page = 500

  private let statePath: String
  private let place: Place
  /// Everything up to this number was shown, or was not wanted.
  private var last: Int64 = 0
  let folders: [String]

  init(_ configuration: Configuration) throws(CommandFailure) {
    statePath = configuration.state
    do throws(LedgerError) {
      let ledger = try SQLiteLedger(reading: configuration.state)
      last = try ledger.lastSeq()
      place = .ledger(ledger)
      folders = [AlertSource.folder(of: ledger.path)]
    } catch {
      let log = AlertLog(configuration.alerts.directory + "/alerts.jsonl")
      guard log.isReadable else {
        // Nothing was alerted yet, or nothing can be read: the ledger's own trouble tells which.
        throw CommandFailure(error)
      }
      place = .log(log)
      folders = [configuration.alerts.directory]
    }
  }

  /// What stands there already, in the order of numbers.
  mutating func past(_ wish: TailWish) throws(CommandFailure) -> [NumberedAlert] {
    switch place {
    case .log(let log):
      return try log.past(wish)
    case .ledger(let ledger):
      do throws(LedgerError) {
        return try AlertSource.past(wish, in: ledger, upTo: last)
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  /// What has come since the last call.
  mutating func more(watchlist: String?) throws(CommandFailure) -> [NumberedAlert] {
    switch place {
    case .log(let log):
      return try log.more().filter { watchlist == nil || $0.alert.watchlist == watchlist }
    case .ledger(let ledger):
      do throws(LedgerError) {
        let end = try ledger.lastSeq()
        var found: [NumberedAlert] = []
        while true {
          let page = try ledger.alerts(after: last, watchlist: watchlist, limit: AlertSource.page)
          found += page.map { NumberedAlert(alert: $0) }
          guard let seq = page.last?.seq else { break }
          last = seq
        }
        last = max(last, end)
        return found
      } catch {
        throw CommandFailure(error)
      }
    }
  }

  private static func past(
    _ wish: TailWish, in ledger: SQLiteLedger, upTo last: Int64
  ) throws(LedgerError) -> [NumberedAlert] {
    var after: Int64 = 0
    if let since = wish.since {
      after = try start(of: since, in: ledger, upTo: last)
    } else if let count = wish.count, wish.watchlist == nil {
      after = max(0, last - Int64(clamping: count))
    }
    var found: [NumberedAlert] = []
    while after < last {
      let page = try ledger.alerts(after: after, watchlist: wish.watchlist, limit: Self.page)
      guard let seq = page.last?.seq else { break }
      for alert in page where alert.seq <= last && wish.wants(alert) {
        found.append(NumberedAlert(alert: alert))
      }
      after = seq
      if let count = wish.count, found.count > count + Self.page {
        found.removeFirst(found.count - count)
      }
    }
    return wish.count.map { found.suffix($0) } ?? found
  }

  /// A number after which no alert of `since` or later is left out: by halving, as times rise with
  /// numbers.
  private static func start(
    of since: Timestamp, in ledger: SQLiteLedger, upTo last: Int64
  ) throws(LedgerError) -> Int64 {
    var (low, high) = (Int64(0), last)
    while low < high {
      let middle = low + (high - low) / 2
      let next = try ledger.alerts(after: middle, watchlist: nil, limit: 1).first
      if let next, next.time < since { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.utf8.startIndex ? "/" : String(path[..<slash])
  }
}
