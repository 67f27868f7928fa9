// swift-tools-version: 6.2
import PackageDescription

/// The house. A room may open only the doors listed beside it; `.ci/run` builds with
/// `--explicit-target-dependency-import-check error`, so this file is the law.
let package = Package(
  name: "Mizan",
  products: [
    .library(name: "Mizan", targets: ["Mizan"]),
    .executable(name: "mizan", targets: ["mizan"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Cellar: libraries of the system.
    .systemLibrary(
      name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"]), .brew(["openssl"])]),
    .systemLibrary(name: "CSystem"),

    // Ground floor: vocabulary.
    .target(name: "MizanDiagnostics"),
    .target(name: "MizanRecords", dependencies: ["MizanDiagnostics", "CCrypto"]),
    .target(
      name: "MizanFormats",
      dependencies: ["MizanDiagnostics", "MizanRecords", "CZip", "CZlib", "CXML2"]),
    .target(
      name: "MizanStandardsData", path: "standards", exclude: ["README.md"],
      sources: ["StandardsData.swift"],
      resources: [
        .copy("schema"), .copy("lists"), .copy("countries"), .copy("messages"),
        .copy("external"), .copy("crosswalks"),
      ]),
    .target(
      name: "MizanStandards",
      dependencies: ["MizanDiagnostics", "MizanRecords", "MizanStandardsData", "CSystem"]),

    // The doors: what comes in and is no file. A house keeps what came through a door, then reads it.
    .target(name: "MizanDoors", dependencies: ["MizanDiagnostics", "MizanRecords", "CSystem"]),

    // First floor: five rooms with no doors between them.
    .target(name: "MizanSources", dependencies: ["MizanDiagnostics", "MizanRecords"]),
    .target(
      name: "MizanMapping",
      dependencies: [
        "MizanDiagnostics", "MizanRecords", "MizanStandards", "CSystem",
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "MizanQuality", dependencies: ["MizanDiagnostics", "MizanRecords", "CSystem"]),
    .target(name: "MizanSinks", dependencies: ["MizanDiagnostics", "MizanRecords", "CSystem"]),
    .target(name: "MizanReports", dependencies: ["MizanDiagnostics"]),

    // Roof: the only place where the rooms meet.
    .target(
      name: "Mizan",
      dependencies: [
        "MizanDiagnostics", "MizanRecords", "MizanFormats", "MizanStandards", "MizanSources",
        "MizanMapping", "MizanQuality", "MizanSinks", "MizanReports", "MizanDoors",
      ]),
    .executableTarget(
      name: "mizan",
      dependencies: ["Mizan", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "Sources/mizan-cli"),

    // Proof.
    .testTarget(name: "MizanDiagnosticsTests", dependencies: ["MizanDiagnostics"]),
    .testTarget(
      name: "MizanRecordsTests", dependencies: ["MizanRecords", "MizanDiagnostics"]),
    .testTarget(
      name: "MizanFormatsTests",
      dependencies: ["MizanFormats", "MizanRecords", "MizanDiagnostics"]),
    .testTarget(
      name: "MizanDoorsTests", dependencies: ["MizanDoors", "MizanRecords", "MizanDiagnostics"]),
    .testTarget(
      name: "MizanStandardsTests",
      dependencies: ["MizanStandards", "MizanRecords", "MizanDiagnostics"]),
    .testTarget(
      name: "MizanSourcesTests",
      dependencies: ["MizanSources", "MizanRecords", "MizanDiagnostics"]),
    .testTarget(
      name: "MizanMappingTests",
      dependencies: ["MizanMapping", "MizanStandards", "MizanRecords", "MizanDiagnostics"]),
    .testTarget(
      name: "MizanQualityTests",
      dependencies: ["MizanQuality", "MizanRecords", "MizanDiagnostics"]),
    .testTarget(
      name: "MizanSinksTests",
      dependencies: ["MizanSinks", "MizanRecords", "MizanDiagnostics"]),
    .testTarget(
      name: "MizanReportsTests",
      dependencies: ["MizanReports", "MizanRecords", "MizanDiagnostics"]),
    .testTarget(
      name: "MizanTests", dependencies: ["Mizan", "mizan", "MizanFormats", "MizanRecords"]),
  ]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}
