internal import Dispatch
internal import Locking
public import Model
internal import Recording
internal import Synchronization

/// Asks a scan to stop; safe to set from anywhere.
public final class StopRequest: Sendable {
  private let flag = Atomic(false)

  public init() {}

  public var isMade: Bool { flag.load(ordering: .relaxed) }
  public func make() { flag.store(true, ordering: .relaxed) }
}

/// Reads the archive piece by piece on several threads, and hands on what they make of it in order.
public struct ArchiveScan: Sendable {
  public enum Order: Sendable { case oldestFirst, newestFirst }

  public var since: Timestamp?
  /// Not included.
  public var until: Timestamp?
  public var order: Order
  public var workers: Int
  public var stop: StopRequest
  /// Called with the entries that are done and those that there are; on any thread, one at a time.
  public var progress: (@Sendable (_ done: Int, _ all: Int) -> Void)?

  public init(
    since: Timestamp? = nil, until: Timestamp? = nil, order: Order = .oldestFirst,
    workers: Int = 2, stop: StopRequest = StopRequest(),
    progress: (@Sendable (_ done: Int, _ all: Int) -> Void)? = nil
  ) {
    self.since = since
    self.until = until
    self.order = order
    self.workers = workers
    self.stop = stop
    self.progress = progress
  }

  /// Reads on the calling thread, unpacks and evaluates on `workers` others.
  ///
  /// - Parameters:
  ///   - reading: called once on each thread; what it gives makes a result of a piece's texts of the
  ///     time, oldest first.
  ///   - take: gets the results in order, on the calling thread; false ends the scan.
  func run<Found: Sendable>(
    over reader: ArchiveReader,
    reading: @escaping @Sendable () -> (ArraySlice<ArchivedText>) -> Found,
    take: (Found) throws(LedgerError) -> Bool
  ) throws(LedgerError) -> ArchiveCoverage {
    let contents = try reader.contents(since: since, until: until)
    let places = order == .oldestFirst ? contents.places : contents.places.reversed()
    let crew = ScanCrew<Found>(workers: workers) { [self] in
      let memory = PieceMemory()
      let read = reading()
      return { piece in
        piece.withTexts(in: memory) { texts, losses in
          (read(inTime(texts)), losses.filter(isInTime))
        }
      }
    }
    defer { crew.dismiss() }
    var coverage = ArchiveCoverage(contents)
    var (started, taken) = (0, 0)
    var isOver = false
    while !isOver, taken < places.count {
      if started < places.count, started - taken <= 2 * workers, !stop.isMade {
        crew.work(on: try reader.piece(at: places[started]), number: started)
        started += 1
        guard started - taken > workers || started == places.count else { continue }
      }
      if started == taken { break }
      let (found, losses) = crew.result(taken)
      coverage.add(places[taken], losses)
      taken += 1
      isOver = try !take(found)
      progress?(coverage.entries, contents.entries)
    }
    if !isOver, taken < places.count { coverage.stop(at: places[taken], order, since, until) }
    return coverage
  }

  /// The texts of a piece that were seen in the time.
  private func inTime(_ texts: [ArchivedText]) -> ArraySlice<ArchivedText> {
    // They are recorded in the order of time, but a clock may have been set back.
    let isWhole = texts.allSatisfy { isInTime($0.time) }
    return isWhole ? texts[...] : texts.filter { isInTime($0.time) }[...]
  }

  private func isInTime(_ time: Timestamp) -> Bool {
    (since.map { time >= $0 } ?? true) && (until.map { time < $0 } ?? true)
  }

  private func isInTime(_ loss: ArchiveLoss) -> Bool {
    switch loss {
    case .damaged(let from, let to, _), .missing(let from, let to, _):
      (since.map { to >= $0 } ?? true) && (until.map { from < $0 } ?? true)
    }
  }
}

/// Threads that unpack and evaluate pieces. A class, since its threads share it.
private final class ScanCrew<Found: Sendable>: Sendable {
  typealias Result = (found: Found, losses: [ArchiveLoss])
  private typealias Work = (number: Int, piece: ArchivePiece)

  private struct Board: Sendable {
    var todo: [Work] = []
    var done: [Int: Result] = [:]
    var isOver = false
  }

  private let board = Locked(Board())
  private let hasWork = DispatchSemaphore(value: 0)
  private let hasResult = DispatchSemaphore(value: 0)
  private let workers: Int

  /// - Parameter reading: called on each thread.
  init(
    workers: Int, _ reading: @escaping @Sendable () -> (ArchivePiece) -> Result
  ) {
    self.workers = max(1, workers)
    for number in 0..<self.workers {
      DispatchQueue(label: "archive \(number)").async {
        let read = reading()
        while let work = self.next() {
          let result = read(work.piece)
          self.board.withLock { $0.done[work.number] = result }
          self.hasResult.signal()
        }
      }
    }
  }

  func work(on piece: ArchivePiece, number: Int) {
    board.withLock { $0.todo.append((number, piece)) }
    hasWork.signal()
  }

  /// Waits for what came of a piece.
  func result(_ number: Int) -> Result {
    while true {
      if let result = board.withLock({ $0.done.removeValue(forKey: number) }) { return result }
      hasResult.wait()
    }
  }

  /// The threads end when they have done what they are at.
  func dismiss() {
    board.withLock {
      $0.isOver = true
      $0.todo = []
    }
    for _ in 0..<workers { hasWork.signal() }
  }

  private func next() -> Work? {
    while true {
      hasWork.wait()
      let (work, isOver) = board.withLock { board in
        (board.todo.isEmpty ? nil : board.todo.removeFirst(), board.isOver)
      }
      if let work { return work }
      if isOver { return nil }
    }
  }
}
