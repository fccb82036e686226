import Glibc
import History
import JSON
import Matching
import Model
import Recording

/// `archive`: what keeping texts adds to a poll, and what they take.
///
/// Each line of `--text` is an entry: its first words the title, the rest the content. They are
/// recorded 20 a poll and 8 polls a transaction, `--times` over, with and without the archive, then
/// packed into `--out`, for `archive-read`.
func benchArchive(_ arguments: BenchArguments) throws(BenchError) {
  let text = try readFile(arguments.required("--text"))
  let path = try arguments.required("--out")
  let times = try arguments.count("--times", default: 1)
  let entries = entries(of: text)
  do throws(LedgerError) {
    let without = try record(entries, times, path: path + ".without", keepsArchive: false)
    let with = try record(entries, times, path: path, keepsArchive: true)
    let packing = try pack(path)
    let contents = try ArchiveReader(path: path).contents()
    report { (writer) in
      writer.member("entries", contents.entries)
      writer.member("raw_bytes", Int(contents.rawBytes))
      writer.member("stored_share", Double(contents.storedBytes) / Double(contents.rawBytes))
      writer.member("bytes_an_entry", Double(contents.storedBytes) / Double(contents.entries))
      writer.member("record_without_s", without)
      writer.member("record_with_s", with)
      writer.member(
        "added_us_an_entry", (with - without) / Double(contents.entries) * 1e6)
      writer.member("pack_s", packing)
    }
  } catch {
    throw BenchError(message: error.message)
  }
}

/// `archive-read`: how fast watchlists run over an archive, in `--rounds` rounds, a line each.
///
/// The archive of `--ledger` is unpacked and nothing else, matched with `--watchlists` that share out
/// `--terms` and nothing else, and put through a backtest on `--workers` threads.
func benchArchiveRead(_ arguments: BenchArguments) throws(BenchError) {
  let path = try arguments.required("--ledger")
  let workers = try arguments.count("--workers", default: 2)
  let lists = try watchlists(
    try readFile(arguments.required("--terms")),
    count: arguments.count("--watchlists", default: 100))
  let rounds = try arguments.count("--rounds", default: 1)
  do throws(LedgerError) {
    let reader = try ArchiveReader(path: path)
    let contents = try reader.contents()
    for _ in 0..<rounds {
      let unpacking = try unpack(contents, reader)
      let matching = try match(contents, reader, lists.0)
      let (start, cpuStart) = (wallTime(), cpuTime())
      let side = Backtest.Side(matcher: lists.0, watchlists: lists.1, feeds: [])
      let found = try Backtest(side, day: { Int($0.milliseconds / 86_400_000) })
        .run(ArchiveScan(workers: workers), over: reader)
      let (wall, cpu) = (wallTime() - start, cpuTime() - cpuStart)
      report { (writer) in
        writer.member("entries", contents.entries)
        writer.member("raw_bytes", Int(contents.rawBytes))
        writer.member("unpack_s", unpacking)
        writer.member("match_s", matching)
        writer.member("backtest_wall_s", wall)
        writer.member("backtest_cpu_s", cpu)
        writer.member("ratio", cpu / (unpacking + matching))
        writer.member("mb_a_cpu_s", Double(contents.rawBytes) / cpu / 1e6)
        writer.member("alerts", found.watchlists.reduce(0) { $0 + $1.alerts })
      }
    }
  } catch {
    throw BenchError(message: error.message)
  }
}

private func watchlists(
  _ terms: Lines, count: Int
) throws(BenchError) -> (Matcher, [String]) {
  var lists = (0..<count).map { Watchlist(name: "list \($0)") }
  var number = 0
  terms.forEachLine { line in
    lists[number % count].any.append(Term(String(decoding: line, as: UTF8.self)))
    number += 1
  }
  lists.removeAll { $0.any.isEmpty }
  do throws(TermFaults) {
    let matcher = try Matcher(lists)
    matcher.compile()
    return (matcher, lists.map(\.name))
  } catch {
    throw BenchError(message: error.faults.map(\.message).joined(separator: "\n"))
  }
}

private func entries(of text: Lines) -> [(Entry, Document)] {
  var entries: [(Entry, Document)] = []
  text.forEachLine { line in
    let cut = line.dropFirst(60).firstIndex(of: 0x20) ?? line.endIndex
    let title = String(decoding: line[..<cut], as: UTF8.self)
    let content = String(decoding: line[cut...], as: UTF8.self)
    let number = entries.count
    let entry = Entry(
      id: "urn:entry:\(number)", url: "https://press.example/articles/2026/11/\(number).html",
      title: Markup(title, .plain), fingerprint: UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
    entries.append(
      (
        entry,
        Document(
          title: FieldText(title), content: FieldText(content), language: "fr",
          source: Document.Source(
            name: "Press \(number / 20 % 50)", url: "https://press.example/\(number / 20 % 50)"))
      ))
  }
  return entries
}

/// CPU seconds of recording all, `times` over as so many entries.
private func record(
  _ entries: [(Entry, Document)], _ times: Int, path: String, keepsArchive: Bool
) throws(LedgerError) -> Double {
  for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
  let ledger = try SQLiteLedger(path: path, waitingForLock: .zero)
  ledger.keepsArchive = keepsArchive
  let start = cpuTime()
  var polls = 0
  for time in 0..<times {
    var at = 0
    while at < entries.count {
      var batch: [PollRecord] = []
      while batch.count < 8, at < entries.count {
        var part = Array(entries[at..<min(at + 20, entries.count)])
        for index in part.indices where time > 0 {
          part[index].0.id? += "/\(time)"
          part[index].0.url? += "?\(time)"
        }
        let feed = FeedID(url: "https://press.example/\(at / 20 % 50)")
        at += part.count
        var document = RecordedDocument(DocumentIdentity(part.map(\.0)))
        for (index, (entry, text)) in part.enumerated() {
          text.withBytes {
            document.add(index, entry, $0, language: text.language, source: text.source)
          }
        }
        batch.append(
          PollRecord(memory: FeedMemory(feed: feed), feedName: "Press", document: document))
        polls += 1
      }
      _ = try ledger.record(batch, at: Timestamp(seconds: 1_790_000_000 + Int64(polls)))
    }
  }
  return cpuTime() - start
}

private func pack(_ path: String) throws(LedgerError) -> Double {
  let ledger = try SQLiteLedger(path: path, waitingForLock: .zero)
  let start = cpuTime()
  let limits = LedgerLimits(
    archive: ArchiveSettings(keep: .seconds(86400 * 36500)), memory: .seconds(86400 * 36500),
    feeds: [])
  while try ledger.tidy(limits, at: Timestamp(seconds: 1_800_000_000)) {}
  return cpuTime() - start
}

private func unpack(
  _ contents: ArchiveContents, _ reader: ArchiveReader
) throws(LedgerError) -> Double {
  let start = cpuTime()
  let memory = PieceMemory()
  for place in contents.places { _ = try reader.piece(at: place).unpackedCount(in: memory) }
  return cpuTime() - start
}

/// CPU seconds of matching alone.
private func match(
  _ contents: ArchiveContents, _ reader: ArchiveReader, _ matcher: Matcher
) throws(LedgerError) -> Double {
  let scratch = MatchScratch()
  var seconds = 0.0
  for place in contents.places {
    let entries = try reader.piece(at: place).read().entries
    let start = cpuTime()
    for entry in entries { _ = matcher.matches(in: entry.document, using: scratch) }
    seconds += cpuTime() - start
  }
  return seconds
}

private func wallTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
