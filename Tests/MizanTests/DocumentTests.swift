import Foundation
import Testing

/// What the pages for people show is true: their mappings are sound and give what is told.
@Suite struct `The pages for people` {
  /// A page of the repository.
  private func page(_ name: String) throws -> String {
    try String(contentsOf: Program.root.appendingPathComponent(name), encoding: .utf8)
  }

  /// The blocks of a page that are fenced with a word, in order, without their fences.
  private func blocks(_ word: String, of page: String) -> [String] {
    var found: [String] = []
    var open: (word: String, lines: [String])?
    for line in page.components(separatedBy: "\n") {
      if let block = open {
        if line == "```" {
          if block.word == word { found.append(block.lines.joined(separator: "\n") + "\n") }
          open = nil
        } else {
          open = (block.word, block.lines + [line])
        }
      } else if line.hasPrefix("```") {
        open = (String(line.dropFirst(3)), [])
      }
    }
    return found
  }

  @Test func `show in README a mapping that converts the sheet it speaks of`() throws {
    let shop = try Workshop()
    let mapping = try #require(blocks("yaml", of: page("README.md")).first)
    try shop.write(mapping, to: "my.map.yaml")
    try shop.write(
      "District;Girls;Boys;Remarks\nOuaddai;310;287;fine\nSila;1,204;1118;\nNowhere;95;n/d;\n",
      to: "my.csv")
    let check = try Program.run(["check", "my.map.yaml"], in: shop.folder)
    #expect(check.status == 0, "\(check.errors)")

    let run = try Program.run(
      ["convert", "my.csv", "-m", "my.map.yaml", "-o", "out"], in: shop.folder)
    #expect(run.status == 1, "\(run.errors)")
    let records = try shop.records("out/observation.csv")
    #expect(records.map { $0["value"] } == ["310", "287", "1118"])
    #expect(records.map { $0["sex"] } == ["F", "M", "M"])
    #expect(records.map { $0["ref_area"] } == ["TD14", "TD14", "TD21"])
    let held = try shop.records("out/held.csv")
    #expect(held.map { $0["reasons"] } == ["NUMBER_AMBIGUOUS", "CODE_UNKNOWN"])
    #expect(held.map { $0["Girls"] } == ["1,204", "95"])
    let review = try shop.records("out/review.csv")
    #expect(review.map { $0["label"] } == ["Nowhere"])

    let why = try Program.run(["explain", "out/held.csv:2"], in: shop.folder)
    #expect(why.status == 0, "\(why.errors)")
    #expect(why.output.contains("“1,204” under “Girls”"))
    let whence = try Program.run(["explain", "out/observation.csv:2"], in: shop.folder)
    #expect(whence.output.contains("F under “Girls”"))
  }

  @Test func `lead through the first conversion to the records that they promise`() throws {
    let shop = try Workshop()
    let guide = try page("docs/guide/first-conversion.md")
    try shop.write(blocks("yaml", of: guide).joined(separator: "\n"), to: "march.map.yaml")
    // What stands between plain fences: the crosswalk, then the line that decides about the label.
    let lines = blocks("", of: guide)
    try #require(lines.count == 2)
    try shop.write(lines[0], to: "crosswalks/site.csv")
    // The sheet of the page as its table shows it, with the separator of text tables.
    let sheet = guide.components(separatedBy: "\n")
      .filter { $0.hasPrefix("| ") }
      .map { line in
        line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
          .map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: ";")
      }
    #expect(sheet.count == 4)
    try shop.write(sheet.joined(separator: "\n") + "\n", to: "march.csv")

    // The mapping names a sheet, which only workbooks have; everything else is as on the page.
    let mapping = try shop.text("march.map.yaml").replacing("  sheet: \"Data*\"\n", with: "")
    try shop.write(mapping, to: "march.map.yaml")
    let words = ["convert", "march.csv", "-m", "march.map.yaml", "-o", "out", "--quiet"]
    let first = try Program.run(words, in: shop.folder)
    #expect(first.status == 1, "\(first.errors)")
    #expect(first.errors.contains("CODE_UNKNOWN"))
    // The sum lacks the held row, so the check cannot tell yet.
    #expect(!first.errors.contains("CHECK_FAILED"))
    #expect(try shop.records("out/held.csv").map { $0["School"] } == ["EP Abougoudam"])
    #expect(try shop.records("out/review.csv").map { $0["label"] } == ["Hôte"])

    try shop.write(lines[0] + lines[1], to: "crosswalks/site.csv")
    let second = try Program.run(words, in: shop.folder)
    #expect(second.status == 0, "\(second.errors)")
    let records = try shop.records("out/observation.csv")
    #expect(records.map { $0["value"] } == ["1204", "987", "310", ""])
    #expect(records.map { $0["displacement"] } == ["REF", "REF", "HOST", "HOST"])
  }

  /// The commands of a page in order, those behind `$ mizan`.
  private func commands(of page: String) -> [[String]] {
    blocks("console", of: page).flatMap { $0.components(separatedBy: "\n") }
      .filter { $0.hasPrefix("$ mizan ") }
      .map { $0.dropFirst(8).split(separator: " ").map(String.init) }
  }

  @Test func `lead from a new partner sheet to an approved mapping, command by command`() throws {
    let shop = try Workshop()
    let guide = try page("docs/guide/new-partner-sheet.md")
    for name in ["return.csv", "crosswalks"] {
      try FileManager.default.copyItem(
        at: Program.root.appendingPathComponent("examples/TCD/return/" + name),
        to: shop.folder.appendingPathComponent(name))
    }
    let yaml = blocks("yaml", of: guide)
    try #require(yaml.count == 2)
    #expect(
      try page("examples/TCD/return/return.map.yaml").hasSuffix(yaml[0]),
      "the page shows the mapping of the example")
    try shop.write(yaml[0], to: "return.map.yaml")
    let who = ["--by", "A. M.", "--on", "2026-03-02"]
    func play(_ words: [String], keys: String? = nil) throws -> Program.Run {
      try Program.run(
        words[0] == "review" ? words + who : words, in: shop.folder, input: keys)
    }
    /// One line for each label that waits: `1`, or `n` for the market.
    func keys() throws -> String {
      try shop.records("out/review.csv").map { $0["label"] == "Marché" ? "n\n" : "1\n" }.joined()
    }
    var commands = commands(of: guide)
    try #require(commands.count > 1 && commands[1][0] == "suggest")
    let suggest = try Program.run(commands.remove(at: 1), in: shop.folder, input: "\n\n\n")
    #expect(suggest.status == 0, "\(suggest.errors)")
    let drafted = try Program.run(["check", "draft.map.yaml"], in: shop.folder)
    #expect(drafted.status == 0, "\(drafted.errors)")
    try #require(
      commands.map { $0[0] } == [
        "profile", "check", "convert", "review", "review", "convert", "test", "check", "convert",
        "review",
      ])
    #expect(try play(commands[0]).output.contains("Département"))
    #expect(try play(commands[1]).status == 0)
    #expect(try play(commands[2]).status == 1)
    #expect(try shop.records("out/review.csv").count == 50)

    // Half at the terminal, one in a spreadsheet, the rest at the terminal again.
    let first = try keys().components(separatedBy: "\n").prefix(25).joined(separator: "\n")
    #expect(try play(commands[3], keys: first).output.hasSuffix("25 left\n"))
    var rows = PlainCSV.rows(try shop.text("out/review.csv"))
    let decision = try #require(rows[0].firstIndex(of: "decision"))
    rows[rows.count - 1][decision] = "1"
    let saved = rows.map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ";")
    }
    try shop.write(saved.joined(separator: "\r\n"), to: "out/review.csv")
    let apply = try play(commands[4])
    #expect(apply.status == 0, "\(apply.errors)")
    #expect(apply.output.hasPrefix("1 decided"))
    #expect(try play(commands[3], keys: keys()).output.hasSuffix("0 left\n"))

    #expect(try play(commands[5]).status == 0)
    #expect(try shop.records("out/review.csv").isEmpty)
    #expect(try shop.records("out/observation.csv").count == 120)
    #expect(
      shop.names(in: "crosswalks") == [
        "TCD.area-2.csv", "TCD.displacement.csv", "school-type.csv",
      ])

    let approved = yaml[0].replacing(
      "  country: TCD\n",
      with: "  country: TCD\n  status: approved\n\nsource:\n  missing: [\"-\"]\n")
    try shop.write(approved + "\n" + yaml[1], to: "return.map.yaml")
    let test = try play(commands[6])
    #expect(test.status == 0, "\(test.output)\(test.errors)")
    #expect(try play(commands[7]).status == 0)
    #expect(try play(commands[8]).status == 0)
    #expect(try play(commands[9], keys: "").output.contains("No label waits"))
  }

  @Test(arguments: [
    "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "HOUSE-RULES.md",
    "Benchmarks/README.md", "docs/decisions/README.md", "docs/guide/codes.md",
    "docs/guide/first-conversion.md", "docs/guide/mapping-reference.md", "docs/guide/review.md",
    "docs/guide/new-partner-sheet.md",
    "docs/reference/result.md",
    "examples/README.md", "standards/README.md",
  ])
  func `link only to what is there`(_ name: String) throws {
    let folder = Program.root.appendingPathComponent(name).deletingLastPathComponent()
    for match in try page(name).matches(of: /\]\(([^)#]+)\)/) {
      let target = String(match.1)
      if target.hasPrefix("https://") { continue }
      let path = folder.appendingPathComponent(target).standardizedFileURL.path
      #expect(FileManager.default.fileExists(atPath: path), "\(name) links to \(target)")
    }
  }

  @Test func `list every decision once`() throws {
    let folder = Program.root.appendingPathComponent("docs/decisions")
    let list = try page("docs/decisions/README.md")
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0 != "README.md" }
    #expect(pages.count >= 7)
    for name in pages {
      let title = try #require(
        try page("docs/decisions/\(name)").components(separatedBy: "\n").first)
      #expect(title.hasPrefix("# \(name.prefix(4)) "), "\(name) begins with its number")
      #expect(list.components(separatedBy: "](\(name))").count == 2, "\(name) is listed once")
    }
  }

  @Test func `name in the reference every function of the language and every key of a block`()
    throws
  {
    let reference = try page("docs/guide/mapping-reference.md")
    let words = [
      "if(", "first-of(", "min(", "max(", "abs(", "round(", "text-length(", "lower(", "trim(",
      "replace(", "part(", "starts-with(", "contains(", "years-between(", "school-year-start(",
      "sum(", "count(", "average(", "share(", "missing(", "extends", "extras: keep", "not:",
      "keep_for_checks", "fill_down", "file_name", "first-of:", "row-id", "join:", "unmatched:",
      "unreadable:", "--mutate", "--resolved",
    ]
    for word in words { #expect(reference.contains(word), "the reference says \(word)") }
  }

  @Test func `name no example that is not there, and none of the country folders twice`() throws {
    let list = try page("examples/README.md")
    let folder = Program.root.appendingPathComponent("examples")
    let folders = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.count == 3 }
    for name in folders {
      #expect(list.components(separatedBy: "[\(name)](").count == 2, "\(name) is listed once")
    }
  }

  @Test func `answer on the page of the country packs what the program answers`() throws {
    let commands = blocks("console", of: try page("docs/reference/country-packs.md"))
    #expect(commands.count == 2)
    for block in commands {
      let lines = block.split(separator: "\n", maxSplits: 1)
      let words = lines[0].split(separator: " ").dropFirst(2).map(String.init)
      let run = try Program.run(words, in: Program.root)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output == String(lines[1]))
    }
  }
}
