import Foundation
import Mizan
import Testing

@Suite struct `Explaining` {
  private let explainer = Explainer(Workshop.standards, .english)

  private func object(_ answer: Explainer.Answer) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(answer.json.utf8)) as? [String: Any])
  }

  @Test func `a message gives what, why and what to do`() throws {
    let answer = try explainer.explain("number_ambiguous")
    #expect(answer.text.hasPrefix("NUMBER_AMBIGUOUS\n"))
    #expect(answer.text.contains("  why  ") && answer.text.contains("  fix  "))
    #expect(try object(answer)["code"] as? String == "NUMBER_AMBIGUOUS")
  }

  @Test(arguments: Messages.Language.allCases)
  func `every message of the program can be explained`(_ language: Messages.Language) throws {
    let explainer = Explainer(Workshop.standards, language)
    for code in Workshop.standards.messages().codes where !code.hasPrefix("UI_") {
      #expect(try explainer.explain(code).text.count > code.count + 5, "\(code)")
    }
  }

  @Test func `a code is found under the list's name and the field's name`() throws {
    let byList = try explainer.explain("edu_level:L1")
    let byField = try explainer.explain("level:L1")
    #expect(byList.text.contains("Primary") && byField.text.contains("Primary"))
    #expect(try object(byField)["code"] as? String == "L1")
    #expect(try explainer.explain("sex:girls").text.hasPrefix("sex:F"))
  }

  @Test(arguments: ["L1", "level:L77", "colour:RED", "away.csv:2"])
  func `what is not known is a failure and no guess`(_ what: String) throws {
    #expect(throws: Failure.self) { try explainer.explain(what) }
  }

  @Test(arguments: ["a.csv", "a.csv.gz", "a.zip"])
  func `a record of a packed file goes back to its cell`(name: String) throws {
    let shop = try Workshop()
    try shop.furnish()
    try shop.write(
      "Area,Year,Pupils,Site\nTD01,2023/24,12,Camp\nTD02,2023/24,x,Camp\n", to: "a.csv")
    // Two tables, so that the archive stands for its entries.
    try shop.write("Area,Year,Pupils,Site\nTD03,2023/24,7,Camp\n", to: "b.csv")
    let packs = [
      "a.csv.gz": ["gzip", "-k", "a.csv"],
      "a.zip": ["python3", "-m", "zipfile", "-c", "a.zip", "a.csv", "b.csv"],
    ]
    if let pack = packs[name] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = pack
      process.currentDirectoryURL = shop.folder
      try process.run()
      process.waitUntilExit()
      guard shop.exists(name) else {
        print("skipped: there is no program \(pack[0])")
        return
      }
    }
    let run = try Program.run(
      ["convert", name, "-m", "small.map.yaml", "-o", "out"], in: shop.folder)
    #expect(run.status == 1, "\(run.errors)")
    let why = try Program.run(["explain", "out/observation.csv:2"], in: shop.folder)
    #expect(why.status == 0, "\(why.errors)")
    #expect(why.output.contains(name + (name == "a.zip" ? " ▸ a.csv" : "") + " ▸ C2"))
    #expect(why.output.contains("value         12  ← C2 “12” under “Pupils”"))
    let held = try Program.run(["explain", "out/held.csv:2"], in: shop.folder)
    #expect(held.output.contains("C3  “x” under “Pupils”"))
  }

  @Test func `a held cell of a tree is shown under its heading, whatever slashes its name has`()
    throws
  {
    let shop = try Workshop()
    try shop.write(
      """
      file,sheet,row,scope,cells,reasons,a/b,../a/b,../c,d~e,_path
      x.json,/r,2,row,/r/0/a~1b /a~1b /c /r/0/d~0e,A B C D,own,outer,1,2,/r/0

      """, to: "held.csv")
    let text = try explainer.explain(shop.path("held.csv") + ":2").text
    #expect(text.contains("  /r/0/a~1b  “own” under “a/b”"))
    #expect(text.contains("  /c  “1” under “../c”"))
    #expect(text.contains("  /r/0/d~0e  “2” under “d~e”"))
  }

  @Test func `a held cell of the sheet around a repeated group has no letters of its own sheet`()
    throws
  {
    let shop = try Workshop()
    try shop.write(
      """
      file,sheet,row,scope,cells,reasons,boys,_parent_index,../adm2
      x.xlsx,grades,2,row,A2 C2,A B,x,1,UG?

      """, to: "held.csv")
    let answer = try explainer.explain(shop.path("held.csv") + ":2")
    #expect(answer.text.contains("  A2  “x” under “boys”"))
    #expect(answer.text.contains("  “UG?” under “../adm2”"))
    let cells = try #require(try object(answer)["cells"] as? [[String: Any]])
    #expect(cells.map { $0["cell"] as? String } == ["A2", nil])
  }

  @Test func `a record goes back to sheet, cell, text, rule and decision`() throws {
    let shop = try Workshop()
    try shop.furnish()
    _ = try shop.convert()
    let answer = try explainer.explain(shop.path("out/observation.csv") + ":3")
    let json = try object(answer)
    #expect(json["source_ref"] as? String == "C3")
    #expect(json["changed"] as? Bool == false)
    let fields = try #require(json["fields"] as? [[String: Any]])
    let value = try #require(fields.first { $0["field"] as? String == "value" })
    #expect(value["cell"] as? String == "C3")
    #expect(value["raw"] as? String == "30")
    #expect(value["heading"] as? String == "Pupils")
    #expect(value["how"] as? String == "as count")
    #expect(value["line"] as? Int == 10)
    let site = try #require(fields.first { $0["field"] as? String == "displacement" })
    #expect(site["value"] as? String == "HOST")
    #expect(site["raw"] as? String == "Town")
    #expect((site["decision"] as? String)?.hasSuffix("crosswalks/site.csv:3") == true)
    #expect(answer.text.contains("value         30  ← C3 “30” under “Pupils”"))
  }

  @Test func `a record of a workbook names the partner's own sheet once`() throws {
    let shop = try Workshop()
    let root = Program.root
    let mapping = try Harmonizer.mapping(
      at: root.appendingPathComponent("mappings/SYR/school-census.map.yaml").path,
      Workshop.standards)
    _ = try Harmonizer(Workshop.standards).convert(
      [Input(path: root.appendingPathComponent("examples/SYR/school-census.xlsx").path)],
      with: mapping, into: .folder(shop.path("out")))
    let text = try explainer.explain(shop.path("out/observation.csv") + ":17").text
    #expect(text.contains("school-census.xlsx ▸ إحصاء 2024 ▸ S6, by "))
    #expect(text.contains("← S6 “33” under “الصف الثامن / إناث”"))
    #expect(text.contains("SY02  ← A6 “حلب” under “المحافظة”"))
    #expect(!text.contains("إحصاء 2024!"))
  }

  @Test func `a source that has changed since is told`() throws {
    let shop = try Workshop()
    try shop.furnish()
    _ = try shop.convert()
    try shop.write(Workshop.rows.replacing(",30,", with: ",31,"), to: "rows.csv")
    let answer = try explainer.explain(shop.path("out/observation.csv") + ":3")
    #expect(try object(answer)["changed"] as? Bool == true)
    #expect(answer.text.contains("has changed"))
  }

  @Test func `a source that is gone is a missing file`() throws {
    let shop = try Workshop()
    try shop.furnish()
    _ = try shop.convert()
    try FileManager.default.removeItem(atPath: shop.path("rows.csv"))
    let failure = try #require(throws: Failure.self) {
      try explainer.explain(shop.path("out/observation.csv") + ":3")
    }
    #expect(failure.exitStatus == 66)
  }

  @Test(arguments: [
    (0, "EXPLAIN_NO_LINE"), (1, "EXPLAIN_NO_REFERENCE"), (4, "EXPLAIN_NO_LINE"),
    (99_999_999, "EXPLAIN_NO_LINE"),
  ]) func `a line that is no record is told`(line: Int, code: String) throws {
    let shop = try Workshop()
    try shop.furnish()
    _ = try shop.convert()
    let failure = try #require(throws: Failure.self) {
      try explainer.explain(shop.path("out/observation.csv") + ":\(line)")
    }
    #expect(failure.diagnostics.first?.code.name == code)
  }

  @Test func `a held row gives its cells, texts and reasons`() throws {
    let shop = try Workshop()
    try shop.furnish()
    _ = try shop.convert()
    let answer = try explainer.explain(shop.path("out/held.csv") + ":3")
    #expect(answer.text.contains("held row 5  rows.csv\n"))
    #expect(answer.text.contains("D5  “Hill” under “Site”"))
    #expect(answer.text.contains("\"Hill\" in column Site"))
    let json = try object(answer)
    #expect(json["reasons"] as? [String] == ["CODE_UNKNOWN"])
    #expect(json["scope"] as? String == "row")
    #expect((json["cells"] as? [[String: String]])?.first?["raw"] == "Hill")
  }

  @Test func `what may be personal is not shown`() throws {
    let shop = try Workshop()
    try shop.furnish(
      mapping: Workshop.mapping.replacing(
        "  value:", with: "  note: { from: site, as: text }\n  value:"))
    _ = try shop.convert()
    let answer = try explainer.explain(shop.path("out/observation.csv") + ":2")
    let note = try #require(
      (try object(answer)["fields"] as? [[String: Any]])?.first { $0["field"] as? String == "note" }
    )
    #expect(note["value"] is NSNull)
    #expect(note["raw"] as? String == "")
    #expect(answer.text.contains("note          (may be personal, not shown)  ← D2"))
  }
}
