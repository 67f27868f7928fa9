import Foundation
import Glibc

/// A database server of one test, in a folder of its own, without a port: only by a socket.
final class PostgresServer {
  let folder: String
  private static let binaries: String? = {
    let root = "/usr/lib/postgresql"
    let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).sorted()
    return versions.last.map { "\(root)/\($0)/bin" }
  }()

  /// Nil, with a message, where there are no programs of a server, or `MIZAN_TEST_POSTGRES=0` says so.
  init?() {
    folder = "/tmp/mizan-pg-\(getpid())"
    guard ProcessInfo.processInfo.environment["MIZAN_TEST_POSTGRES"] != "0" else {
      print("skipped: MIZAN_TEST_POSTGRES=0 starts no PostgreSQL server")
      return nil
    }
    guard let binaries = PostgresServer.binaries,
      FileManager.default.isExecutableFile(atPath: binaries + "/initdb")
    else {
      print("skipped: there are no programs of a PostgreSQL server")
      return nil
    }
    guard
      run(["/bin/mkdir", "-m", "700", folder]),
      getuid() != 0 || run(["/bin/chown", "postgres", folder]),
      asServer([binaries + "/initdb", "-D", folder + "/data", "-A", "trust", "-U", "mizan", "-N"]),
      asServer([
        binaries + "/pg_ctl", "-D", folder + "/data", "-w", "-l", folder + "/log", "-o",
        "-c listen_addresses='' -k \(folder) -c fsync=off", "start",
      ])
    else {
      print("skipped: the PostgreSQL server does not start here")
      _ = run(["/bin/rm", "-rf", folder])
      return nil
    }
    let service = "[emis]\nhost=\(folder)\ndbname=postgres\nuser=mizan\n"
    let file = folder + ".service.conf"
    try? service.write(toFile: file, atomically: true, encoding: .utf8)
    setenv("PGSERVICEFILE", file, 1)
  }

  deinit {
    if let binaries = PostgresServer.binaries {
      _ = asServer([binaries + "/pg_ctl", "-D", folder + "/data", "-m", "immediate", "stop"])
    }
    _ = run(["/bin/rm", "-rf", folder, folder + ".service.conf"])
  }

  /// Runs statements by the program `psql`.
  func prepare(_ statements: String) -> Bool {
    run(["/usr/bin/psql", "-q", "-h", folder, "-U", "mizan", "-d", "postgres", "-c", statements])
  }

  /// A server refuses to run as root.
  private func asServer(_ words: [String]) -> Bool {
    run(getuid() == 0 ? ["/usr/sbin/runuser", "-u", "postgres", "--"] + words : words)
  }

  /// `Process` of Foundation waits for all that a program leaves running, so it is not used here.
  private func run(_ words: [String]) -> Bool {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in 0..<3 as Range<Int32> {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    guard posix_spawn(&process, words[0], &actions, nil, &arguments, environ) == 0 else {
      return false
    }
    var status: Int32 = -1
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status == 0
  }
}
