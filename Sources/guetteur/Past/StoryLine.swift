import Matching
import Model
import Recording
import Reporting

/// A line of what `why` tells.
enum StoryLine: Saying {
  case foundAs(String, String)
  case damagedPage(entries: Int)
  case feed(name: String, url: String)
  case forgottenFeed(name: String, url: String)
  case firstSeen(Timestamp), left(Timestamp)
  case tooOld
  case textDamaged
  case textGone(archiveBegin: Timestamp?)
  case textMissing(archiveBegin: Timestamp)
  case poll(Timestamp, PollKind, Shape)
  case facts(published: Timestamp?, language: String?)
  case field(Field, String)
  case cutField(Field, String)
  case reported(String, seq: Int64, Timestamp)
  case verdict(String, Verdict)
  case term(holds: Bool, String, Message)
  case nearMiss(Message)
  case otherTerms(Int)
  case neverSeen(String)
  case archiveBegin(Timestamp?)
  case archiveLoss(ArchiveLoss)
  case noFeed(of: String?)
  case neverRead(String, url: String)
  case health(String, FoldedMemory, success: Timestamp)
  case coverage(CoverageEvent)
  case noGap

  enum PollKind: Sendable { case changed, seen, seenNotMatched }
  enum Verdict: Sendable { case holds, fails, heldThen, remembered, holdsNow }

  /// How much of an entry its feed gave.
  struct Shape: Sendable {
    enum Kind: Sendable { case none, headline, teaser, full }
    var kind: Kind
    /// Each field that holds something, with its length in scalars.
    var fields: [(field: Field, length: Int)]
  }
}
