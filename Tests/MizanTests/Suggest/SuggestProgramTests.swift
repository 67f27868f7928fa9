import Foundation
import Testing

/// The command, as people and pipes use it.
@Suite struct `mizan suggest` {
  @Test func `asks the open points one by one and reads the answers from a pipe`() throws {
    let shop = try Workshop()
    try shop.write(`A drafted mapping`.partners, to: "rows.csv")
    let run = try Program.run(
      ["suggest", "rows.csv", "-o", "a.map.yaml", "--interactive"], in: shop.folder,
      input: "FEED\nnonsense\n1\n2023\n\n")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("activity.reporting_mode"))
    #expect(run.errors.contains("  1  PERIODIC"))
    #expect(run.errors.contains("none of the answers"))
    #expect(run.errors.contains("1 decisions open"))
    let draft = try shop.text("a.map.yaml")
    #expect(draft.contains("activity_type: { value: FEED }"))
    #expect(draft.contains("school_year: { value: \"2023\" }"))
    #expect(draft.contains("measure: { value: \"TODO: REA"))

    let check = try Program.run(["check", "a.map.yaml"], in: shop.folder)
    #expect(check.status == 0)
    #expect(check.errors.contains("warning[MAP_UNDECIDED]"))
    let convert = try Program.run(
      ["convert", "rows.csv", "-m", "a.map.yaml", "-o", "out"], in: shop.folder)
    #expect(convert.status == 2)
    #expect(convert.errors.contains("error[MAPPING_UNDECIDED]"))
    #expect(convert.errors.contains("REA | TGT"))
    #expect(!shop.exists("out"))
  }

  @Test func `asks for the country first, and less once it is known`() throws {
    let shop = try Workshop()
    try shop.write(`Open points of a draft`.unknown, to: "rows.csv")
    let run = try Program.run(
      ["suggest", "rows.csv", "-o", "a.map.yaml", "--interactive"], in: shop.folder,
      input: "Atlantis\n1\n2024\nSTU\n")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.hasPrefix("mapping.country: Which country"), "\(run.errors)")
    #expect(run.errors.contains("  1  UGA  1/5 “Place”"))
    #expect(run.errors.contains("none of the answers"))
    #expect(!run.errors.contains("observation.ref_area"), "the country answers that, too")
    #expect(run.errors.contains("0 decisions open"))
    let draft = try shop.text("a.map.yaml")
    #expect(draft.contains("\n  country: UGA\n"))
    #expect(draft.contains("match: area"))
    #expect(!draft.contains("TODO:"))
    let check = try Program.run(["check", "a.map.yaml"], in: shop.folder)
    #expect(check.status == 0, "\(check.errors)")
    #expect(!check.errors.contains("MAP_UNDECIDED"))
    let convert = try Program.run(
      ["convert", "rows.csv", "-m", "a.map.yaml", "-o", "out"], in: shop.folder)
    #expect(convert.status == 1, "names that no district has wait for a person")
    #expect(try shop.records("out/observation.csv").count == 2)
  }

  @Test func `goes on without a country that nobody says`() throws {
    let shop = try Workshop()
    try shop.write(`Open points of a draft`.unknown, to: "rows.csv")
    let run = try Program.run(
      ["suggest", "rows.csv", "--interactive"], in: shop.folder, input: "\n1\n2024\nSTU\n")
    #expect(run.status == 0)
    #expect(run.output.contains("country: \"TODO: UGA | "))
    #expect(run.output.contains("{ from: adm4, as: text }"), "\(run.output)")
    #expect(run.output.contains("school_year: { value: \"2024\" }"))
    #expect(run.output.contains("measure: { value: STU }"))
  }

  @Test func `says that a form is none of data, and refuses a list of answers`() throws {
    let shop = try Workshop()
    try shop.write(`A draft from the form of a survey`.whole, to: "form.json")
    let run = try Program.run(["suggest", "form.json"], in: shop.folder)
    #expect(run.status == 0)
    #expect(run.errors.contains("form.json is a form (XLSForm) and no data"))
    #expect(run.output.contains("district"))
    let quiet = try Program.run(["suggest", "form.json", "--json", "-q"], in: shop.folder)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(quiet.output.utf8)) as? [String: Any])
    #expect(json["form"] as? Bool == true)
    try shop.write("list_name,name,label\nyn,yes,Yes\n", to: "choices.csv")
    for (language, word) in [
      ("en", "list of answers"), ("fr", "liste des réponses"), ("ar", "قائمة"),
    ] {
      let refused = try Program.run(
        ["suggest", "choices.csv", "--lang", language], in: shop.folder)
      #expect(refused.status == 2)
      #expect(refused.errors.contains("SUGGEST_FORM_ANSWERS"))
      #expect(refused.errors.contains(word))
    }
  }

  @Test func `leaves all open at the end of the input`() throws {
    let shop = try Workshop()
    try shop.write(`A drafted mapping`.partners, to: "rows.csv")
    let run = try Program.run(
      ["suggest", "rows.csv", "--interactive"], in: shop.folder, input: "")
    let plain = try Program.run(["suggest", "rows.csv"], in: shop.folder)
    #expect(run.status == 0)
    #expect(run.output == plain.output)
  }

  @Test func `writes over no file that is there`() throws {
    let shop = try Workshop()
    try shop.write(`A drafted mapping`.partners, to: "rows.csv")
    try shop.write("decisions", to: "a.map.yaml")
    let run = try Program.run(["suggest", "rows.csv", "-o", "a.map.yaml"], in: shop.folder)
    #expect(run.status == 73)
    #expect(run.errors.contains("SUGGEST_EXISTS"))
    #expect(try shop.text("a.map.yaml") == "decisions")
  }

  @Test func `gives one JSON document with reasons`() throws {
    let shop = try Workshop()
    try shop.write(`A drafted mapping`.partners, to: "rows.csv")
    let run = try Program.run(["suggest", "rows.csv", "--json"], in: shop.folder)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(json["schema"] as? String == "mizan.suggest/1")
    #expect(json["country"] as? String == "KEN")
    let columns = try #require(json["columns"] as? [[String: Any]])
    #expect(columns.map { $0["field"] as? String }.first == "activity.report_month")
    for column in columns {
      let candidates = try #require(column["candidates"] as? [[String: Any]])
      for candidate in candidates {
        #expect((candidate["why"] as? [String])?.isEmpty == false)
        #expect((0...1).contains(candidate["confidence"] as? Double ?? -1))
      }
    }
    #expect((json["open"] as? [[String: Any]])?.count == 4)
  }

  @Test func `speaks three languages`() throws {
    let shop = try Workshop()
    try shop.write(`A drafted mapping`.partners, to: "rows.csv")
    for (language, word) in [
      ("en", "the heading says"), ("fr", "l'en-tête dit"), ("ar", "العنوان يقول"),
    ] {
      let run = try Program.run(["suggest", "rows.csv", "--lang", language], in: shop.folder)
      #expect(run.output.contains(word))
    }
  }

  @Test func `names the other sheets and takes the one that says most`() throws {
    let file = Program.root.appendingPathComponent("examples/SYR/school-census.xlsx").path
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try Program.run(["suggest", file, "--sheet", "Nothing"], in: folder)
    #expect(run.status == 64)
    #expect(run.errors.contains("SUGGEST_SHEET_MISSING"))
  }

  @Test func `drafts what the truth tables say where the files are there`() throws {
    guard let shared = Program.shared else {
      print("skipped: no ../shared beside the checkout")
      return
    }
    let file = shared.appendingPathComponent("data/2_education/pse_hno/hno_opt_2018.xlsx").path
    guard FileManager.default.fileExists(atPath: file) else {
      print("skipped: the workbook is not there")
      return
    }
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try Program.run(["suggest", file], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("match: area, level: 2"))
    #expect(run.output.contains("measure: { value: PIN }"))
  }
}
