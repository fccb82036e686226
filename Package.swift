// swift-tools-version: 6.2
import PackageDescription

// The rooms of docs/ARCHITECTURE.md, one target each. What a room may import is what stands in
// its `dependencies`; `--explicit-target-dependency-import-check error` makes that a build error.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  // Overlapping accesses are found by the compiler and, in debug builds, while the tests run.
  .unsafeFlags(
    ["-cross-module-optimization", "-enforce-exclusivity=unchecked"],
    .when(configuration: .release)),
]

/// The Swift runtime is linked in: a megabyte less at rest, and nothing to install beside the program.
/// Tests, which cannot be linked so, are built for debugging.
let linking: [LinkerSetting] = [
  .unsafeFlags(["-static-stdlib"], .when(configuration: .release))
]

let testSettings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(
  _ room: String, _ dependencies: [Target.Dependency] = ["Model"], exclude: [String] = []
) -> Target {
  .testTarget(
    name: "\(room)Tests", dependencies: [.byName(name: room), "TestSupport"] + dependencies,
    exclude: exclude, swiftSettings: testSettings)
}

func library(_ name: String, _ pkgConfig: String, _ packages: [String]) -> Target {
  .systemLibrary(
    name: name, path: "Sources/CLibraries/\(name)", pkgConfig: pkgConfig,
    providers: [.apt(packages)])
}

let package = Package(
  name: "guetteur",
  products: [
    .executable(name: "guetteur", targets: ["guetteur"]),
    .executable(name: "guetteur-bench", targets: ["guetteur-bench"]),
  ],
  targets: [
    library("CBrotli", "libbrotlidec", ["libbrotli-dev"]),
    .systemLibrary(name: "CBytes", path: "Sources/CLibraries/CBytes"),
    library("CCurl", "libcurl", ["libcurl4-openssl-dev"]),
    library("CDeflate", "libdeflate", ["libdeflate-dev"]),
    // The one target of C: jemalloc reads a variable that no module map can define.
    .target(
      name: "CHeap", path: "Sources/CLibraries/CHeap",
      linkerSettings: [.linkedLibrary("jemalloc", .when(configuration: .release))]),
    library("CICU", "icu-uc", ["libicu-dev"]),
    library("CLibxml2", "libxml-2.0", ["libxml2-dev"]),
    .systemLibrary(name: "CLinux", path: "Sources/CLibraries/CLinux"),
    library("CSQLite", "sqlite3", ["libsqlite3-dev"]),
    library("CSystemd", "libsystemd", ["libsystemd-dev"]),
    library("CZstd", "libzstd", ["libzstd-dev"]),

    room("Locking"),
    room("Model"),
    room("JSON"),
    room("PlainText", ["Model"]),
    room("Config", ["Model", "JSON"]),
    room("Scheduling", ["Model"]),
    room("Subscriptions", ["CLibxml2"]),
    room(
      "Fetching",
      ["Locking", "Model", "PlainText", "CCurl", "CDeflate", "CBrotli", "CLinux", "CZstd"]),
    room("Parsing", ["Locking", "Model", "PlainText", "JSON", "CBytes", "CLibxml2"]),
    room("Matching", ["Locking", "Model", "PlainText", "CBytes", "CICU"]),
    room("Recording", ["Model", "JSON", "CDeflate", "CSQLite", "CZstd"]),
    room("Reporting", ["Model", "JSON", "PlainText", "CSystemd"]),
    room("History", ["Locking", "Model", "PlainText", "Matching", "Recording"]),
    room(
      "Daemon",
      [
        "Locking", "Model", "JSON", "PlainText", "Config", "Scheduling", "Fetching", "Parsing",
        "Matching", "Recording", "Reporting", "History", "CHeap", "CLinux", "CSystemd",
      ]),
    .executableTarget(
      name: "guetteur",
      dependencies: [
        "Locking", "Model", "JSON", "PlainText", "Config", "Scheduling", "Fetching", "Parsing",
        "Matching",
        "Recording", "Reporting", "History", "Subscriptions", "Daemon",
      ],
      swiftSettings: settings, linkerSettings: linking),
    .executableTarget(
      name: "guetteur-bench",
      dependencies: [
        "Model", "JSON", "PlainText", "Parsing", "Matching", "Recording", "Reporting", "History",
      ],
      path: "Benchmarks/guetteur-bench", swiftSettings: settings, linkerSettings: linking),

    .target(
      name: "TestSupport", dependencies: ["Locking", "Model", "Recording"],
      path: "Tests/TestSupport",
      exclude: ["Fixtures"], swiftSettings: testSettings),
    tests("Model", []),
    tests("JSON"),
    tests("PlainText"),
    tests("Config", ["Model", "JSON"]),
    tests("Scheduling"),
    tests("Fetching", ["Model", "PlainText"]),
    tests("Parsing", ["Model", "PlainText", "JSON"]),
    tests("Matching", ["Model", "PlainText", "JSON"], exclude: ["Fixtures"]),
    tests("Subscriptions", []),
    tests("Recording", ["Model", "JSON"]),
    tests("Reporting", ["Model", "JSON"]),
    tests("History", ["Model", "Matching", "Recording"]),
    tests(
      "Daemon",
      [
        "Model", "JSON", "PlainText", "Config", "Scheduling", "Fetching", "Parsing", "Matching",
        "Recording", "Reporting", "History",
      ]),
    .testTarget(
      name: "ProgramTests",
      dependencies: [
        "guetteur", "Model", "JSON", "Config", "Matching", "Recording", "Reporting", "TestSupport",
      ],
      swiftSettings: testSettings),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["Model", "JSON", "Recording", "TestSupport", "guetteur"],
      exclude: ["Hostile/flooding_h2.py", "naive_reading.py"],
      swiftSettings: testSettings),
  ]
)

// The fuzz targets need the fuzzer's runtime, which an ordinary build does without.
if Context.environment["GUETTEUR_FUZZ"] != nil {
  func fuzz(_ name: String, _ dependencies: [Target.Dependency], path: String) -> Target {
    .executableTarget(
      name: name, dependencies: dependencies, path: path,
      swiftSettings: settings + [.unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])])
  }
  // What is fuzzed counts its own branches too.
  for target in package.targets
  where ["PlainText", "JSON", "Parsing", "Matching"].contains(target.name) {
    target.swiftSettings = settings + [.unsafeFlags(["-sanitize=fuzzer"])]
  }
  package.targets += [
    fuzz("feed-fuzz", ["Parsing"], path: "Tests/Fuzz"),
    fuzz("match-fuzz", ["Model", "Matching"], path: "Tests/FuzzMatching"),
  ]
}
