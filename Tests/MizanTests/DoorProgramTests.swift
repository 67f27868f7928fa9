import Foundation
import Glibc
import Testing

/// Runs `mizan` on what is no plain file.
@Suite struct `DoorProgram: the program` {
  private let folder: URL

  init() throws { folder = try Program.temporaryFolder() }

  private func write(_ name: String, _ text: String, runs: Bool = false) throws {
    let path = folder.appendingPathComponent(name).path
    FileManager.default.createFile(
      atPath: path, contents: Data(text.utf8),
      attributes: runs ? [.posixPermissions: 0o755] : nil)
  }

  private func done() { try? FileManager.default.removeItem(at: folder) }

  @Test func `reads the rows that a permitted address gives`() throws {
    defer { done() }
    let server = try HTTPStub("a,b\n1,2\n")
    defer { server.stop() }
    let url = "http://127.0.0.1:\(server.port)/t.csv?key=1"
    let refused = try Program.run(["read", url], in: folder)
    #expect(refused.status == 78)
    #expect(refused.errors.contains("URL_NOT_ALLOWED"))
    #expect(server.count == 0)
    try write(
      "mizan.yaml",
      "mizan: 1\nurls: { allow: [\"http://127.0.0.1:\(server.port)\"], "
        + "allow_private: [\"http://127.0.0.1:\(server.port)\"], cache: kept }\n")
    let run = try Program.run(["read", url], in: folder)
    #expect(run.output == "a,b\n1,2\n")
    #expect(run.status == 0, "\(run.errors)")
    let again = try Program.run(["read", url], in: folder)
    #expect(again.output == run.output)
    #expect(server.count == 1)
  }

  @Test func `says how a database server is named`() throws {
    defer { done() }
    let run = try Program.run(
      ["read", "postgresql://u:secret@h/d", "--query", "select 1"], in: folder)
    #expect(run.status == 78)
    #expect(run.errors.contains("DATABASE_ADDRESS"))
    #expect(!run.errors.contains("secret"))
  }

  @Test func `reads a query of a database file`() throws {
    defer { done() }
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/sqlite3") else {
      print("skipped: there is no program sqlite3")
      return
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = [
      folder.path + "/s.sqlite",
      "create table s(name text, boys int); insert into s values('A',12),('B',null);",
    ]
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let run = try Program.run(
      ["read", "s.sqlite", "--query", "select name, boys from s", "--to", "ndjson"], in: folder)
    #expect(
      run.output == "{\"name\":\"A\",\"boys\":12}\n{\"name\":\"B\"}\n",
      "\(run.errors)")
    let profile = try Program.run(["profile", "s.sqlite"], in: folder)
    #expect(profile.status == 0)
    #expect(profile.output.contains("sqlite"))
    let refused = try Program.run(["read", "s.sqlite", "--query", "delete from s"], in: folder)
    #expect(refused.errors.contains("QUERY_REFUSED"))
  }
}

/// A server that answers every request with one page.
private final class HTTPStub: @unchecked Sendable {
  let port: Int
  private let socket: Int32
  private let lock = NSLock()
  private var requests = 0
  var count: Int { lock.withLock { requests } }

  init(_ body: String) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let own = socket
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(own, $0, length) == 0 && listen(own, 8) == 0 && getsockname(own, $0, &length) == 0
      }
    }
    try #require(isBound)
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in
      while true {
        let client = accept(socket, nil, nil)
        if client < 0 { break }
        lock.withLock { requests += 1 }
        var block = [UInt8](repeating: 0, count: 4096)
        _ = read(client, &block, block.count)
        let reply = Array(
          "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
            .utf8)
        _ = send(client, reply, reply.count, Int32(MSG_NOSIGNAL))
        close(client)
      }
      close(socket)
    }
  }

  func stop() { shutdown(socket, Int32(SHUT_RDWR)) }
}
