import JSON
import Model
import Parsing

/// `parse`: feeds from memory, every field extracted; FILE of --list holds one path a line.
func benchParse(_ arguments: BenchArguments) throws(BenchError) {
  let list = try readFile(arguments.required("--list"))
  let repeats = try arguments.count("--repeat", default: 1)
  var paths: [String] = []
  list.forEachLine { if !$0.isEmpty { paths.append(String(decoding: $0, as: UTF8.self)) } }
  var documents: [Lines] = []
  for path in paths { documents.append(try readFile(path)) }
  var items = 0
  var failed = 0
  let seconds = cpuSeconds {
    for _ in 0..<repeats {
      for document in documents {
        do throws(FeedError) {
          items += try FeedParser.parse(document.bytes).entries.count
        } catch {
          failed += 1
        }
      }
    }
  }
  let bytes = documents.reduce(0) { $0 + $1.bytes.count } * repeats
  report { (writer) in
    writer.member("feeds", documents.count * repeats)
    writer.member("bytes", bytes)
    writer.member("items", items)
    writer.member("failed", failed)
    writer.member("cpu_s", seconds)
    writer.member("mb_s", Double(bytes) / seconds / 1e6)
    writer.member("feeds_s", Double(documents.count * repeats) / seconds)
  }
}
