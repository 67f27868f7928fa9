import Foundation
import Mizan
import Testing

/// The page about lists and crosswalks is true: its commands run and its codes have texts.
@Suite struct `The page about codes` {
  private let page: String

  init() throws {
    page = try String(
      contentsOf: Program.root.appendingPathComponent("docs/guide/codes.md"), encoding: .utf8)
  }

  /// The commands that the page shows, without what stands behind `#`.
  private var commands: [[String]] {
    page.components(separatedBy: "\n").filter { $0.hasPrefix("$ mizan ") }.map { line in
      let words = line.components(separatedBy: "#")[0].dropFirst("$ mizan ".count)
      return words.split(separator: " ").map(String.init)
    }
  }

  @Test func `shows commands that run`() throws {
    #expect(commands.count >= 12)
    let shop = try Workshop()
    try shop.write(
      "source,target,relation,status\nRéfugiés,REF,equal,approved\n", to: "crosswalks/statut.csv")
    for command in commands {
      let words =
        command == ["check", "standards/"] ? ["check", Program.root.path + "/standards"] : command
      let run = try Program.run(words, in: shop.folder)
      #expect(run.status == 0, "\(command): \(run.errors)")
      let writes = command.contains("-o") || command.first == "check"
      #expect(run.output.isEmpty == writes, "\(command)")
    }
    #expect(try shop.records("statut.csv").map { $0["target"] } == ["REF"])
    #expect(try shop.text("statut.sssom.tsv").contains("Refugee"))
    #expect(try shop.records("sex.csv").count == 5)
  }

  @Test func `names faults that have a text with a repair in every language`() throws {
    let messages = Workshop.standards.messages()
    let codes = page.matches(of: /`([A-Z]+_[A-Z_]+)`/).map { String($0.1) }
    #expect(codes.count >= 15)
    for code in codes {
      for language in Messages.Language.allCases {
        let text = try #require(messages.template(of: code, in: language), "\(code) \(language)")
        #expect(!text.what.isEmpty && !text.fix.isEmpty, "\(code) \(language)")
      }
    }
  }

  @Test func `names relations as the crosswalks have them`() {
    for (relation, predicate) in [
      ("equal", "skos:exactMatch"), ("narrower", "skos:broadMatch"), ("wider", "skos:narrowMatch"),
      ("inexact", "skos:closeMatch"), ("none", "sssom:NoTermFound"),
    ] {
      let row = page.components(separatedBy: "\n").first { $0.hasPrefix("| `\(relation)` |") }
      #expect(row?.contains("`\(predicate)`") == true, "\(relation)")
    }
  }
}

/// What `mizan check` says about crosswalks that came back from a spreadsheet program.
@Suite struct `A crosswalk from a spreadsheet` {
  private static let mapping = """
    mizan: 1
    mapping: { id: test.small, version: 1.0.0, standard: eie-core@1 }
    columns: { age: [Age], pupils: [Pupils] }
    record:
      table: observation
      ref_area: { value: TCD }
      school_year: { value: "2023/2024" }
      measure: { value: STU }
      age: { from: age, codes: ages.csv, unmatched: stop }
      value: { from: pupils, as: count, unreadable: hold }

    """
  private static let heads =
    "source,target,relation,valid_from,valid_to,status,reviewed_by,reviewed_on,note,method\n"

  private func check(_ crosswalk: String, _ language: String = "en") throws -> Program.Run {
    let shop = try Workshop()
    try shop.write(`A crosswalk from a spreadsheet`.mapping, to: "small.map.yaml")
    try shop.write(crosswalk, to: "ages.csv")
    let check = try Program.run(
      ["check", "small.map.yaml", "--lang", language], in: shop.folder)
    // What is refused by the check is refused by the conversion too, before it writes.
    try shop.write("Age,Pupils\n6-11,5\n", to: "rows.csv")
    let convert = try Program.run(
      ["convert", "rows.csv", "-m", "small.map.yaml", "-o", "out"], in: shop.folder)
    #expect((check.status == 0) == (convert.status != 78), "\(convert.errors)")
    #expect(shop.exists("out") == (check.status == 0))
    return check
  }

  @Test func `without faults is sound and converts`() throws {
    let run = try check(
      `A crosswalk from a spreadsheet`.heads + "6-11,Y6T11,equal,,,approved,,,,\n")
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test(arguments: ["en", "fr", "ar"])
  func `with faults is refused with the line and the repair`(language: String) throws {
    let run = try check(
      `A crosswalk from a spreadsheet`.heads
        + "11-Jun,Y6T11,equal,,,approved,,,,\n6-11,Y6T11,equal,,,approved,,,,\n6-11,Y6T12,equal,,,approved,,,,\n",
      language)
    #expect(run.status == 78)
    #expect(run.errors.contains("[TABLE_VALUE_DATE]"))
    #expect(run.errors.contains("[CROSSWALK_AMBIGUOUS]"))
    #expect(run.errors.contains("11-Jun,Y6T11"))
    #expect(run.errors.contains("as-written"))
  }

  @Test(arguments: [
    ("6-11,Y6T11,equal,,2019,approved,,,,", "CROSSWALK_PERIOD_UNUSED"),
    ("6-11,Y6T111,equal,,,approved,,,,", "MAP_TARGET_UNKNOWN"),
    ("6-11,Y6T11,equal,,,approved,,,", "TABLE_ROW_WIDTH"),
    ("06/11/2025,Y6T11,equal,,,approved,,,,", "TABLE_VALUE_DATE"),
  ])
  func `is refused for`(line: String, code: String) throws {
    let run = try check(`A crosswalk from a spreadsheet`.heads + line + "\n")
    #expect(run.status == 78)
    #expect(run.errors.contains("[\(code)]"), "\(run.errors)")
  }
}
