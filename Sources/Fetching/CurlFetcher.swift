import CCurl
import Glibc
import Locking
public import Model

/// Bytes from addresses, politely and safely, over libcurl: one thread, one multi handle for its
/// whole life.
///
/// A class, since it owns that thread.
public final class CurlFetcher: Sendable {
  private let thread: CurlThread
  private let version: String
  private let profile: Locked<Profile>

  /// `version` is for the User-Agent; `whenCrowded` is called on the fetcher's thread when bodies have
  /// come to some megabytes. Throws when `ca_file` cannot be read.
  public init(
    settings: FetchSettings, version: String, whenCrowded: @escaping @Sendable () -> Void = {}
  ) throws(FetchFailure) {
    LibraryStart.once()
    self.version = version
    profile = Locked(try Self.profile(settings, version, after: nil))
    guard let thread = CurlThread(room: TransferRoom(settings), whenCrowded: whenCrowded) else {
      throw FetchFailure(.transfer, .noLibrary)
    }
    self.thread = thread
  }

  deinit { stop() }

  /// Takes new settings (contact, CA file, private addresses, concurrency) for later fetches.
  public func update(settings: FetchSettings) throws(FetchFailure) {
    let earlier = profile.withLock { $0 }
    let new = try Self.profile(settings, version, after: earlier)
    profile.withLock { $0 = new }
    thread.setRoom(TransferRoom(settings))
  }

  /// Drops the transfers in flight (they throw `.cancelled`) and joins the thread, within a second.
  public func stop() { thread.stop() }

  /// In idle time: closes connections that are kept open and forgets what they needed. The next
  /// fetches begin anew.
  public func rest() async { await thread.rest() }

  /// Descriptors for transfers: each takes three, and one when it waits for an answer.
  public static var descriptors: Int { TransferRoom.descriptors }

  /// Fetches, and tells what becomes of it: on the fetcher's own thread, which may not be held up, or
  /// at once when nothing can be asked. When a redirect leads on, `goOn` is waited for.
  public func fetch(
    _ request: FetchRequest, telling tell: @escaping @Sendable (FetchEvent) -> Void
  ) {
    do throws(FetchFailure) {
      thread.start(
        CurlThread.Job(try Course(request, profile.withLock { $0 }), isLed: true, tell: tell))
    } catch {
      tell(.ended(FetchAnswer(error)))
    }
  }

  /// Asks where a redirect has led. The time until then does not count for its `timeout`.
  public func goOn(_ onward: OnwardFetch) { thread.start(onward.job) }

  /// The same for a task, which drops the fetch when it is cancelled. Redirects are followed at once.
  public func fetch(_ request: FetchRequest) async throws(FetchFailure) -> FetchReply {
    let waiting = Locked<CheckedContinuation<Void, Never>?>(nil)
    // Handed over behind a lock: what a continuation orders ThreadSanitizer cannot see.
    let came = Locked(FetchAnswer.cancelled)
    let course = try Course(request, profile.withLock { $0 })
    let job = CurlThread.Job(course, isLed: false) { event in
      guard case .ended(let answer) = event else { return }
      came.withLock { $0 = answer }
      waiting.withLock { $0 }?.resume()
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        waiting.withLock { $0 = continuation }
        thread.start(job)
      }
    } onCancel: {
      thread.cancel(job)
    }
    return try came.withLock { $0 }.reply()
  }

  private static func profile(
    _ settings: FetchSettings, _ version: String, after earlier: Profile?
  ) throws(FetchFailure) -> Profile {
    if let file = settings.caFile, access(file, R_OK) != 0 {
      throw FetchFailure(
        .tls, .unreadableCertificates(oneLine(file), systemProblem(errno)))
    }
    let contact = settings.contact.map { " (+\(oneLine($0, limit: 200)))" } ?? ""
    let systemFile = "/etc/ssl/certs/ca-certificates.crt"
    let wasOpen = earlier.map { $0.allowsPrivateAddresses || $0.wantsFreshConnections } ?? false
    return Profile(
      headers: HeaderLines(userAgent: "Guetteur/\(version)\(contact)"),
      caFile: settings.caFile ?? (access(systemFile, R_OK) == 0 ? systemFile : nil),
      allowsPrivateAddresses: settings.allowPrivateAddresses,
      wantsFreshConnections: wasOpen && !settings.allowPrivateAddresses)
  }
}

/// What libcurl and libidn2 want done once, before any thread.
private enum LibraryStart {
  static func once() { _ = started }

  private static let started: Bool = {
    // Names such as https://müller.example need a UTF-8 locale for their conversion.
    if setlocale(LC_CTYPE, "C.UTF-8") == nil { setlocale(LC_CTYPE, "en_US.UTF-8") }
    return g_start_library() == CURLE_OK
  }()
}
