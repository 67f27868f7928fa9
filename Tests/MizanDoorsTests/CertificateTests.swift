import Foundation
import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanDoors

@Suite(.serialized) struct `The certificate of a server` {
  private let bench = Bench()

  private func fetch(
    _ server: SecureServer, host: String = "localhost", certificates: String? = nil,
    own: Bool = true
  ) -> (text: String, failure: Failure?) {
    var settings = Settings()
    settings.file = bench.path + "/mizan.yaml"
    settings.addresses.allow = ["\(host):\(server.port)"]
    settings.addresses.allowPrivate = own ? settings.addresses.allow : []
    settings.addresses.cacheSeconds = 0
    settings.addresses.seconds = 10
    settings.addresses.certificates = certificates
    var findings = Findings()
    do throws(Failure) {
      let door = AddressDoor(settings) { _ in [NetworkPlace(bytes: [127, 0, 0, 1])] }
      let made = try door.open(
        Input(path: "https://\(host):\(server.port)/a.csv", name: "a.csv"), &findings)
      return (String(decoding: made.held?.head(100) ?? [], as: UTF8.self), nil)
    } catch {
      return ("", error)
    }
  }

  @Test func `that nobody vouches for is refused; named in the settings it is trusted`() throws {
    _ = bench.write("a.csv", "a,b\n1,2\n")
    guard let server = SecureServer(bench, names: "DNS:localhost") else { return }
    defer { server.stop() }
    let refused = fetch(server).failure
    #expect(refused?.name == "URL_NOT_TRUSTED")
    #expect(refused?.diagnostics[0].arguments["value"] == "localhost")
    #expect(fetch(server, certificates: "own.pem").text == "a,b\n1,2\n")
    #expect(fetch(server, certificates: bench.path + "/own.pem").text == "a,b\n1,2\n")
    // For another name, from a file that is not there, from one that holds none.
    #expect(
      fetch(server, host: "data.example.org", certificates: "own.pem").failure?.name
        == "URL_NOT_TRUSTED")
    #expect(fetch(server, certificates: "none.pem").failure?.name == "URL_NOT_TRUSTED")
    #expect(fetch(server, certificates: "a.csv").failure?.name == "URL_NOT_TRUSTED")
    #expect(fetch(server, own: false).failure?.name == "URL_PRIVATE_ADDRESS")
  }

  @Test func `of one's own is no help for a host of the open network`() throws {
    _ = bench.write("a.csv", "a,b\n1,2\n")
    guard let server = SecureServer(bench, names: "DNS:data.example.org") else { return }
    defer { server.stop() }
    // The name is said to lie in the open network, where nobody answers: the system's list counts.
    var settings = Settings()
    settings.addresses.allow = ["data.example.org:\(server.port)"]
    settings.addresses.certificates = bench.path + "/own.pem"
    let rules = AddressRules(settings.addresses)
    let address = try #require(WebAddress("https://data.example.org:\(server.port)/a.csv"))
    #expect(rules.permits(address) && !rules.permitsOwn(address))
    let place = Place("a.csv")
    let local = NetworkPlace(bytes: [127, 0, 0, 1])
    #expect(throws: Failure.self) {
      _ = try Fetch(settings.addresses, place).run(address, at: local, milliseconds: 9000)
    }
    let own = Fetch(settings.addresses, place, certificates: bench.path + "/own.pem")
    guard case .content(let held) = try own.run(address, at: local, milliseconds: 9000) else {
      Issue.record("the server answers with the file")
      return
    }
    #expect(String(decoding: held.head(9), as: UTF8.self) == "a,b\n1,2\n")
  }
}
