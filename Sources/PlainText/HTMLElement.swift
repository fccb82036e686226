/// What an HTML element does to the text around it and in it (SEMANTICS §1.3).
enum HTMLElement: Sendable {
  /// Separated from what stands before and after it.
  case block
  /// A block that keeps its white space.
  case preformatted
  /// A line feed.
  case lineBreak
  /// Cuts the word that it stands in.
  case superscript
  /// Nothing: its tags vanish.
  case inline
  /// Dropped to its end tag, nothing inside being markup; without one, to the end, as browsers do.
  case droppedRaw
  /// Dropped with the elements inside; without an end tag its tag alone vanishes.
  case dropped
  /// `head`: as `dropped`, but it also ends where the body begins without a word.
  case head
  /// `rt` and `rp`: dropped up to their end tag, or to whatever ends them where it is left out.
  case reading
  /// `ruby`, `rb`, `rtc`: inline, but they end a `reading`.
  case ruby
  /// Not an element of HTML: its tags vanish.
  case unknown
}

/// The elements by the hash of their name in small letters.
struct HTMLElementTable: Sendable {
  static let whole = HTMLElementTable()

  private static let names: [(HTMLElement, String)] = [
    (
      .block,
      """
      address article aside blockquote body caption center colgroup dd details dialog dir div dl dt
      fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend
      li main menu nav noframes ol optgroup option p search section summary table tbody td tfoot th
      thead title tr ul
      """
    ),
    (.preformatted, "listing pre xmp"),
    (.lineBreak, "br"),
    (.superscript, "sup"),
    (
      .inline,
      """
      a abbr acronym area audio b base basefont bdi bdo bgsound big blink button canvas cite code
      col data datalist del dfn em embed font frame i image img input ins kbd label link map mark
      marquee meta meter nobr noembed output param picture progress q s samp select slot small
      source span strike strong sub time track tt u var video wbr
      """
    ),
    (.droppedRaw, "iframe noscript script style textarea"),
    (.dropped, "math object svg template"),
    (.head, "head"),
    (.reading, "rp rt"),
    (.ruby, "rb rtc ruby"),
  ]

  /// Open addressing; a hash of 0 is a free slot.
  private let hashes: [UInt64]
  private let elements: [HTMLElement]

  private init() {
    var hashes = [UInt64](repeating: 0, count: 512)
    var elements = [HTMLElement](repeating: .unknown, count: 512)
    for (element, list) in Self.names {
      for name in list.split(whereSeparator: \.isWhitespace) {
        let hash = FowlerNollVo.hash(Array(name.utf8).span)
        var slot = Int(hash & 511)
        while hashes[slot] != 0 { slot = (slot + 1) & 511 }
        hashes[slot] = hash
        elements[slot] = element
      }
    }
    self.hashes = hashes
    self.elements = elements
  }

  subscript(hash: UInt64) -> HTMLElement {
    var slot = Int(hash & 511)
    while hashes[slot] != 0 {
      if hashes[slot] == hash { return elements[slot] }
      slot = (slot + 1) & 511
    }
    return .unknown
  }
}
