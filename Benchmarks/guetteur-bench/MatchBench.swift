import Glibc
import JSON
import Matching
import Model

/// `fold`: the folding alone, one line a text.
func benchFold(_ arguments: BenchArguments) throws(BenchError) {
  let text = try readFile(arguments.required("--text"))
  let repeats = try arguments.count("--repeat", default: 1)
  var output = [UInt8](repeating: 0, count: 3 * text.longestLine + 64)
  let seconds = cpuSeconds {
    for _ in 0..<repeats {
      text.forEachLine { line in
        output.withUnsafeMutableBufferPointer { _ = Folding.fold(line, into: $0) }
      }
    }
  }
  report { (writer) in
    writer.member("bytes", text.bytes.count * repeats)
    writer.member("items", text.lineCount * repeats)
    writer.member("cpu_s", seconds)
    writer.member("mb_s", Double(text.bytes.count * repeats) / seconds / 1e6)
  }
}

/// `match`: the whole job, raw text in, (entry, term) pairs out. With `GUETTEUR_BENCH_PAIRS` in the
/// environment each pair is printed too, as numbers from 0 of line and term.
func benchMatch(_ arguments: BenchArguments) throws(BenchError) {
  let terms = try readFile(arguments.required("--terms"))
  let text = try readFile(arguments.required("--text"))
  let repeats = try arguments.count("--repeat", default: 1)
  var list: [Term] = []
  terms.forEachLine { list.append(Term(String(decoding: $0, as: UTF8.self))) }
  var compiled: Result<Matcher, TermFaults>?
  let build = cpuSeconds {
    do throws(TermFaults) {
      compiled = .success(try Matcher([Watchlist(name: "bench", any: list)]))
    } catch {
      compiled = .failure(error)
    }
  }
  let matcher: Matcher
  switch compiled {
  case .success(let value): matcher = value
  case .failure(let faults):
    throw BenchError(
      message: faults.faults.map { "\($0.term.text): \($0.message)" }.joined(separator: "\n"))
  case nil: return
  }
  let scratch = MatchScratch()
  var pairs = 0
  let seconds = cpuSeconds {
    for _ in 0..<repeats {
      text.forEachLine { pairs += matcher.satisfiedTerms(in: $0, using: scratch).count }
    }
  }
  if getenv("GUETTEUR_BENCH_PAIRS") != nil {
    var line = 0
    text.forEachLine {
      for term in matcher.satisfiedTerms(in: $0, using: scratch) { print(line, term) }
      line += 1
    }
  }
  report { (writer) in
    writer.member("bytes", text.bytes.count * repeats)
    writer.member("items", text.lineCount * repeats)
    writer.member("pairs", pairs / repeats)
    writer.member("build_s", build)
    writer.member("cpu_s", seconds)
    writer.member("mb_s", Double(text.bytes.count * repeats) / seconds / 1e6)
  }
}
