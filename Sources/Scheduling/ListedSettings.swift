public import Model

/// A feed's settings where they lie, in the list of the configuration: two words for each feed
/// instead of a copy of 200 bytes.
public struct ListedSettings: Sendable {
  private let list: [FeedSettings]
  private let place: Int

  init(_ list: [FeedSettings], at place: Int) {
    self.list = list
    self.place = place
  }

  /// Settings that stand in no list.
  public init(_ settings: FeedSettings) { self.init([settings], at: 0) }

  public var settings: FeedSettings { _read { yield list[place] } }

  /// The same outside the list, which may then be let go.
  var alone: ListedSettings { ListedSettings(settings) }
}
