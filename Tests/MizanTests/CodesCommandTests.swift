import Foundation
import Mizan
import Testing

@Suite struct `Looking for codes` {
  private let browser = CodeBrowser(Workshop.standards, .english)

  private func codes(_ text: String, country: String? = nil) throws -> [String] {
    try browser.search(text, country: country, includesExternal: false).rows
      .map { "\($0[0]) \($0[1])" }
  }

  @Test(arguments: [
    ("girls", "sex F"), ("FILLES", "sex F"), ("بنات", "sex F"), ("أنثى", "sex F"),
    ("انثي", "sex F"), ("préscolaire", "edu_level L02"), ("PRESCOLAIRE", "edu_level L02"),
    ("رياض الاطفال", "edu_level L02"), ("réfugié", "displacement REF"), ("Chad", "country TCD"),
    ("Tchad", "country TCD"), ("تشاد", "country TCD"),
  ]) func `finds a text in any language and spelling`(text: String, code: String) throws {
    #expect(try codes(text).contains(code))
  }

  @Test func `puts what bears the text exactly before what only holds it`() throws {
    let rows = try browser.search("primary", country: nil, includesExternal: false).rows
    #expect(rows.first.map { [$0[0], $0[1]] } == ["edu_level", "L1"])
    #expect(rows.count > 3)
  }

  @Test func `finds areas and grades when a country is said`() throws {
    #expect(try codes("حلب", country: "SYR").contains("area SY02"))
    #expect(try !codes("حلب").contains("area SY02"))
    #expect(try codes("G5", country: "SYR").contains("grade G5"))
  }

  @Test func `finds codes of other standards when asked`() throws {
    let rows = try browser.search("INST_PRIV", country: nil, includesExternal: true).rows
    #expect(rows.contains { $0[0] == "uis_sector_edu" })
    let own = try browser.search("INST_PRIV", country: nil, includesExternal: false).rows
    #expect(own.isEmpty)
  }

  @Test func `finds nothing for nothing and tells an unknown country`() throws {
    #expect(try codes("").isEmpty)
    #expect(try codes("—").isEmpty)
    let failure = try #require(throws: Failure.self) { try codes("a", country: "XXX") }
    #expect(failure.exitStatus == 64)
  }
}

@Suite struct `The card of a code` {
  private func card(_ list: String, _ code: String) throws -> CodeCard {
    try CodeBrowser(Workshop.standards, .english).card(list, code: code)
  }

  @Test(arguments: Messages.Language.allCases)
  func `holds names, evidence and what others call it`(language: Messages.Language) throws {
    let messages = Workshop.standards.messages()
    let text = try card("ownership", "PRV").text(messages, language)
    for word in ["Private", "Privé", "خاص", "INST_PRIV (equal)", "V ("] {
      #expect(text.contains(word), "\(language): \(word)")
    }
    #expect(!text.contains("name_en"))
  }

  @Test func `is found by a name in any language and shows from when it holds`() throws {
    let text = try card("country", "Soudan du Sud").text(Messages(), .english)
    #expect(text.hasPrefix("country SSD\n"))
    #expect(text.contains("2011-07-09 – …"))
  }

  @Test func `is one JSON object without repeated keys`() throws {
    for (list, code) in [("ownership", "PRV"), ("edu_level", "L02"), ("sex", "F")] {
      let json = try card(list, code).json
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
      #expect(object["schema"] as? String == "mizan.code/1")
      #expect(object["name_fr"] as? String != nil)
      #expect(json.components(separatedBy: "\":").count - 1 == object.count, "\(list)")
    }
  }

  @Test func `of a list counts its codes by evidence`() throws {
    let browser = CodeBrowser(Workshop.standards, .french)
    for name in Workshop.standards.listNames {
      let json = try browser.card(name).json
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: String])
      let parts = ["verified", "recalled", "own"].compactMap { object[$0].flatMap { Int($0) } }
      #expect(parts.reduce(0, +) == object["count"].flatMap { Int($0) }, "\(name)")
      #expect(object["version"]?.isEmpty == false)
    }
  }
}

@Suite struct `Exchanging crosswalks` {
  private let exchange = CrosswalkExchange(Workshop.standards)

  @Test func `gives a list as it stands, by its name or that of a field`() throws {
    let text = try exchange.csv("level").text
    #expect(text == (try exchange.csv("edu_level").text))
    #expect(text.hasPrefix("code,name_en,name_fr,name_ar,"))
    #expect(try exchange.csv("uis_unit").text.contains("PER,"))
    #expect(try exchange.csv("sex--hxl_attribute").text.hasPrefix("source,target,"))
  }

  @Test func `tells names that are nothing`() throws {
    for work in [
      { try exchange.csv("nothing").text }, { try exchange.csv("../lists/sex").text },
      { try exchange.sssom("nothing", targetList: nil, license: nil).text },
      { try exchange.sssom("sex--hxl_attribute", targetList: "nothing", license: nil).text },
    ] {
      let failure = try #require(throws: Failure.self) { _ = try work() }
      #expect(failure.exitStatus == 64)
    }
  }

  @Test func `names the licence that it is told`() throws {
    let license = "https://creativecommons.org/licenses/by/4.0/"
    let text = try exchange.sssom("sex--hxl_attribute", targetList: nil, license: license).text
    #expect(text.contains("#license: \"\(license)\"\n"))
  }

  @Test func `writes a report of what is lost that balances`() throws {
    let shop = try Workshop()
    try shop.write(
      "source,target,relation,status,region,reviewed_on\nA,F,equal,approved,N,2026\nB,M,equal,approved,,\n",
      to: "c.csv")
    let run = try Program.run(
      ["codes", "export", "c.csv", "--to", "sssom", "-o", "c.tsv", "--list", "sex", "--json"],
      in: shop.folder)
    #expect(run.status == 0, "\(run.errors)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(report["schema"] as? String == "mizan.sssom/1")
    #expect(report["read"] as? Int == 2 && report["written"] as? Int == 2)
    #expect(report["complete"] as? Bool == false)
    let losses = try #require(report["losses"] as? [[String: Any]])
    #expect(
      losses.map { "\($0["code"] ?? "") \($0["subject"] ?? "") \($0["count"] ?? "")" } == [
        "SSSOM_VALUE_LOST reviewed_on 1", "SSSOM_EXTENSION status 2", "SSSOM_COLUMN_LOST region 1",
      ])
    let back = try Program.run(["codes", "import", "c.tsv"], in: shop.folder)
    #expect(
      back.output
        == "source,target,relation,valid_from,valid_to,status,reviewed_by,reviewed_on,note\nA,F,equal,,,approved,,,\nB,M,equal,,,approved,,,\n"
    )
  }

  @Test func `keeps browsing as it was`() throws {
    let shop = try Workshop()
    let short = try Program.run(["codes", "sex", "--json"], in: shop.folder)
    let long = try Program.run(["codes", "browse", "sex", "--json"], in: shop.folder)
    #expect(short.status == 0 && short.output == long.output && short.output.contains("\"F\""))
    let all = try Program.run(["codes"], in: shop.folder)
    for word in ["sex ", "uis_unit ", "sex--hxl_attribute ", "area --country SYR"] {
      #expect(all.output.contains(word), "\(word)")
    }
  }
}
