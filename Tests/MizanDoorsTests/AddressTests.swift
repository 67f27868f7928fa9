import MizanRecords
import Testing

@testable import MizanDoors

@Suite struct `An address` {
  @Test func `is taken apart`() throws {
    let address = try #require(WebAddress("https://Data.Example.ORG:8443/a/b.csv?x=1#top"))
    #expect(address.host == "data.example.org")
    #expect(address.port == 8443)
    #expect(address.isEncrypted)
    #expect(address.fileName == "b.csv")
    #expect(address.text == "https://Data.Example.ORG:8443/a/b.csv?x=1")
    #expect(WebAddress("http://h")?.port == 80)
    #expect(WebAddress("https://h/")?.fileName == "h")
    #expect(WebAddress("https://[2001:db8::1]/x")?.host == "2001:db8::1")
  }

  @Test(arguments: [
    "ftp://h/x", "file:///etc/passwd", "https://", "https://user:pw@h/x", "https://h@evil/x",
    "https://h\\@evil/", "https://h /x", "https://h\n/x", "https://h:0/", "https://h:99999/",
    "https://h:8x/", "https://ｈ/x", "gopher://h/", "https:///x", "https://[::1/x",
    "https://h_x%00/",
  ])
  func `that looks odd is none`(_ text: String) { #expect(WebAddress(text) == nil) }

  @Test(arguments: [
    ("127.0.0.1", true), ("127.9.9.9", true), ("0.0.0.0", true), ("10.1.2.3", true),
    ("172.16.0.1", true), ("172.32.0.1", false), ("192.168.1.1", true), ("169.254.169.254", true),
    ("100.64.0.1", true), ("100.128.0.1", false), ("224.0.0.1", true), ("255.255.255.255", true),
    ("198.18.0.1", true), ("8.8.8.8", false), ("93.184.216.34", false), ("192.0.2.1", true),
    ("203.0.113.9", true), ("::1", true), ("::", true), ("fe80::1", true), ("fc00::1", true),
    ("fd12::1", true), ("ff02::1", true), ("::ffff:127.0.0.1", true), ("::ffff:8.8.8.8", false),
    ("::127.0.0.1", true), ("64:ff9b::7f00:1", true), ("2002:7f00:1::", true),
    ("2002:808:808::", false), ("2001::1", true), ("2001:db8::1", true),
    ("2606:4700:4700::1111", false), ("fec0::1", true),
  ])
  func `is judged by its numbers`(_ text: String, _ isPrivate: Bool) throws {
    let place = try #require(NetworkPlace.all(of: text).first)
    #expect(place.isPrivate == isPrivate, "\(place.bytes)")
  }

  @Test(arguments: ["0x7f.1", "2130706433", "127.1", "0177.0.0.1"])
  func `written as an odd number is this machine all the same`(_ text: String) throws {
    #expect(try #require(NetworkPlace.all(of: text).first).isPrivate)
  }

  @Test func `is permitted by host, port and way together`() throws {
    var settings = Settings.Addresses()
    settings.allow = ["data.example.org", "http://plain.example.org:8080", "[2001:db8::1]:444"]
    let rules = AddressRules(settings)
    func permits(_ text: String) -> Bool { WebAddress(text).map(rules.permits) ?? false }
    #expect(permits("https://data.example.org/x"))
    #expect(permits("https://DATA.example.org.:443/x"))
    #expect(!permits("http://data.example.org/x"))
    #expect(!permits("https://data.example.org:444/x"))
    #expect(!permits("https://sub.data.example.org/x"))
    #expect(!permits("https://data.example.org.evil.com/x"))
    #expect(permits("http://plain.example.org:8080/"))
    #expect(!permits("https://plain.example.org:8080/"))
    #expect(permits("https://[2001:db8::1]:444/"))
    #expect(!AddressRules(Settings.Addresses()).permits(try #require(WebAddress("https://h/"))))
  }
}
