import Glibc
import JSON
import Reporting

/// `log`: alert lines through the real log writer.
func benchLog(_ arguments: BenchArguments) throws(BenchError) {
  let path = try arguments.required("--out")
  let lines = try arguments.count("--lines")
  let name = try arguments.required("--sync")
  guard let sync = LogBench.Sync(rawValue: name) else {
    throw BenchError(message: "--sync is batch, line or none, not '\(name)'")
  }
  var outcome: Result<Int, LogError>?
  let start = wallTime()
  let cpu = cpuSeconds {
    do throws(LogError) {
      outcome = .success(try LogBench.run(path: path, lines: lines, sync: sync))
    } catch {
      outcome = .failure(error)
    }
  }
  let wall = wallTime() - start
  switch outcome {
  case .success(let bytes):
    report { (writer) in
      writer.member("lines", lines)
      writer.member("bytes", bytes)
      writer.member("wall_s", wall)
      writer.member("cpu_s", cpu)
      writer.member("lines_s", Double(lines) / wall)
    }
  case .failure(let error):
    throw BenchError(
      message: "\(error.path): \(error.operation): \(String(cString: strerror(error.errno)))")
  case nil: break
  }
}

private func wallTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
