// swift-tools-version: 6.2
import PackageDescription

/// One list of settings for every target, a reason beside each.
let settings: [SwiftSetting] = [
  .strictMemorySafety(),  // C pointers are marked where they are used, so that a reader finds them
  .treatAllWarnings(as: .error),  // a warning that may stay is a warning nobody reads
  .enableUpcomingFeature("ExistentialAny"),  // dynamic dispatch is visible in the text
  .enableUpcomingFeature("InternalImportsByDefault"),  // a dependency does not leak through ours
  .enableUpcomingFeature("MemberImportVisibility"),  // a file names the modules it uses
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // async functions stay on their caller's actor
]

func module(
  _ group: String, _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = [],
  resources: [Resource]? = nil
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(group)/\(name)", exclude: exclude, resources: resources,
    swiftSettings: settings)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, path: "Tests/\(name)Tests",
    swiftSettings: settings)
}

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let lifecycle: [Target.Dependency] = [
  .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
  .product(name: "UnixSignals", package: "swift-service-lifecycle"),
]
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let metrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let nioParts = ["NIOHTTP1", "NIOPosix", "NIOWebSocket"].map {
  Target.Dependency.product(name: $0, package: "swift-nio")
}
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// The theme in `Site/`, which `Sources/Site/DefaultTheme/Theme` links to: compiled into the binary.
let themeFiles = [
  "templates/page.mustache", "templates/nav.mustache", "templates/nav-item.mustache", "templates/languages.mustache",
  "templates/language.mustache", "templates/alternate.mustache", "templates/breadcrumb.mustache",
  "templates/toc-item.mustache", "templates/contents.mustache", "templates/not-found.mustache",
  "templates/redirect.mustache", "templates/moniker.mustache", "templates/policy.mustache",
  "templates/changed-section.mustache",
  "assets/trin.css", "assets/print.css", "assets/trin.js", "assets/theme.js", "assets/contents.js",
  "assets/reading.js", "assets/reading.css", "assets/search.js", "assets/search.css", "assets/icon.svg",
  "strings/en-US.yml", "strings/da-DK.yml",
]

let package = Package(
  name: "trin",
  products: [
    .executable(name: "trin", targets: ["trin"]),
    .library(name: "Scenarios", targets: ["Scenarios", "ProcedureTesting"]),
    .library(name: "PasswordReset", targets: ["PasswordReset"]),
    .library(name: "PasswordResetSQLite", targets: ["PasswordResetSQLite"]),
    .library(name: "PasswordResetPostgreSQL", targets: ["PasswordResetPostgreSQL"]),
    .library(name: "PasswordResetMail", targets: ["PasswordResetMail"]),
    .library(name: "PasswordResetConformance", targets: ["PasswordResetConformance"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.5.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CCMark", path: "Sources/System/CCMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(
      name: "CSodium", path: "Sources/System/CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    // Without pkg-config, which knows nothing of it.
    .systemLibrary(name: "CStemmer", path: "Sources/System/CStemmer", providers: [.apt(["libstemmer-dev"])]),
    // Without a link: it is opened where it is used.
    .systemLibrary(
      name: "CCompression", path: "Sources/System/CCompression", providers: [.apt(["zlib1g-dev", "libbrotli-dev"])]),
    .systemLibrary(name: "CCurl", path: "Sources/System/CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CPostgreSQL", path: "Sources/System/CPostgreSQL", providers: [.apt(["libpq-dev"])]),
    .target(name: "CLibrary", path: "Sources/System/CLibrary"),
    module("System", "ChildProcesses", ["CLibrary"]),

    module("Articles", "Diagnostics", [], resources: [.embedInCode("Reports/Precision.txt")]),
    module("Articles", "CommonMark", ["CCMark", "CLibrary"]),
    module("Articles", "LearnMarkdown", ["CommonMark", "Diagnostics"]),
    module("Articles", "Stemming", ["CStemmer"]),
    module("Articles", "BoundedYAML", [yams]),
    module("Articles", "Docset", ["CLibrary", "ChildProcesses", "BoundedYAML", "LearnMarkdown", "Diagnostics", yams]),
    module("Articles", "ProductLabels", ["Docset", "LearnMarkdown", "Diagnostics", yams]),
    module("Articles", "FindingLanguages", ["ProductLabels"], resources: [.embedInCode("Sentences/da.po")]),

    module("Site", "SiteModel", ["Docset", "LearnMarkdown", "Diagnostics"]),
    module("Site", "SiteSearch", ["Stemming", "SiteModel", "Docset", "LearnMarkdown"]),
    module(
      "Site", "DefaultTheme", [], exclude: ["Theme/site.yml"],
      resources: themeFiles.map { .embedInCode("Theme/\($0)") }),
    module(
      "Site", "Checks",
      [
        "BoundedYAML", "ExternalLinks", "ProductLabels", "SiteModel", "Stemming", "Docset", "LearnMarkdown",
        "Diagnostics", yams,
      ]),
    module(
      "Site", "SiteRendering",
      [
        "BoundedYAML", "SiteModel", "SiteSearch", "DefaultTheme", "Docset", "LearnMarkdown", "Diagnostics", mustache,
        yams,
      ]),
    module(
      "Site", "SiteBuilding",
      [
        "CCompression",
        "BoundedYAML", "CLibrary", "Checks", "ProductLabels", "SiteModel", "SiteRendering", "Docset", "LearnMarkdown",
        "Diagnostics", yams,
      ]),
    module("Site", "ExternalLinks", ["CCurl", "Docset", "Diagnostics"]),
    module("Site", "Preview", ["FindingLanguages", "Diagnostics", hummingbird, logging, nio] + lifecycle),
    module(
      "Site", "TranslatorDesk",
      ["Checks", "Preview", "SiteBuilding", "SiteModel", "Docset", "LearnMarkdown", "Diagnostics"]),

    module(
      "Steps", "Procedures", ["BoundedYAML", "LearnMarkdown", "Diagnostics", yams],
      resources: [.embedInCode("Lexicons/da-DK.yml"), .embedInCode("Lexicons/en-US.yml")]),
    module("Steps", "Scenarios", ["BoundedYAML", "Procedures", "LearnMarkdown", "Diagnostics", yams]),

    module(
      "Steps", "ProcedureTesting",
      [
        "Procedures", "Scenarios", "SiteBuilding", "SiteRendering", "SiteModel", "Checks", "Docset", "LearnMarkdown",
        "Diagnostics",
      ]),

    module("Reset", "PasswordReset", ["CSodium", metrics]),
    module("Reset", "PasswordResetConformance", ["PasswordReset"]),
    module("Reset", "DirectoryStatus", ["PasswordReset", hummingbird, logging, metrics, nio]),
    module("Reset", "PasswordResetSQLite", ["PasswordReset", grdb]),
    module("Reset", "PasswordResetPostgreSQL", ["PasswordReset", "CPostgreSQL"]),
    module(
      "Reset", "PasswordResetMail", ["PasswordReset", "CCurl", mustache], resources: [.embedInCode("Templates")]),
    module("Reset", "AdminLabels", ["BoundedYAML", yams], resources: [.embedInCode("catalogue.yml")]),
    module(
      "Reset", "AdminSite",
      ["AdminLabels", "BoundedYAML", "PasswordReset", hummingbird, logging, mustache, nio, yams] + lifecycle,
      resources: [.embedInCode("Templates"), .embedInCode("Strings"), .embedInCode("Assets")]),

    module("Products", "AdminCenter", ["AdminLabels", "PasswordReset", "PasswordResetSQLite", "Scenarios"]),
    module("Products", "WebDriver", ["ChildProcesses", httpClient, nio] + nioParts),

    module("Products", "BrowserProduct", ["WebDriver", "Scenarios"]),
    module(
      "Products", "ProductFiles",
      [
        "BrowserProduct", "ChildProcesses", "Diagnostics", "Procedures", "ProductLabels", "Scenarios", "WebDriver",
        httpClient, nio,
      ] + nioParts),
    module(
      "Products", "AdminSiteProduct",
      ["AdminCenter", "AdminLabels", "AdminSite", "BrowserProduct", "PasswordReset", "Scenarios", "WebDriver", logging]),

    module(
      "Tool", "TrinCommands",
      [
        "FindingLanguages", "ProcedureTesting", "SiteBuilding", "Checks", "ExternalLinks", "SiteModel", "SiteRendering",
        "Preview",
        "TranslatorDesk", "Scenarios", "AdminCenter",
        "AdminSite", "AdminSiteProduct", "BrowserProduct", "ProductFiles", "WebDriver", "Docset", "LearnMarkdown",
        "Diagnostics",
        "PasswordReset", "PasswordResetSQLite", "PasswordResetPostgreSQL", "PasswordResetMail", "DirectoryStatus",
        "CLibrary", arguments, logging, metrics,
      ] + lifecycle),
    .executableTarget(name: "trin", dependencies: ["TrinCommands"], path: "Sources/Tool/trin", swiftSettings: settings),

    tests(of: "Preview", ["Diagnostics", logging]),
    tests(of: "Diagnostics", ["ChildProcesses"]),
    .target(name: "GoldenFiles", dependencies: ["LearnMarkdown"], path: "Tests/GoldenFiles", swiftSettings: settings),
    .target(name: "SeededNumbers", path: "Tests/SeededNumbers", swiftSettings: settings),
    tests(of: "LearnMarkdown", ["Diagnostics", "GoldenFiles", "SeededNumbers"]),
    tests(of: "Docset", ["LearnMarkdown", "Diagnostics", "GoldenFiles", "SeededNumbers"]),
    .target(
      name: "AnswerServer", dependencies: ["ChildProcesses"], path: "Tests/AnswerServer", swiftSettings: settings),
    tests(of: "ExternalLinks", ["AnswerServer", "Docset", "Diagnostics"]),
    tests(
      of: "Checks",
      [
        "ChildProcesses", "ProcedureTesting", "SiteBuilding", "SiteModel", "ExternalLinks", "AdminCenter", "Docset",
        "LearnMarkdown", "Diagnostics",
      ]),
    tests(of: "Procedures", ["LearnMarkdown", "Docset", "Diagnostics"]),
    tests(
      of: "Scenarios",
      [
        "ChildProcesses", "AdminCenter", "ProcedureTesting", "SiteBuilding", "Docset", "LearnMarkdown", "Diagnostics",
      ]),
    .testTarget(
      name: "MainJobTests",
      dependencies: [
        "trin", "TrinCommands", "ChildProcesses", "ProcedureTesting", "SiteBuilding", "SiteRendering", "Checks",
        "SiteModel", "Scenarios",
        "AdminCenter",
        "AnswerServer", "SeededNumbers", "Docset", "LearnMarkdown", "Diagnostics", yams,
      ],
      path: "Tests/MainJobTests", swiftSettings: settings),
    tests(of: "FindingLanguages", ["Diagnostics"]),
    tests(of: "ProductLabels", ["GoldenFiles", "BoundedYAML", "Docset", "Diagnostics", "SeededNumbers", yams]),
    tests(of: "AdminCenter", ["PasswordReset", "Scenarios"]),
    tests(of: "ProcedureTesting", ["Scenarios"]),
    .testTarget(
      name: "ScenarioReportTests",
      dependencies: [
        "ChildProcesses", "ProcedureTesting", "SiteBuilding", "SiteRendering", "SiteModel", "Scenarios", "AdminCenter",
        "Docset", "LearnMarkdown", "Diagnostics",
      ],
      path: "Tests/ScenarioReportTests", swiftSettings: settings),

    .executableTarget(
      name: "site-benchmark", dependencies: ["trin", "ProcedureTesting", "SiteBuilding", arguments],
      path: "Tests/SiteBenchmark", swiftSettings: settings),

    tests(
      of: "AdminSite", ["PasswordReset", "PasswordResetSQLite", "AdminLabels", httpClient, logging, nio] + nioParts),
    .target(
      name: "ScriptedPages", dependencies: ["BrowserProduct", "Scenarios", "WebDriver", hummingbird, logging, nio],
      path: "Tests/ScriptedPages", swiftSettings: settings),
    tests(
      of: "BrowserProduct",
      [
        "ScriptedPages", "AdminSiteProduct", "AdminCenter", "AdminSite", "PasswordReset", "Scenarios",
        "ProcedureTesting", "SiteBuilding", "WebDriver", "Docset", "Diagnostics",
      ]),

    tests(
      of: "SiteSearch",
      ["ChildProcesses", "Docset", "LearnMarkdown", "SeededNumbers", "SiteBuilding", "SiteModel", "WebDriver"]),

    tests(
      of: "ProductFiles",
      [
        "trin", "BoundedYAML", "BrowserProduct", "ChildProcesses", "Docset", "ProcedureTesting", "ProductLabels",
        "SiteBuilding", "Scenarios", "WebDriver", "Diagnostics",
      ]),

    tests(of: "PasswordReset", ["PasswordResetSQLite", "PasswordResetPostgreSQL", "PostgreSQLServers"]),
    tests(of: "PasswordResetSQLite", ["PasswordReset", "PasswordResetConformance", grdb]),
    .target(
      name: "PostgreSQLServers", dependencies: ["ChildProcesses"], path: "Tests/PostgreSQLServers",
      swiftSettings: settings),
    tests(
      of: "PasswordResetPostgreSQL",
      ["PasswordReset", "PasswordResetConformance", "PasswordResetSQLite", "PostgreSQLServers"]),
    tests(of: "DirectoryStatus", ["PasswordReset", "PasswordResetSQLite", logging, metrics]),
    tests(of: "PasswordResetMail", ["PasswordReset", "PasswordResetSQLite", "MailServers"]),
    .systemLibrary(name: "CFuzzer", path: "Tests/Fuzzing/CFuzzer"),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "AdminCenter", "Checks", "Diagnostics", "Docset", "LearnMarkdown", "PasswordReset", "PasswordResetMail",
        "Scenarios", "SiteModel", "SiteRendering",
      ],
      path: "Tests/Fuzzing/FuzzTargets", swiftSettings: settings),
    .executableTarget(
      name: "fuzz", dependencies: ["CFuzzer", "FuzzTargets"], path: "Tests/Fuzzing/Fuzz", swiftSettings: settings),
    .testTarget(
      name: "FuzzTests", dependencies: ["FuzzTargets"], path: "Tests/Fuzzing/FuzzTests", swiftSettings: settings),
    .target(name: "MailServers", dependencies: ["ChildProcesses"], path: "Tests/MailServers", swiftSettings: settings),
    tests(
      of: "TrinCommands",
      [
        "trin", "ChildProcesses", "MailServers", "PostgreSQLServers", "PasswordReset", "PasswordResetSQLite",
        "WebDriver",
      ]),
    .executableTarget(
      name: "reset-proof",
      dependencies: [
        "ChildProcesses", "PasswordReset", "PasswordResetSQLite", "PasswordResetPostgreSQL", "PostgreSQLServers",
      ],
      path: "Tests/ResetProof", swiftSettings: settings),
  ]
)
