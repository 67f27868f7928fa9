import Foundation
import Glibc

/// A server that speaks `https` with a certificate that it made itself, by the program `openssl`; it
/// serves the files of a folder.
final class SecureServer {
  private(set) var port = 0
  private var process: pid_t = 0
  private static let openssl = "/usr/bin/openssl"

  /// Nil, with a message, where there is no `openssl` or it does not start.
  /// - Parameter names: what the certificate is for, such as `DNS:localhost`.
  init?(_ bench: Bench, names: String) {
    guard FileManager.default.isExecutableFile(atPath: SecureServer.openssl) else {
      print("skipped: there is no program openssl")
      return nil
    }
    let made = spawn(
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "own.pem",
        "-days", "2", "-subj", "/CN=test", "-addext", "subjectAltName=\(names)",
      ], in: bench.path, output: "/dev/null")
    SecureServer.wait(made)
    let said = bench.path + "/said.txt"
    process = spawn(
      ["s_server", "-accept", "127.0.0.1:0", "-WWW", "-key", "key.pem", "-cert", "own.pem"],
      in: bench.path, output: said)
    // It says `ACCEPT 127.0.0.1:40123` when it is ready.
    for _ in 0..<200 where port == 0 {
      let lines = (try? String(contentsOfFile: said, encoding: .utf8))?.split(separator: "\n") ?? []
      let line = lines.first { $0.hasPrefix("ACCEPT") }
      port = line?.split(separator: ":").last.flatMap { Int($0) } ?? 0
      if port == 0 { usleep(20_000) }
    }
    guard port > 0 else {
      print("skipped: openssl s_server does not say its port")
      stop()
      return nil
    }
  }

  func stop() {
    guard process > 0 else { return }
    kill(process, SIGKILL)
    SecureServer.wait(process)
    process = 0
  }

  private static func wait(_ process: pid_t) {
    var status: Int32 = 0
    while process > 0, waitpid(process, &status, 0) < 0, errno == EINTR {}
  }

  /// `Process` of Foundation waits for all that other tests have started meanwhile.
  private func spawn(_ words: [String], in folder: String, output: String) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    let shell = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder, SecureServer.openssl]
    var arguments = (shell + words).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var made: pid_t = 0
    guard posix_spawn(&made, "/bin/sh", &actions, nil, &arguments, environ) == 0
    else { return 0 }
    return made
  }
}
