import Foundation
import Mizan
import Testing

struct LabelMatcherTests {
  private let standards: Standards

  init() throws { standards = try Standards(folder: StandardsFolder.find()) }

  private func json(_ answer: LabelMatcher.Answer) -> String {
    var bytes: [UInt8] = []
    answer.appendJSON(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `A label of a list gives its code, another its candidates`() throws {
    let matcher = try LabelMatcher(standards, list: "sex", country: nil)
    let girls = matcher.match("GIRLS")
    #expect(girls.code == "F")
    #expect(girls.candidates.map(\.code) == ["F"])
    let unsure = matcher.match("Girlz")
    #expect(unsure.code == nil)
    #expect(unsure.candidates.first?.code == "F")
    #expect(matcher.match("Girls?").code == nil)
  }

  @Test func `A grade is looked up in its country`() throws {
    let matcher = try LabelMatcher(standards, list: "grade", country: "UGA")
    #expect(matcher.match("P.7").code != nil)
    #expect(matcher.match("Primary seven hundred").code == nil)
  }

  @Test func `An area is looked up inside its parent`() throws {
    let matcher = try LabelMatcher(standards, list: "area", country: "SYR", level: 2)
    #expect(matcher.match("أريحا", parent: "SY07").code == "SY0705")
    let outside = matcher.match("أريحا", parent: "SY02")
    #expect(outside.code == nil)
    #expect(outside.candidates.first?.why == "same label, but in Idleb")
    #expect(matcher.match("أريحا", parent: "SY99").code == nil)
  }

  @Test func `A place of the deeper levels is looked up when its parent or its level is said`()
    throws
  {
    let matcher = try LabelMatcher(standards, list: "area", country: "SYR")
    #expect(matcher.match("الكفير", parent: "SY070500").code == "C8380")
    #expect(matcher.match("كفير", parent: "SY070500").code == "C8380")
    #expect(matcher.match("الكفير").code == nil)
    let deep = try LabelMatcher(standards, list: "area", country: "SYR", parent: "SY070500")
    #expect(deep.match("سيغاتا").code == "C8382")
    let third = try LabelMatcher(standards, list: "area", country: "SYR", level: 3)
    #expect(third.match("أتارب", parent: "SY0200").code == "SY020001")
  }

  @Test func `The answer as JSON has its four keys, and null for what is absent`() throws {
    let matcher = try LabelMatcher(standards, list: "area", country: "KEN", level: 1)
    let text = json(matcher.match("Home Bay"))
    #expect(
      text
        == "{\"label\":\"Home Bay\",\"parent\":null,\"code\":null,\"candidates\":[{\"code\":\"KE043\","
        + "\"name\":\"Homa Bay\",\"score\":0.875,\"why\":\"spelling, 1 letter\"}]}\n")
    #expect(
      json(matcher.match("a\"b\\\u{1}", parent: "KE\t"))
        == "{\"label\":\"a\\\"b\\\\\\u0001\",\"parent\":\"KE\\t\",\"code\":null,\"candidates\":[]}\n"
    )
  }

  @Test func `Every answer is JSON that another program can read`() throws {
    let matcher = try LabelMatcher(standards, list: "area", country: "ETH")
    for label in ["", "?", "ትግራይ", "\u{0}", "West\u{2028}Wellega", "\"", "Tigrai", "🏫"] {
      let value = try JSONSerialization.jsonObject(with: Data(json(matcher.match(label)).utf8))
      let object = try #require(value as? [String: Any])
      #expect(Set(object.keys) == ["label", "parent", "code", "candidates"])
      #expect(object["label"] as? String == label)
    }
  }

  @Test(arguments: [
    ("area", nil, nil, "COUNTRY_NOT_SAID"), ("area", "XXX", nil, "COUNTRY_UNKNOWN"),
    ("nothing", nil, nil, "LIST_UNKNOWN"), ("area", "SYR", "SY99", "PARENT_CODE_UNKNOWN"),
    ("sex", nil, "SY01", "PARENT_WITHOUT_AREAS"), ("grade", "SYR", "SY01", "PARENT_WITHOUT_AREAS"),
  ])
  func `What cannot be asked is refused`(
    list: String, country: String?, parent: String?, code: String
  ) {
    let failure = #expect(throws: Failure.self) {
      try LabelMatcher(standards, list: list, country: country, parent: parent)
    }
    #expect(failure?.diagnostics.first?.code.name == code)
  }

  @Test func `The table shows a code, or a question mark and candidates lined up`() throws {
    let matcher = try LabelMatcher(standards, list: "area", country: "SYR", level: 1)
    var bytes: [UInt8] = []
    matcher.match("حلب").appendTable(to: &bytes)
    matcher.match("Hims").appendTable(to: &bytes)
    matcher.match("Qqqq").appendTable(to: &bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("حلب  →  SY02\n    Aleppo\nHims  →  ?\n    0.75   SY04  Homs"))
    #expect(text.hasSuffix("Qqqq  →  ?\n    nothing is like it\n"))
  }
}
