import Foundation

/// The built program, started by a test; killed when the last reference goes.
public final class Program: Sendable {
  /// How it ended.
  public struct Ending: Sendable {
    /// The exit code; nil when a signal ended it.
    public var code: Int32?
    public var signal: Int32?
    public var output: String
    public var errors: String
    /// The largest resident set that was seen, in KiB (`VmHWM`; `ru_maxrss` would count what the
    /// tests themselves held when it was started).
    public var peakMemory: Int
    public var elapsed: Duration

    /// The lines of stderr.
    public var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
  }

  public let pid: pid_t
  public let outputFile: String
  public let errorFile: String
  private let ended = Locked<Ending?>(nil)
  private let peak = Locked(0)

  /// Where the programs of this build are: beside the tests' own executable.
  public static var path: String {
    if let path = ProcessInfo.processInfo.environment["GUETTEUR_PROGRAM"] { return path }
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (tests as NSString).deletingLastPathComponent + "/guetteur"
  }

  /// Whether it is the one beside the tests, built as they are.
  public static var isOfThisBuild: Bool {
    ProcessInfo.processInfo.environment["GUETTEUR_PROGRAM"] == nil
  }

  /// Starts `guetteur ARGUMENTS` with `folder` as its working directory.
  ///
  /// - Parameters:
  ///   - input: what stands on its standard input; nil: nothing.
  ///   - prelude: shell commands before it, such as `ulimit -f 8` or `exec 2>&-`.
  public init(
    _ arguments: [String], in folder: TemporaryFolder, input: String? = nil,
    environment: [String: String] = [:], prelude: String? = nil
  ) throws {
    let name = UUID().uuidString.prefix(8)
    outputFile = folder.file(".out-\(name)")
    errorFile = folder.file(".err-\(name)")
    let inputFile = input == nil ? "/dev/null" : folder.file(".in-\(name)")
    if let input { try Data(input.utf8).write(to: URL(fileURLWithPath: inputFile)) }
    let shell = "cd \"$1\" && shift && \(prelude ?? ":"); exec \"$@\""
    pid = try Program.spawn(
      ["/bin/sh", "-c", shell, "sh", folder.path, Program.path] + arguments,
      files: [inputFile, outputFile, errorFile],
      environment: Program.environment(adding: environment, home: folder.path))
    let began = ContinuousClock.now
    let (pid, outputFile, errorFile) = (pid, outputFile, errorFile)
    Thread.detachNewThread { [weak self] in
      var status: Int32 = 0
      while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
      let signal = status & 0x7F
      let ending = Ending(
        code: signal == 0 ? (status >> 8) & 0xFF : nil, signal: signal == 0 ? nil : signal,
        output: text(of: outputFile), errors: text(of: errorFile),
        peakMemory: 0, elapsed: ContinuousClock.now - began)
      self?.ended.withLock { $0 = ending }
    }
  }

  deinit { if ended.withLock({ $0 == nil }) { Glibc.kill(pid, SIGKILL) } }

  /// Runs `guetteur ARGUMENTS` to its end.
  public static func run(
    _ arguments: [String], in folder: TemporaryFolder, input: String? = nil,
    environment: [String: String] = [:], prelude: String? = nil,
    within limit: Duration = .seconds(60)
  ) async throws -> Ending {
    try await Program(
      arguments, in: folder, input: input, environment: environment, prelude: prelude
    ).ending(within: limit)
  }

  /// How it ended, once it has.
  public func ending(within limit: Duration = .seconds(60)) async throws -> Ending {
    try await eventually("guetteur ends; it said: \(text(of: errorFile))", within: limit) {
      self.noteMemory()
      return self.ended.withLock { $0 != nil }
    }
    guard var ending = ended.withLock({ $0 }) else { throw NeverHappened(description: "the end") }
    ending.peakMemory = peak.withLock { $0 }
    return ending
  }

  private func noteMemory() {
    let line = text(of: "/proc/\(pid)/status").split(separator: "\n").first {
      $0.hasPrefix("VmHWM:")
    }
    guard let line, let size = line.split(separator: " ").compactMap({ Int($0) }).first else {
      return
    }
    peak.withLock { $0 = max($0, size) }
  }

  public var hasEnded: Bool { ended.withLock { $0 != nil } }

  public func send(_ signal: Int32) { if !hasEnded { Glibc.kill(pid, signal) } }

  /// SIGKILL, and waits until it is gone.
  public func kill() async throws {
    send(SIGKILL)
    _ = try await ending()
  }

  /// What stands on stderr by now.
  public var errors: String { text(of: errorFile) }

  /// Waits until stderr holds `words`, `times` times.
  public func says(
    _ words: String, times: Int = 1, within limit: Duration = .seconds(60)
  ) async throws {
    @Sendable func isSaid() -> Bool { errors.components(separatedBy: words).count > times }
    try await eventually("guetteur says \"\(words)\"; it said: \(errors)", within: limit) {
      self.hasEnded || isSaid()
    }
    if !isSaid() { throw NeverHappened(description: "it ended without \"\(words)\": \(errors)") }
  }

  private static func environment(adding more: [String: String], home: String) -> [String] {
    let own = ProcessInfo.processInfo.environment
    var result = ["HOME": home]
    for name in ["PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "TSAN_OPTIONS"] {
      result[name] = own[name]
    }
    return result.merging(more) { $1 }.map { "\($0)=\($1)" }
  }

  /// posix_spawn(3) with an empty signal mask: those of Dispatch's threads block every signal.
  private static func spawn(
    _ arguments: [String], files: [String], environment: [String]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, files[0], O_RDONLY, 0)
    for descriptor in 1...2 {
      posix_spawn_file_actions_addopen(
        &actions, Int32(descriptor), files[descriptor], O_WRONLY | O_CREAT | O_APPEND, 0o600)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var usual = sigset_t()
    sigemptyset(&usual)
    for signal in [SIGPIPE, SIGXFSZ, SIGTERM, SIGINT, SIGHUP] { sigaddset(&usual, signal) }
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let argv = arguments.map { strdup($0) } + [nil]
    let envp = environment.map { strdup($0) } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var pid: pid_t = 0
    let code = posix_spawn(&pid, arguments[0], &actions, &attributes, argv, envp)
    guard code == 0 else {
      throw NeverHappened(description: "posix_spawn: \(String(cString: strerror(code)))")
    }
    return pid
  }
}

/// The text of a file; "" when it cannot be read.
public func text(of file: String) -> String {
  String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
}
