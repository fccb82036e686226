internal import CSystemd
internal import Glibc
public import Model

/// Alerts as structured entries of systemd's journal: sd_journal_sendv(3).
///
/// `MESSAGE` is a line for people; `GUETTEUR_SEQ`, `GUETTEUR_WATCHLIST`, `GUETTEUR_TERM` (once for
/// each term), `GUETTEUR_FEED`, `GUETTEUR_FEED_URL`, `GUETTEUR_ID`, `GUETTEUR_URL` and
/// `GUETTEUR_TITLE` hold its parts. Without a journal nothing is sent, and nothing fails.
public struct Journal: ~Copyable {
  /// Says that an entry is an alert: `journalctl MESSAGE_ID=…`.
  public static let messageID = "6f1d3c0b7c5e4b0f9c8f4a1d2e7b9a35"
  private var lines = AlertLines()

  public init() {}

  public mutating func send(_ alert: Alert) throws(LogError) {
    let ends = encode(alert)
    let result = lines.buffer.withBytes { bytes in
      var fields: [iovec] = []
      var start = 0
      for end in ends {
        let field = UnsafeMutableRawPointer(mutating: bytes.baseAddress?.advanced(by: start))
        fields.append(iovec(iov_base: field, iov_len: end - start))
        start = end
      }
      return journal_send(fields, Int32(fields.count))
    }
    if result < 0 { throw LogError(path: "journal", operation: "send", errno: -result) }
  }

  /// Fills the buffer with fields, and returns where each ends.
  private mutating func encode(_ alert: Alert) -> [Int] {
    lines.buffer.removeAll()
    var ends: [Int] = []
    func end(_ buffer: borrowing LineBuffer) { ends.append(buffer.count) }
    lines.buffer.append("MESSAGE=[")
    lines.text(alert.watchlist, 1024)
    lines.buffer.append("] ")
    lines.text(alert.feedName, 1024)
    lines.buffer.append(": ")
    lines.appendMarkedTitle(of: alert)
    lines.buffer.append(" — ")
    lines.text(alert.url, 8192)
    end(lines.buffer)
    lines.buffer.append("MESSAGE_ID=6f1d3c0b7c5e4b0f9c8f4a1d2e7b9a35")
    end(lines.buffer)
    lines.buffer.append("PRIORITY=5")
    end(lines.buffer)
    lines.buffer.append("SYSLOG_IDENTIFIER=guetteur")
    end(lines.buffer)
    lines.buffer.append("GUETTEUR_SEQ=")
    lines.buffer.append(number: alert.seq)
    end(lines.buffer)
    let parts: [(StaticString, String)] =
      [
        ("GUETTEUR_WATCHLIST=", alert.watchlist), ("GUETTEUR_FEED=", alert.feedName),
        ("GUETTEUR_FEED_URL=", alert.feedURL), ("GUETTEUR_ID=", alert.id),
        ("GUETTEUR_URL=", alert.url), ("GUETTEUR_TITLE=", alert.title),
      ] + alert.terms.prefix(100).map { ("GUETTEUR_TERM=", $0) }
    for (key, value) in parts {
      lines.buffer.append(key)
      lines.text(value, 8192)
      end(lines.buffer)
    }
    return ends
  }
}
