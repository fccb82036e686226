import Foundation

/// The folder of captured feeds and texts that the project does not own: `GUETTEUR_SHARED`, else
/// `shared` beside the package. Tests that need it are skipped without it.
public enum SharedFolder {
  public static let path: String? = {
    if let path = ProcessInfo.processInfo.environment["GUETTEUR_SHARED"] { return path }
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let beside = package.deletingLastPathComponent().appendingPathComponent("shared").path
    return FileManager.default.fileExists(atPath: beside) ? beside : nil
  }()

  /// The bytes of a file below it; nil when it is not there.
  public static func bytes(_ name: String) -> [UInt8]? {
    guard let path, let data = FileManager.default.contents(atPath: path + "/" + name) else {
      return nil
    }
    return Array(data)
  }
}
