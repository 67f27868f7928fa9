import Foundation
import Mizan
import Testing

@Suite struct `A reason in the language of the reader` {
  private let standards: Standards
  private let messages: Messages

  init() throws {
    standards = try Standards(folder: StandardsFolder.find())
    messages = standards.messages()
  }

  private func words(_ language: Messages.Language) -> ReasonWords {
    ReasonWords(messages, language)
  }

  @Test(arguments: [
    ("same label", "même libellé"), ("spelling, 1 letter", "orthographe, 1 lettre"),
    ("spelling, 12 letters", "orthographe, 12 lettres"),
    ("same without the article", "identique sans l’article"),
    (
      "same label, without the kind of place, alias “Idlib”",
      "même libellé, sans le type de lieu, autre nom « Idlib »"
    ),
    (
      "same label, but in Idleb, in use until 2023-08-18",
      "même libellé, mais dans Idleb, en usage jusqu’au 2023-08-18"
    ),
    ("same label, alias “a, but in b”", "même libellé, autre nom « a, but in b »"),
  ])
  func `is put together from its parts, and can be read back`(
    _ english: String, _ french: String
  ) {
    #expect(words(.french).text(english) == french)
    #expect(words(.english).text(french) == english)
    let arabic = words(.arabic).text(english)
    #expect(arabic != english)
    #expect(words(.french).text(arabic) == french)
    #expect(words(.english).text(english) == english)
  }

  @Test(arguments: [
    "", "x", "spelling, many letters", ", but in Idleb", "known, but in Idleb", "same label, but",
  ])
  func `stays as it is when nobody knows it`(_ text: String) {
    for language in Messages.Language.allCases { #expect(words(language).text(text) == text) }
  }

  /// Labels that are like names in every way there is.
  @Test func `is known for each that the registers and the lists give`() throws {
    var seen: Set<String> = []
    func look(_ country: String?, _ list: String, _ labels: [String], parent: String? = nil) throws
    {
      let matcher = try LabelMatcher(
        standards, list: list, country: country, parent: parent, limit: 9)
      for label in labels {
        for candidate in matcher.match(label).candidates {
          let arabic = words(.arabic).text(candidate.why)
          #expect(arabic != candidate.why, "\(candidate.why)")
          #expect(words(.english).text(arabic) == candidate.why)
          seen.insert(String(candidate.why.split(separator: ",")[0]))
          seen.formUnion(
            candidate.why.split(separator: ",").dropFirst().map {
              String($0.drop { $0 == " " }.split(separator: " ")[0])
            })
        }
      }
    }
    try look(
      "SYR", "area",
      [
        "Idlib Governorate", "Hims", "حمص", "الحسكه", "Zor Deir ez", "Damascu Rural x", "Halab",
        "Suqaylabiyah",
      ])
    try look("SYR", "area", ["أريحا"], parent: "SY02")
    try look("ETH", "area", ["Wolayita", "Gamoo", "ወላይታ", "Oromiya"])
    try look("PSE", "area", ["Gazza", "بيت لحمم", "Ramalla and Bireh"])
    try look(nil, "sex", ["femal", "girlz", "the girls"])
    for part in ["same label", "spelling", "without", "alias", "but", "in"] {
      #expect(seen.contains(part), "\(part): \(seen.sorted())")
    }
  }

  @Test func `follows a queue through the languages of its readers`() throws {
    let desk = try ReviewDesk()
    var options = RunOptions()
    options.language = .french
    _ = try desk.shop.convert(map: "desk.map.yaml", into: "out", options)
    let queue = try desk.queue()
    let reasons = queue.flatMap { $0.proposals.map(\.why) }
    #expect(reasons.contains("orthographe, 1 lettre"), "\(reasons)")
    #expect(!reasons.contains { $0.contains("letter") && !$0.contains("lettre") })
    var session = try desk.session("out", .arabic)
    var shown = try session.begin()
    for _ in queue { shown += try session.press("s") }
    #expect(shown.contains("اختلاف في حرف واحد"))
    #expect(!shown.contains("lettre"))
  }
}
