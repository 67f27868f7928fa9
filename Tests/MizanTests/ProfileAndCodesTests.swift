import Foundation
import Mizan
import Testing

@Suite struct `A profile` {
  private func profile(_ text: String, samples: Int = 4) throws -> FileProfile {
    let shop = try Workshop()
    try shop.write(text, to: "rows.csv")
    return try FileProfiler(samples: samples).profile(Input(path: shop.path("rows.csv")))
  }

  @Test func `tells where the headings and the data are`() throws {
    let table = try #require(
      try profile("Monthly return,,\n,,\nArea,Year,Pupils\nTD01,2023/24,5\n,,\nTD02,2023/24,6\n")
        .tables.first)
    #expect(table.headingRow == 3)
    #expect(table.headingRows == 1)
    #expect(table.firstRow == 4)
    #expect(table.rows == 2)
    #expect(table.columns.map(\.heading) == ["Area", "Year", "Pupils"])
    #expect(table.columns.map(\.letters) == ["A", "B", "C"])
  }

  @Test func `joins two heading rows where one names columns alike`() throws {
    let file = Program.root.appendingPathComponent("examples/SYR/school-census.xlsx").path
    let table = try #require(try FileProfiler().profile(Input(path: file)).tables.first)
    #expect(table.headingRow == 5)
    #expect(table.headingRows == 2)
    #expect(table.rows == 25)
    #expect(table.columns[3].heading == "الصف الأول / ذكور")
    #expect(Set(table.columns.map(\.heading)).count == 22)
  }

  @Test(arguments: [
    ("12", true), ("1 204", true), ("1,234.5", true), ("-5", true), ("٤٢", true), ("١٬٢٠٤", true),
    ("1\u{202F}204", true), ("1e3", false), ("12 pupils", false), ("-", false), ("n/d", false),
    ("1..2", false), ("12.", false), ("G1", false),
  ]) func `knows what looks like a number`(text: String, isNumber: Bool) throws {
    let column = try #require(try profile("Value\tB\n\(text)\tx\n").tables.first?.columns.first)
    #expect(column.filled == 1)
    #expect((column.numbers == 1) == isNumber)
  }

  @Test func `shows as many different values as asked for, each once`() throws {
    let rows = "Area,B\n" + ["x", "y", "x", "z", "w"].map { "\($0),1\n" }.joined()
    #expect(try profile(rows, samples: 2).tables[0].columns[0].samples == ["x", "y"])
    #expect(try profile(rows, samples: 9).tables[0].columns[0].samples == ["x", "y", "z", "w"])
    #expect(try profile(rows, samples: 0).tables[0].columns[0].samples == [])
  }

  @Test func `is sound JSON whatever the texts`() throws {
    let profile = try profile("A \"b\",C\\d\n\"x\ny\",\u{1}\n")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(FileProfile.json([profile]).utf8))
        as? [String: Any])
    #expect(json["schema"] as? String == "mizan.profile/1")
    let table = try #require(
      ((json["files"] as? [[String: Any]])?.first?["tables"] as? [[String: Any]])?.first)
    #expect(table["heading_row"] as? Int == 1)
    #expect(table["first_row"] as? Int == 2)
    #expect((table["columns"] as? [[String: Any]])?.first?["heading"] as? String == "A \"b\"")
  }

  @Test func `says words in the language asked for and keeps the data`() throws {
    let profile = try profile("Area,B\nحلب,1\n")
    for language in Messages.Language.allCases {
      #expect(profile.text(Workshop.standards.messages(), language).contains("حلب"))
    }
  }

  @Test func `of a broken file is a failure`() throws {
    let shop = try Workshop()
    try shop.write("PK\u{3}\u{4} cut off", to: "broken.xlsx")
    let failure = try #require(throws: Failure.self) {
      try FileProfiler().profile(Input(path: shop.path("broken.xlsx")))
    }
    #expect(failure.exitStatus == 65)
  }
}

@Suite struct `Browsing codes` {
  private let browser = CodeBrowser(Workshop.standards, .english)

  @Test func `shows every list and every country with its count`() throws {
    let rows = browser.lists().rows
    #expect(Set(Workshop.standards.listNames).isSubset(of: rows.map { $0[0] }))
    for country in Workshop.standards.countryCodes {
      #expect(rows.contains { $0[0] == "area --country \(country)" && (Int($0[1]) ?? 0) > 0 })
      #expect(rows.contains { $0[0] == "grade --country \(country)" && (Int($0[1]) ?? 0) > 0 })
    }
  }

  @Test(arguments: [("حلب", "SY02"), ("aleppo", "SY02"), ("ALEPPO", "SY02"), ("SY02", "SY02")])
  func `finds a place in any script and case`(text: String, code: String) throws {
    let rows = try browser.table("area", country: "SYR", containing: text).rows
    #expect(rows.contains { $0[0] == code })
  }

  @Test func `shows names in the language asked for`() throws {
    let arabic = CodeBrowser(Workshop.standards, .arabic)
    let rows = try arabic.table("area", country: "SYR", containing: "aleppo").rows
    #expect(rows.first { $0[0] == "SY02" }?.last == "حلب")
  }

  @Test func `takes the name of a field for its list`() throws {
    let byField = try browser.table("level", country: nil, containing: "").rows
    let byList = try browser.table("edu_level", country: nil, containing: "").rows
    #expect(byField == byList)
    #expect(byField.count > 10)
  }

  @Test func `of grades shows the level of each by its years`() throws {
    let rows = try browser.table("grade", country: "SYR", containing: "G5").rows
    #expect(rows.map { $0[1] } == ["L1", "L2", "L1"])
  }

  @Test(arguments: [
    ("colours", String?.none, "LIST_UNKNOWN"), ("area", nil, "COUNTRY_NOT_SAID"),
    ("grade", nil, "COUNTRY_NOT_SAID"), ("area", "XXX", "COUNTRY_UNKNOWN"),
  ]) func `tells what is not there`(list: String, country: String?, code: String) throws {
    let failure = try #require(throws: Failure.self) {
      try browser.table(list, country: country, containing: "")
    }
    #expect(failure.exitStatus == 64)
    #expect(failure.diagnostics.first?.code.name == code)
  }

  @Test func `gives one JSON object a line`() throws {
    let json = try browser.table("sex", country: nil, containing: "").json
    let lines = json.split(separator: "\n")
    #expect(lines.count == 5)
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
      #expect(object?["code"]?.isEmpty == false)
    }
  }

  @Test func `lines columns up`() throws {
    let lines = try browser.table("sex", country: nil, containing: "").text.split(separator: "\n")
    let start = try #require(lines[0].range(of: "name")).lowerBound
    let column = lines[0].distance(from: lines[0].startIndex, to: start)
    for line in lines.dropFirst() {
      #expect(line.dropFirst(column - 1).first == " ")
      #expect(line.dropFirst(column).first != " ")
    }
  }
}
