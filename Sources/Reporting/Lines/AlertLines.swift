internal import Model

/// Writes alerts as lines: `alerts.jsonl` (`docs/alert-lines.md`) and lines for people.
///
/// About 0.4 µs a line. Nothing that a feed says can end a line, or reach a terminal as anything but
/// text.
struct AlertLines: ~Copyable {
  /// At most this many bytes a line, its newline included.
  static let lineLimit = 64 * 1024

  var buffer = LineBuffer(capacity: 128 * 1024)
  private var zone = LocalOffset()
  /// The last second that was written, and its text: alerts of one transaction share it.
  private var second = Int64.min
  private var secondText: [UInt8] = []

  // MARK: JSON

  mutating func appendJSON(_ alert: some LineAlert) {
    let start = buffer.count
    appendJSON(alert, .none)
    guard buffer.count - start > Self.lineLimit else { return }
    for cut in Cut.ladder {
      buffer.cut(to: start)
      appendJSON(alert, cut)
      if buffer.count - start <= Self.lineLimit { return }
    }
  }

  private mutating func appendJSON(_ alert: some LineAlert, _ cut: Cut) {
    buffer.append("{\"seq\":")
    buffer.append(number: alert.seq)
    buffer.append(",\"time\":\"")
    appendTimeOfRecord(alert.time)
    buffer.append("\",\"watchlist\":")
    string(alert.watchlist, cut.text)
    buffer.append(",\"terms\":")
    strings(alert.terms, cut)
    buffer.append(",\"feed\":{\"name\":")
    string(alert.feedName, cut.text)
    buffer.append(",\"url\":")
    string(alert.feedURL, cut.address)
    buffer.append("},\"id\":")
    string(alert.id, cut.address)
    buffer.append(",\"url\":")
    string(alert.url, cut.address)
    buffer.append(",\"title\":")
    string(alert.title, cut.text)
    if let published = alert.published, CivilTime(published).isFourDigitYear {
      buffer.append(",\"published\":\"")
      appendUTC(published, milliseconds: published.milliseconds % 1000 != 0)
      buffer.append(UInt8(ascii: "\""))
    }
    if let language = alert.language, !language.isEmpty {
      buffer.append(",\"language\":")
      string(language, cut.text)
    }
    if !alert.authors.isEmpty {
      buffer.append(",\"authors\":")
      strings(alert.authors, cut)
    }
    buffer.append(",\"hits\":[")
    var isFirst = true
    for hit in alert.hits.prefix(cut.count) {
      if !isFirst { buffer.append(UInt8(ascii: ",")) }
      isFirst = false
      append(hit, cut)
    }
    buffer.append(cut.isCut ? "],\"cut\":true}\n" : "]}\n")
  }

  private mutating func append(_ hit: some LineHit, _ cut: Cut) {
    buffer.append("{\"term\":")
    string(hit.term, cut.text)
    switch hit.field {
    case .title: buffer.append(",\"field\":\"title\",\"text\":")
    case .summary: buffer.append(",\"field\":\"summary\",\"text\":")
    case .content: buffer.append(",\"field\":\"content\",\"text\":")
    }
    string(hit.text, cut.text)
    buffer.append(",\"start\":")
    buffer.append(number: Int64(hit.start))
    buffer.append(",\"end\":")
    buffer.append(number: Int64(hit.end))
    buffer.append(",\"excerpt\":")
    string(hit.excerpt, cut.text)
    buffer.append(UInt8(ascii: "}"))
  }

  private mutating func strings(_ texts: [some LineText], _ cut: Cut) {
    buffer.append(UInt8(ascii: "["))
    var isFirst = true
    for text in texts.prefix(cut.count) {
      if !isFirst { buffer.append(UInt8(ascii: ",")) }
      isFirst = false
      string(text, cut.text)
    }
    buffer.append(UInt8(ascii: "]"))
  }

  private mutating func string(_ text: some LineText, _ limit: Int) {
    buffer.append(UInt8(ascii: "\""))
    text.withBytes { utf8 in
      if utf8.count <= limit {
        buffer.appendJSON(utf8)
      } else {
        buffer.appendJSON(Cut.prefix(of: utf8, limit))
        buffer.append("…")
      }
    }
    buffer.append(UInt8(ascii: "\""))
  }

  /// As `appendUTC` with milliseconds and without its end.
  private mutating func appendTimeOfRecord(_ time: Timestamp) {
    let second = time.milliseconds / 1000
    guard time.milliseconds > 0, second == self.second else {
      let start = buffer.count
      appendUTC(time, milliseconds: true)
      if time.milliseconds > 0 {
        secondText = buffer.withBytes { Array($0[start..<$0.count - 4]) }
        self.second = second
      }
      return
    }
    secondText.withUnsafeBufferPointer { buffer.append($0) }
    buffer.append(digits: UInt64(time.milliseconds % 1000), width: 3)
    buffer.append(UInt8(ascii: "Z"))
  }

  /// RFC 3339, in UTC.
  private mutating func appendUTC(_ time: Timestamp, milliseconds: Bool) {
    let civil = CivilTime(time)
    appendDate(civil)
    buffer.append(UInt8(ascii: "T"))
    appendTime(civil)
    if milliseconds {
      buffer.append(UInt8(ascii: "."))
      buffer.append(digits: civil.millisecond, width: 3)
    }
    buffer.append(UInt8(ascii: "Z"))
  }

  // MARK: Text

  /// `2026-11-23 18:04:11 +0100 [otan] Courrier international: L’«Otan» va… — https://… #1041`
  mutating func appendText(_ alert: some LineAlert) {
    appendLocal(alert.time)
    buffer.append(" [")
    text(alert.watchlist, 1024)
    buffer.append("] ")
    text(alert.feedName, 1024)
    buffer.append(": ")
    appendMarkedTitle(of: alert)
    buffer.append(" — ")
    text(alert.url, 8192)
    buffer.append(" #")
    buffer.append(number: alert.seq)
    buffer.append(UInt8(ascii: "\n"))
  }

  /// The title with its hits marked; when they are all elsewhere, the first one's surroundings too.
  mutating func appendMarkedTitle(of alert: some LineAlert) {
    let marks = HitMarks(of: alert.hits, inTitle: alert.title)
    marked(alert.title, marks.ranges, 4096)
    guard marks.ranges.isEmpty, let hit = alert.hits.first(where: { !$0.excerpt.isEmpty }) else {
      return
    }
    if !alert.title.isEmpty { buffer.append(" | ") }
    marked(hit.excerpt, HitMarks(of: hit.text, inExcerpt: hit.excerpt).ranges, 1024)
  }

  /// `2026-11-23 18:04:11 +0100 gap Courrier international: none of… — https://… #12`
  mutating func appendText(_ event: CoverageEvent) {
    appendLocal(event.time)
    switch event.kind {
    case .gap: buffer.append(" gap ")
    case .failing: buffer.append(" failing ")
    case .recovered: buffer.append(" recovered ")
    case .gone: buffer.append(" gone ")
    case .silent: buffer.append(" silent ")
    }
    text(event.feedName, 1024)
    switch event.kind {
    case .gap(let from, let to):
      buffer.append(": entries may have been lost between ")
      appendLocal(from)
      buffer.append(" and ")
      appendLocal(to)
    case .failing(let since, let error):
      buffer.append(": nothing could be read since ")
      appendLocal(since)
      buffer.append(": ")
      text(error, 1024)
    case .recovered(let since):
      buffer.append(": readable again, after failing since ")
      appendLocal(since)
    case .silent(let since):
      buffer.append(": nothing new since ")
      appendLocal(since)
      buffer.append(", against its habit")
    case .gone:
      buffer.append(": the server says that this feed is gone for good (410)")
    }
    buffer.append(" — ")
    text(event.feedURL, 8192)
    buffer.append(" #")
    buffer.append(number: event.seq)
    buffer.append(UInt8(ascii: "\n"))
  }

  mutating func text(_ text: some LineText, _ limit: Int) {
    text.withBytes { utf8 in
      buffer.appendText(utf8.count <= limit ? utf8 : Cut.prefix(of: utf8, limit))
      if utf8.count > limit { buffer.append("…") }
    }
  }

  /// `ranges` are byte ranges, ascending and apart.
  private mutating func marked(
    _ text: some LineText, _ ranges: [Range<Int>], _ limit: Int
  ) {
    text.withBytes { utf8 in
      let bound = utf8.count <= limit ? utf8 : Cut.prefix(of: utf8, limit)
      var at = 0
      for range in ranges where range.upperBound <= bound.count {
        buffer.appendText(UnsafeBufferPointer(rebasing: bound[at..<range.lowerBound]))
        buffer.append("«")
        buffer.appendText(UnsafeBufferPointer(rebasing: bound[range]))
        buffer.append("»")
        at = range.upperBound
      }
      buffer.appendText(UnsafeBufferPointer(rebasing: bound[at...]))
      if bound.count < utf8.count { buffer.append("…") }
    }
  }

  mutating func appendLocal(_ time: Timestamp) {
    let offset = zone.seconds(at: time)
    let civil = CivilTime(time, offset: offset)
    appendDate(civil)
    buffer.append(UInt8(ascii: " "))
    appendTime(civil)
    buffer.append(offset < 0 ? " -" : " +")
    buffer.append(digits: offset.magnitude / 3600, width: 2)
    buffer.append(digits: offset.magnitude / 60 % 60, width: 2)
  }

  private mutating func appendDate(_ civil: CivilTime) {
    if civil.isFourDigitYear {
      buffer.append(digits: civil.year.magnitude, width: 4)
    } else {
      buffer.append(number: civil.year)
    }
    buffer.append(UInt8(ascii: "-"))
    buffer.append(digits: civil.month, width: 2)
    buffer.append(UInt8(ascii: "-"))
    buffer.append(digits: civil.day, width: 2)
  }

  private mutating func appendTime(_ civil: CivilTime) {
    buffer.append(digits: civil.hour, width: 2)
    buffer.append(UInt8(ascii: ":"))
    buffer.append(digits: civil.minute, width: 2)
    buffer.append(UInt8(ascii: ":"))
    buffer.append(digits: civil.second, width: 2)
  }
}
