import Model

/// A feed's settings where they lie, in the list of the configuration: two words for each feed
/// instead of a copy of 200 bytes.
struct ListedSettings: Sendable {
  private let list: [FeedSettings]
  private let place: Int

  init(_ list: [FeedSettings], at place: Int) {
    self.list = list
    self.place = place
  }

  @inline(__always) var settings: FeedSettings { list[place] }

  /// The same outside the list, which may then be let go.
  var alone: ListedSettings { ListedSettings([settings], at: 0) }
}
