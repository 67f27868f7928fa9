import Foundation
import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanDoors

@Suite(.serialized) struct `A file of an address` {
  let bench = Bench()

  private func server() throws -> LocalServer {
    try LocalServer { path, port in
      switch path {
      case "/a.csv": LocalServer.page("200 OK", "a,b\n1,2\n")
      case "/moved": LocalServer.page("302 Found", "", "Location: /a.csv\r\n")
      case "/loop": LocalServer.page("302 Found", "", "Location: /loop\r\n")
      case "/away":
        LocalServer.page("302 Found", "", "Location: http://169.254.169.254/latest\r\n")
      case "/file": LocalServer.page("302 Found", "", "Location: file:///etc/passwd\r\n")
      case "/other":
        LocalServer.page("302 Found", "", "Location: http://localhost:\(port)/a.csv\r\n")
      case "/big": LocalServer.page("200 OK", String(repeating: "x", count: 3 << 20))
      case "/cut": "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nabc"
      case "/slow": "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc"
      default: LocalServer.page("404 Not Found", "no")
      }
    }
  }

  /// Settings that permit the server of the test.
  private func settings(_ server: LocalServer, cacheSeconds: Int = 0) -> Settings {
    var settings = Settings()
    settings.addresses.allow = ["http://127.0.0.1:\(server.port)"]
    settings.addresses.allowPrivate = settings.addresses.allow
    settings.addresses.cache = bench.path + "/cache/files"
    settings.addresses.cacheSeconds = cacheSeconds
    settings.addresses.bytes = 1 << 20
    settings.addresses.seconds = 5
    return settings
  }

  private func fetch(
    _ path: String, _ server: LocalServer, _ settings: Settings
  ) -> (text: String, failure: Failure?, codes: [String]) {
    var findings = Findings()
    do throws(Failure) {
      let made = try AddressDoor(settings).open(
        Input(path: "http://127.0.0.1:\(server.port)\(path)", name: "x"), &findings)
      return (
        String(decoding: made.held?.head(100) ?? [], as: UTF8.self), nil,
        findings.groups.map(\.key.code.name)
      )
    } catch {
      return ("", error, [])
    }
  }

  @Test func `is fetched, also behind a redirect`() throws {
    let server = try server()
    defer { server.stop() }
    #expect(fetch("/a.csv", server, settings(server)).text == "a,b\n1,2\n")
    #expect(fetch("/moved", server, settings(server)).text == "a,b\n1,2\n")
    #expect(server.paths == ["/a.csv", "/moved", "/a.csv"])
  }

  @Test(arguments: [
    ("/away", "URL_NOT_ALLOWED"), ("/file", "URL_INVALID"), ("/other", "URL_NOT_ALLOWED"),
    ("/loop", "URL_REDIRECTS"), ("/none", "URL_STATUS"), ("/big", "URL_TOO_LARGE"),
    ("/cut", "URL_FAILED"),
  ])
  func `that is not to be had is told`(_ path: String, _ code: String) throws {
    let server = try server()
    defer { server.stop() }
    #expect(fetch(path, server, settings(server)).failure?.name == code)
  }

  @Test func `that does not come in time is given up`() throws {
    let server = try server()
    defer { server.stop() }
    var settings = settings(server)
    settings.addresses.seconds = 1
    #expect(fetch("/slow", server, settings).failure?.name == "URL_TIMEOUT")
  }

  @Test func `is not asked for without permission`() throws {
    let server = try server()
    defer { server.stop() }
    #expect(fetch("/a.csv", server, Settings()).failure?.name == "URL_NOT_ALLOWED")
    var open = settings(server)
    open.addresses.allowPrivate = []
    let failure = fetch("/a.csv", server, open).failure
    #expect(failure?.name == "URL_PRIVATE_ADDRESS")
    #expect(failure?.kind == .mapping)
    #expect(server.paths.isEmpty)
  }

  @Test func `of a name that leads home is not asked for`() throws {
    var settings = Settings()
    settings.addresses.allow = ["data.example.org"]
    let door = AddressDoor(settings) { _ in
      [NetworkPlace(bytes: [93, 184, 216, 34]), NetworkPlace(bytes: [127, 0, 0, 1])]
    }
    var findings = Findings()
    #expect(throws: Failure.self) {
      _ = try door.open(Input(path: "https://data.example.org/x", name: "x"), &findings)
    }
  }

  @Test func `is not fetched from a permitted name that leads home, behind a redirect too`() throws
  {
    let server = try LocalServer { path, port in
      LocalServer.page("302 Found", "", "Location: http://data.example.org:\(port)/a.csv\r\n")
    }
    defer { server.stop() }
    var settings = settings(server)
    settings.addresses.allow.append("http://data.example.org:\(server.port)")
    let door = AddressDoor(settings) { _ in [NetworkPlace(bytes: [127, 0, 0, 1])] }
    var findings = Findings()
    do throws(Failure) {
      _ = try door.open(Input(path: "http://127.0.0.1:\(server.port)/x", name: "x"), &findings)
      Issue.record("the second address is on this machine")
    } catch {
      #expect(error.name == "URL_PRIVATE_ADDRESS")
    }
    #expect(server.paths == ["/x"])
  }

  @Test func `goes to the address that was judged`() throws {
    let server = try server()
    defer { server.stop() }
    var settings = settings(server)
    settings.addresses.allow = ["http://data.example.org:\(server.port)"]
    settings.addresses.allowPrivate = settings.addresses.allow
    var findings = Findings()
    let made = try AddressDoor(settings) { _ in [NetworkPlace(bytes: [127, 0, 0, 1])] }.open(
      Input(path: "http://data.example.org:\(server.port)/a.csv", name: "x"), &findings)
    #expect(made.held?.count == 8)
  }

  @Test func `is kept and used again, unless its bytes have changed`() throws {
    let server = try server()
    defer { server.stop() }
    let settings = settings(server, cacheSeconds: 100)
    #expect(fetch("/a.csv", server, settings).codes == [])
    let again = fetch("/a.csv", server, settings)
    #expect(again.codes == ["URL_FROM_CACHE"])
    #expect(again.text == "a,b\n1,2\n")
    #expect(server.paths.count == 1)
    let kept = SHA256.hex(Array("a,b\n1,2\n".utf8))
    let file = bench.path + "/cache/files/" + kept
    #expect(FileManager.default.fileExists(atPath: file))
    FileManager.default.createFile(atPath: file, contents: Data("a,b\n9,9\n".utf8))
    #expect(fetch("/a.csv", server, settings).text == "a,b\n1,2\n")
    #expect(server.paths.count == 2)
  }
}
