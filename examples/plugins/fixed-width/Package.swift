// swift-tools-version: 6.2
import PackageDescription

/// A program with a format of its own: the smallest whole plug-in in Swift.
let package = Package(
  name: "fixed-width",
  dependencies: [.package(name: "Mizan", path: "../../../")],
  targets: [
    .executableTarget(
      name: "convert-fixed", dependencies: [.product(name: "Mizan", package: "Mizan")])
  ]
)
