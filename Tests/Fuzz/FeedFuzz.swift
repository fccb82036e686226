// Built only with GUETTEUR_FUZZ=1, with libFuzzer and AddressSanitizer:
//   GUETTEUR_FUZZ=1 swift build --product feed-fuzz --sanitize=address
//   ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no .build/debug/feed-fuzz corpus/
import Parsing

/// One document of libFuzzer's: any outcome will do but a trap, a hang or a bad access.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneFeed(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  if let feed = try? FeedParser.parse(bytes, base: "http://example.org/feed") {
    _ = JSONFeedWriter.bytes(of: feed)
  }
  return 0
}

@_silgen_name("LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutableRawPointer,
  _ one: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@_cdecl("feed_fuzz_main")
public func fuzzMain(_ count: CInt, _ arguments: UnsafeMutableRawPointer) -> CInt {
  var count = count
  var arguments = arguments
  return withUnsafeMutablePointer(to: &arguments) {
    runDriver(&count, UnsafeMutableRawPointer($0)) { fuzzOneFeed($0, $1) }
  }
}
