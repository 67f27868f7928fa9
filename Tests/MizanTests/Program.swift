import Foundation

/// Runs the built `mizan` beside the test bundle.
enum Program {
  /// What a run of the program gave.
  struct Run {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The checkout's root.
  static let root: URL = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Material that lies beside the checkout on some machines; nil elsewhere.
  static let shared: URL? = {
    let folder = root.deletingLastPathComponent().appendingPathComponent("shared")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  /// The program's path: beside the test bundle, or in the usual build folders.
  static let path: String = {
    let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let candidates = [
      Bundle.main.bundleURL.appendingPathComponent("mizan"),
      executable.deletingLastPathComponent().appendingPathComponent("mizan"),
      root.appendingPathComponent(".build/debug/mizan"),
      root.appendingPathComponent(".build/release/mizan"),
    ]
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) }?.path
      ?? "mizan"
  }()

  /// Runs the program in a folder, with a plain environment.
  static func run(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:],
    input: String? = nil
  ) throws -> Run {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var values = ["PATH": "/usr/bin:/bin", "LC_ALL": "C", "MIZAN_HOME": root.path]
    values.merge(environment) { _, new in new }
    process.environment = values
    let files = try ["out", "err"].map { name -> (URL, FileHandle) in
      let url = FileManager.default.temporaryDirectory
        .appendingPathComponent("mizan-\(UUID().uuidString).\(name)")
      _ = FileManager.default.createFile(atPath: url.path, contents: nil)
      return (url, try FileHandle(forWritingTo: url))
    }
    defer { for (url, _) in files { try? FileManager.default.removeItem(at: url) } }
    process.standardOutput = files[0].1
    process.standardError = files[1].1
    let pipe = Pipe()
    process.standardInput = pipe
    try process.run()
    if let input { try? pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
    try? pipe.fileHandleForWriting.close()
    process.waitUntilExit()
    let texts = try files.map { String(decoding: try Data(contentsOf: $0.0), as: UTF8.self) }
    return Run(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }

  /// An empty folder for one test; the caller removes it.
  static func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("mizan-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }
}
