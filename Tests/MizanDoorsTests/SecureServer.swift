import Foundation

/// A server that speaks `https` with a certificate that it made itself, by the program `openssl`; it
/// serves the files of a folder.
final class SecureServer {
  let port: Int
  private let process = Process()
  private static let openssl = "/usr/bin/openssl"

  /// Nil, with a message, where there is no `openssl`.
  /// - Parameter names: what the certificate is for, such as `DNS:localhost`.
  init?(_ bench: Bench, names: String) throws {
    guard FileManager.default.isExecutableFile(atPath: SecureServer.openssl) else {
      print("skipped: there is no program openssl")
      return nil
    }
    let make = Process()
    make.executableURL = URL(fileURLWithPath: SecureServer.openssl)
    make.arguments = [
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", bench.path + "/key.pem", "-out",
      bench.path + "/own.pem", "-days", "2", "-subj", "/CN=test", "-addext",
      "subjectAltName=\(names)",
    ]
    make.standardError = FileHandle.nullDevice
    try make.run()
    make.waitUntilExit()
    process.executableURL = URL(fileURLWithPath: SecureServer.openssl)
    process.arguments = [
      "s_server", "-accept", "127.0.0.1:0", "-WWW", "-key", bench.path + "/key.pem", "-cert",
      bench.path + "/own.pem",
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: bench.path)
    let said = Pipe()
    process.standardOutput = said
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // It says `ACCEPT 127.0.0.1:40123` when it is ready.
    var text = ""
    while !text.contains("ACCEPT") || !text.hasSuffix("\n") {
      let more = said.fileHandleForReading.availableData
      if more.isEmpty { break }
      text += String(decoding: more, as: UTF8.self)
    }
    let line = text.split(separator: "\n").first { $0.hasPrefix("ACCEPT") } ?? ""
    port = Int(line.split(separator: ":").last ?? "") ?? 0
    if port == 0 {
      print("skipped: openssl s_server does not say its port")
      stop()
      return nil
    }
  }

  func stop() {
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
  }
}
