import Dispatch
import Foundation
import TestSupport
import Testing

@testable import Daemon

@Suite struct `Watched files` {
  private let folder = TemporaryFolder()
  private let queue = DispatchQueue(label: "watch")

  private final class Count: Sendable {
    private let value = Locked(0)
    func add() { value.withLock { $0 += 1 } }
    var now: Int { value.withLock { $0 } }
  }

  /// Watches `file`, makes the edit, and waits for the word of it.
  private func expectNews(of file: String, after edit: () throws -> Void) async throws {
    let count = Count()
    let watch = try FileWatch(on: queue) { count.add() }
    #expect(queue.sync { watch.watch([file]) } == [])
    queue.sync {}
    let before = count.now

    try edit()

    try await eventually("news of \(file)") { count.now > before }
    withExtendedLifetime(watch) {}
  }

  @Test func `are told of when they are written`() async throws {
    let file = try folder.write("1", as: "config.json")

    try await expectNews(of: file) { try folder.write("2", as: "config.json") }
  }

  /// As `docker run -v ./config.json:/etc/guetteur/config.json` does: the folder that is watched is
  /// not the one in which the edit happens.
  @Test func `are told of when they are mounted one by one`() async throws {
    let outside = try folder.write("1", as: "outside.json")
    let inside = TemporaryFolder()
    let file = try inside.write("", as: "config.json")
    guard mount(outside, file, nil, UInt(MS_BIND), nil) == 0 else { return }  // no right to mount
    defer { umount2(file, Int32(MNT_DETACH)) }

    try await expectNews(of: file) {
      let handle = try #require(FileHandle(forWritingAtPath: outside))
      try handle.write(contentsOf: Data("2".utf8))
      try handle.close()
    }
  }

  @Test func `are told of when an editor replaces them`() async throws {
    let file = try folder.write("1", as: "config.json")
    let other = try folder.write("2", as: "config.json~")

    try await expectNews(of: file) { rename(other, file) }
  }

  @Test func `are told of when they vanish, and when they appear`() async throws {
    let file = try folder.write("1", as: "config.json")

    try await expectNews(of: file) { unlink(file) }
    try await expectNews(of: file) { try folder.write("2", as: "config.json") }
  }

  @Test func `are told of when a link on the way to them is exchanged`() async throws {
    let other = TemporaryFolder()
    for version in ["1", "2"] {
      mkdir(other.file(version), 0o755)
      try other.write(version, as: version + "/config.json")
    }
    symlink(other.file("1"), other.file("..data"))
    symlink(other.file("..data/config.json"), folder.file("config.json"))

    try await expectNews(of: folder.file("config.json")) {
      symlink(other.file("2"), other.file("..new"))
      rename(other.file("..new"), other.file("..data"))
    }
  }

  @Test func `are told of when a link to their folder is exchanged`() async throws {
    for version in ["1", "2"] {
      mkdir(folder.file(version), 0o755)
      try folder.write(version, as: version + "/config.json")
    }
    symlink("1", folder.file("current"))

    try await expectNews(of: folder.file("current/config.json")) {
      symlink("2", folder.file("new"))
      rename(folder.file("new"), folder.file("current"))
    }
  }

  @Test func `are told of when a link two folders above is exchanged`() async throws {
    for version in ["1", "2"] {
      mkdir(folder.file(version), 0o755)
      mkdir(folder.file(version + "/etc"), 0o755)
      try folder.write(version, as: version + "/etc/config.json")
    }
    symlink("1", folder.file("current"))

    try await expectNews(of: folder.file("current/etc/config.json")) {
      symlink("2", folder.file("new"))
      rename(folder.file("new"), folder.file("current"))
    }
  }

  @Test func `are not told of when a neighbour changes`() async throws {
    let file = try folder.write("1", as: "config.json")
    let count = Count()
    let watch = try FileWatch(on: queue) { count.add() }
    #expect(queue.sync { watch.watch([file]) } == [])

    try folder.write("1", as: "alerts.jsonl")
    try folder.write("2", as: "config.json")

    try await eventually("the news") { count.now > 0 }
    let news = count.now
    for round in 0..<50 { try folder.write("\(round)", as: "alerts.jsonl") }
    try folder.write("3", as: "config.json")
    try await eventually("more news") { count.now > news }
    #expect(count.now <= news + 3)
    withExtendedLifetime(watch) {}
  }

  @Test func `that cannot be watched are returned`() throws {
    let watch = try FileWatch(on: queue) {}

    let failures = queue.sync { watch.watch([folder.file("nowhere/config.json")]) }

    #expect(failures.map(\.code) == [ENOENT])
    #expect(failures.first?.call.contains("nowhere") == true)
  }
}
