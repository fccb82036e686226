public import Model

/// The fetcher over libcurl: one thread, one multi handle for its whole life.
///
/// A class, since it owns that thread. `stop` must be called before the last reference goes.
public final class CurlFetcher: Fetcher {
  /// `version` is for the User-Agent. Throws when `ca_file` cannot be read.
  public init(settings: FetchSettings, version: String) throws(FetchFailure) {}

  /// Takes new settings (contact, CA file, private addresses, concurrency) for later fetches.
  public func update(settings: FetchSettings) throws(FetchFailure) {}

  public func fetch(_ request: FetchRequest) async throws(FetchFailure) -> FetchReply {
    throw FetchFailure(.cancelled, "not built yet")
  }

  /// Drops the transfers in flight (they throw `.cancelled`) and joins the thread, within a second.
  public func stop() {}
}
