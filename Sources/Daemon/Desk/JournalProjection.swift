internal import Model
internal import Recording
internal import Reporting

/// Alerts as structured journal entries. The journal cannot be asked cheaply what it has, so the
/// ledger is told after each entry: a crash in between makes one entry double, with the same
/// `GUETTEUR_SEQ`, and loses none.
final class JournalProjection {
  static let name = "journal"
  private var seq: Int64
  private var journal = Journal()

  init(seq: Int64) { self.seq = seq }

  func run(_ ledger: SQLiteLedger) throws(ProjectionError) {
    while true {
      let alerts: [Alert]
      do throws(LedgerError) {
        alerts = try ledger.alerts(after: seq, watchlist: nil, limit: Projection.batch)
      } catch { throw .ledger(error) }
      if alerts.isEmpty { return }
      for alert in alerts {
        do throws(LogError) { try journal.send(alert) } catch { throw .log(error) }
        do throws(LedgerError) {
          try ledger.save(cursor: LogCursor(name: Self.name, seq: alert.seq), durably: false)
        } catch { throw .ledger(error) }
        seq = alert.seq
      }
    }
  }
}
