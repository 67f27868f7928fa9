import Foundation
import MizanDiagnostics
import Testing

@testable import MizanFormats

/// Writes down what a document tells, pieces of text joined.
private final class Recorder: XMLStream {
  private(set) var events: [String] = []
  private var buffer: [UInt8] = []

  private func flush() {
    if !buffer.isEmpty { events.append("text " + String(decoding: buffer, as: UTF8.self)) }
    buffer = []
  }

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    if failure != nil { return }
    flush()
    let own = "\(XMLName.text(name.prefix)):\(XMLName.text(name.local))@\(XMLName.text(name.uri))"
    let others = (0..<attributes.count).map { index in
      "\(XMLName.text(attributes.prefix(index))):\(XMLName.text(attributes.name(index)))"
        + "@\(XMLName.text(attributes.uri(index)))="
        + String(decoding: attributes.value(index), as: UTF8.self)
    }
    events.append("\(depth) <\(own) \(others)")
    if XMLName.text(name.local) == "fail" { fail(.limitDepth, ["known": "1"]) }
  }

  override func end(_ name: UnsafePointer<UInt8>) {
    if failure != nil { return }
    flush()
    events.append("\(depth) >\(XMLName.text(name))")
    if XMLName.text(name) == "failEnd" { fail(.limitDepth, ["known": "2"]) }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if failure == nil { buffer += bytes }
  }

  /// All events, the findings and how it ended.
  func run() -> [String] {
    do throws(Failure) {
      while try feed() {}
      flush()
      return events + findings.groups.map { "\($0.key.code.name) \($0.count)" }
    } catch {
      flush()
      let told = error.diagnostics.map {
        "\($0.code.name) \($0.place, default: "") \($0.arguments["problem"] ?? "")"
      }
      return events + findings.groups.map { "\($0.key.code.name) \($0.count)" } + told
    }
  }
}

@Suite struct `Plain runs of XML` {
  /// What a document tells, read by libxml2 alone and with plain runs, in pieces of these sizes.
  private func compare(_ document: [UInt8], sizes: [Int]) -> (plain: [String], slow: [String]) {
    func events(_ sizes: [Int], readsPlain: Bool) -> [String] {
      let place = Place("a.xml")
      let recorder = Recorder(PiecewiseBytes(document, sizes), place, Limits())
      recorder.readsPlain = readsPlain
      return recorder.run()
    }
    return (events(sizes, readsPlain: true), events(sizes, readsPlain: false))
  }

  private func isRefusal(_ told: [String]) -> String {
    ["XML_", "ENC_", "LIMIT_"].contains { told.last?.hasPrefix($0) == true } ? "refused" : "read"
  }

  static let documents = [
    "<r><a x='1'/><a x='2' y=\"b'c\">text</a>\n<b/></r>",
    "<?xml version='1.0' encoding='UTF-8'?>\n<m:r xmlns:m='urn:m' xmlns='urn:d'><m:a m:x='1' x='2'/><b>t<c/>u</b></m:r>\n",
    "<r>\n<s k='1'>\n<o v='1'/><!-- here --><o v='2 &amp; 3'/>\n</s>\n<s k='2'><o v='é'/>أ<o/></s></r>",
    "<r><s><o/><p xmlns='urn:p'><q/></p><q/><z:a xmlns:z='urn:z'><z:b z:c='1'/></z:a></s></r>",
    "<r><s><t><u a='1' a='2'/></t></s></r>",
    "<r><s><t>1</u></s></r>",
    "<r><s><t>\n\n<u>",
    "<r><s><z:t/></s></r>",
    "<r><s><o a='<'/></s></r>",
    "<r><s>\n<o>a]]>b</o></s></r>",
    "<r><s><o a='1'b='2'/></s></r>",
    "<r><s><o a = '1'/><o a='1' /><o\n a='1'\n></o ></s></r>",
    "<r><s><![CDATA[a<b>c]]><o/></s><?pi x?><s/></r>",
    "<r><s><o>\r\n</o><o a='x\ty'/></s></r>",
    "<r><s><a><fail/></a></s></r>",
    "<r>\n<s>\n<a>x<failEnd></failEnd></a></s></r>",
    "<r><s/></r><r/>",
    "<!DOCTYPE r [<!ATTLIST o d CDATA 'x'>]><r><o/><o e='1'/></r>",
    "<r><xml:o/><o xml:lang='fr'/><o xmlns=''/><p xmlns='urn:q'><o xmlns=''/><o/></p></r>",
    "<r><s><o a='1'/></s>\u{0}</r>",
  ]

  @Test(arguments: documents)
  func `tell what libxml2 alone tells, wherever blocks end`(_ document: String) {
    let bytes = Array(document.utf8)
    for sizes in [[1], [2, 3], [7], [1000], [5, 1, 30]] {
      let (plain, slow) = compare(bytes, sizes: sizes)
      #expect(plain == slow, "pieces of \(sizes)")
    }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `tell the same when signs are changed by chance`(_ seed: UInt64) {
    var random = Seeded(seed)
    let signs = Array("<>/='\" \n&;abx:![]-?é\u{0}\u{9}".utf8)
    for _ in 0..<60 {
      var document = Array(Self.documents[Int(random.next() % UInt64(Self.documents.count))].utf8)
      for _ in 0...Int(random.next() % 2) {
        let at = Int(random.next() % UInt64(document.count))
        let sign = signs[Int(random.next() % UInt64(signs.count))]
        switch random.next() % 3 {
        case 0: document[at] = sign
        case 1: document.insert(sign, at: at)
        default: document.remove(at: at)
        }
        if document.isEmpty { document = [60] }
      }
      let sizes = [1 + Int(random.next() % 9), 1 + Int(random.next() % 60)]
      var (plain, slow) = compare(document, sizes: sizes)
      if String(validating: document, as: UTF8.self) == nil {
        // What libxml2 says of bytes that are not UTF-8 hangs on where its pieces end.
        (plain, slow) = ([isRefusal(plain)], [isRefusal(slow)])
      }
      #expect(plain == slow, "\(String(decoding: document, as: UTF8.self).debugDescription)")
    }
  }

  @Test func `long documents of both kinds tell the same`() {
    var text = "<r xmlns:g='urn:g'>\n"
    for index in 0..<6_000 {
      text += "<g:series n='\(index)'><g:obs t='\(index % 30)'>\(index)</g:obs>"
      if index % 50 == 0 { text += "<note>été &lt; \(index)</note>" }
      if index % 1500 == 0 { text += "<long v='\(String(repeating: "x", count: 70_000))'/>" }
      text += "</g:series>\n"
    }
    let bytes = Array((text + "</r>").utf8)
    let (plain, slow) = compare(bytes, sizes: [1 << 16])
    #expect(plain == slow && plain.count > 30_000)
    let (cut, slowCut) = compare(
      bytes.dropLast(5000) + Array("</wrong></r>".utf8), sizes: [1 << 16])
    #expect(cut == slowCut)
    #expect(cut.last?.contains("XML_") == true)
  }

  @Test func `a document without plain runs is left to libxml2 after a few tokens`() {
    let text = "<r>" + String(repeating: "<é>أ</é>\n", count: 20_000) + "</r>"
    let (plain, slow) = compare(Array(text.utf8), sizes: [1 << 16])
    #expect(plain == slow && plain.count == 80_002)
  }

  @Test func `the documents of the W3C suite tell the same`() throws {
    guard Shared.has("data/5_suites/xmlconf_xmltest.tar.gz") else { return }
    let folder = Folder()
    let archive = Shared.path + "/data/5_suites/xmlconf_xmltest.tar.gz"
    try #require(Shared.run(["tar", "xzf", archive, "-C", folder.path]))
    var count = 0
    for part in ["valid/sa", "not-wf/sa", "not-wf/not-sa"] {
      for name in Shared.files(folder.path + "/xmltest/" + part) where name.hasSuffix(".xml") {
        let path = folder.path + "/xmltest/\(part)/\(name)"
        let bytes = Array(try #require(FileManager.default.contents(atPath: path)))
        let (plain, slow) = compare(bytes, sizes: [11, 90])
        #expect(plain == slow, "\(part)/\(name)")
        count += 1
      }
    }
    #expect(count > 250)
  }
}
