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
  let text = try readFile(arguments.required("--text"))
  let repeats = try arguments.count("--repeat", default: 1)
  let (matcher, build) = try compile(arguments)
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

/// `hits`: as a daemon matches, documents in, watchlists with their hits out.
func benchHits(_ arguments: BenchArguments) throws(BenchError) {
  let text = try readFile(arguments.required("--text"))
  let repeats = try arguments.count("--repeat", default: 1)
  let (matcher, build) = try compile(arguments)
  var documents: [Document] = []
  text.forEachLine {
    documents.append(Document(content: FieldText(String(decoding: $0, as: UTF8.self))))
  }
  let scratch = MatchScratch()
  var matches = 0
  var hits = 0
  let seconds = cpuSeconds {
    for _ in 0..<repeats {
      for document in documents {
        for match in matcher.matches(in: document, using: scratch) {
          matches += 1
          hits += match.hits.count
        }
      }
    }
  }
  report { (writer) in
    writer.member("bytes", text.bytes.count * repeats)
    writer.member("items", documents.count * repeats)
    writer.member("matches", matches / repeats)
    writer.member("hits", hits / repeats)
    writer.member("build_s", build)
    writer.member("cpu_s", seconds)
    writer.member("mb_s", Double(text.bytes.count * repeats) / seconds / 1e6)
  }
}

/// One watchlist of the terms of a file, and the seconds that it took.
private func compile(_ arguments: BenchArguments) throws(BenchError) -> (Matcher, Double) {
  let terms = try readFile(arguments.required("--terms"))
  var list: [Term] = []
  terms.forEachLine { list.append(Term(String(decoding: $0, as: UTF8.self))) }
  let start = cpuTime()
  do throws(TermFaults) {
    let matcher = try Matcher([Watchlist(name: "bench", any: list)])
    matcher.compile()
    return (matcher, cpuTime() - start)
  } catch {
    throw BenchError(
      message: error.faults.map { "\($0.term.text): \($0.message)" }.joined(separator: "\n"))
  }
}
