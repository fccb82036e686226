// Built only with GUETTEUR_FUZZ=1, with libFuzzer and AddressSanitizer:
//   GUETTEUR_FUZZ=1 swift build --product match-fuzz --sanitize=address
//   ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no .build/debug/match-fuzz corpus/
import Matching
import Model

private let languages: [String?] = [
  nil, "fr", "en", "de", "es", "pt", "it", "pl", "ru", "ar", "fa", "he", "ja", "zh", "ko", "vi",
]
// libFuzzer runs one thread.
nonisolated(unsafe) private let scratch = MatchScratch()

/// A byte for the language, a line for the term, and the text: any answer will do but a trap, a
/// hang, a bad access, or a span that is not the text of its field.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneMatch(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  guard let first = bytes.first else { return 0 }
  let parts = bytes.dropFirst().split(separator: 0x0A, maxSplits: 1)
  guard parts.count == 2 else { return 0 }
  let term = String(decoding: parts[0], as: UTF8.self)
  let text = String(decoding: parts[1], as: UTF8.self)
  guard let matcher = try? Matcher([Watchlist(name: "w", any: [Term(term)])]) else { return 0 }
  let document = Document(
    title: FieldText(text), content: FieldText(text),
    language: languages[Int(first) % languages.count])
  for match in matcher.matches(in: document, using: scratch) {
    for hit in match.hits {
      let scalars = Array(text.unicodeScalars)
      precondition(hit.start < hit.end && hit.end <= scalars.count, "a span outside its field")
      precondition(
        String(String.UnicodeScalarView(scalars[hit.start..<hit.end])) == hit.text,
        "a span that is not its text")
    }
  }
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutableRawPointer,
  _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@_cdecl("match_fuzz_main")
public func fuzzMain(_ count: CInt, _ arguments: UnsafeMutableRawPointer) -> CInt {
  var count = count
  var arguments = arguments
  return withUnsafeMutablePointer(to: &arguments) {
    runDriver(&count, UnsafeMutableRawPointer($0)) { fuzzOneMatch($0, $1) }
  }
}
