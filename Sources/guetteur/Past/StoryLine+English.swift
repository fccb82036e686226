import History
import Matching
import Model
import Recording
import Reporting

extension StoryLine {
  var english: String {
    let time = AlertText.localTime
    return switch self {
    case .foundAs(let asked, let other): "\(asked): found as \(other)"
    case .damagedPage(let entries):
      "a page of the archive is damaged: \(entries) entries could not be read"
    case .feed(let name, let url): "feed \(name) \(url)"
    case .forgottenFeed(let name, let url):
      "feed \(name) \(url) (the ledger has forgotten the entry since)"
    case .firstSeen(let first): "  first seen  \(time(first))"
    case .left(let left): "  left it     \(time(left))"
    case .tooOld: "  not matched: older than the feed's backfill when that was first polled"
    case .textDamaged: "  its text cannot be read"
    case .textMissing(let begin):
      "  its text is missing from the archive, which begins at \(time(begin))"
    case .textGone(let begin):
      "  its text is not kept any more: \(StoryLine.archive(begin))"
    case .poll(let at, .changed, let shape): "  \(time(at)) poll: changed: \(shape.english)"
    case .poll(let at, .seen, let shape): "  \(time(at)) poll: seen: \(shape.english)"
    case .poll(let at, .seenNotMatched, let shape):
      "  \(time(at)) poll: seen, not matched: \(shape.english)"
    case .facts(let published, let language):
      "  " + (published.map { "published \(time($0)), " } ?? "")
        + "language \(language ?? "unknown")"
    case .field(let field, let text): "  \(field.rawValue): \(text)"
    case .cutField(let field, let text): "  \(field.rawValue): \(text)… (--verbose shows all)"
    case .reported(let watchlist, let seq, let at):
      "reported by \(watchlist) as #\(seq) on \(time(at))"
    case .verdict(let name, let verdict): "[\(name)] \(verdict.english)"
    case .term(let holds, let term, let reason):
      "  \(holds ? "✓" : "✗") \(term): \(reason.english)"
    case .nearMiss(let miss): "      near miss: \(miss.english)"
    case .otherTerms(let count): "  ✗ \(count) other terms: --watchlist NAME shows them"
    case .neverSeen(let asked): "\(asked): never seen in any feed"
    case .archiveBegin(let begin): "  " + StoryLine.archive(begin)
    case .archiveLoss(let loss): "  " + ArchiveCaveat.loss(loss).english
    case .noFeed(let host?): "  no configured feed is of \(host)"
    case .noFeed(nil): "  this is neither an address nor an id"
    case .neverRead(let name, let url): "  \(name): never read yet: \(url)"
    case .health(let name, let memory, let success):
      "  \(name): last read \(time(success))"
        + (memory.firstPoll.map { ", since \(time($0))" } ?? "")
        + (memory.failures > 0 ? memory.lastError.map { "; failing: \($0)" } ?? "" : "")
        + (memory.isGone ? "; gone" : "")
    case .coverage(let event): "  \(event.feedName): \(StoryLine.coverage(event))"
    case .noGap: "  coverage has no gap: the feeds were read, and it was not in them"
    }
  }

  private static func archive(_ begin: Timestamp?) -> String {
    begin.map { "the archive begins at \(AlertText.localTime($0))" } ?? "the archive is empty"
  }

  private static func coverage(_ event: CoverageEvent) -> String {
    let time = AlertText.localTime
    return switch event.kind {
    case .gap(let from, let to):
      "entries may have been lost between \(time(from)) and \(time(to))"
    case .failing(let since, let error): "failing since \(time(since)): \(error)"
    case .recovered(let since):
      "answered again at \(time(event.time)), after failing since \(time(since))"
    case .silent(let since): "nothing new since \(time(since)), against its habit"
    case .gone: "gone since \(time(event.time))"
    }
  }
}

extension StoryLine.Verdict {
  fileprivate var english: String {
    switch self {
    case .holds: "holds"
    case .fails: "does not hold"
    case .heldThen:
      "does not hold now, and did when it was reported: the watchlist or the text has changed"
    case .remembered: "holds, and was not reported: the entry was only remembered (backfill)"
    case .holdsNow:
      "holds, and was not reported: the watchlist has changed since the entry was seen"
    }
  }
}

extension StoryLine.Shape {
  /// `headline only`, `teaser: title, summary (312 characters)`, `full text: …`
  fileprivate var english: String {
    let parts = fields.map { field, length in
      field == .title ? "title" : "\(field.rawValue) (\(length) characters)"
    }.joined(separator: ", ")
    return switch kind {
    case .none: "no text at all"
    case .headline: "headline only: \(parts)"
    case .teaser: "teaser: \(parts)"
    case .full: "full text: \(parts)"
    }
  }
}
