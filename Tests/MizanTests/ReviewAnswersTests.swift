import Foundation
import Mizan
import Testing

@Suite struct `Decisions written into review.csv` {
  private let desk: ReviewDesk

  init() throws {
    desk = try ReviewDesk()
    try desk.convert()
  }

  /// Fills columns of the queue, by label, and saves it as a program would.
  private func fill(
    _ answers: [String: [String: String]], separator: String = ",", ending: String = "\n",
    mark: String = "", _ change: (inout [[String]]) -> Void = { _ in }
  ) throws {
    var rows = PlainCSV.rows(try desk.shop.text("out/review.csv"))
    let headings = rows[0]
    let label = try #require(headings.firstIndex(of: "label"))
    for index in rows.indices.dropFirst() {
      for (name, text) in answers[rows[index][label]] ?? [:] {
        rows[index][try #require(headings.firstIndex(of: name))] = text
      }
    }
    change(&rows)
    let lines = rows.map { row in
      row.map { cell in
        cell.contains { "\"\(separator)\n".contains($0) }
          ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
      }.joined(separator: separator)
    }
    try desk.shop.write(mark + lines.joined(separator: ending) + ending, to: "out/review.csv")
  }

  @discardableResult
  private func apply() throws -> ReviewAnswers.Tally {
    var answers = ReviewAnswers(Reviewer(name: "A. M.", day: "2026-03-02"))
    return try answers.apply(desk.queue())
  }

  private func faults() -> [Diagnostic] {
    do {
      try apply()
      return []
    } catch {
      return (error as? Failure)?.diagnostics ?? []
    }
  }

  @Test(arguments: ["11-Jun", "“6-11”", "1E+05", "Gu\u{FFFD}ra"])
  func `without a seal are not taken for a label that a program may have changed`(_ label: String)
    throws
  {
    for removesColumn in [true, false] {
      try desk.convert()
      try fill(["Hôte": ["target": "HOST"]]) { rows in
        let seal = rows[0].firstIndex(of: "seal") ?? 0
        let name = rows[0].firstIndex(of: "label") ?? 0
        for index in rows.indices {
          if removesColumn {
            rows[index].remove(at: seal)
          } else if index > 0 {
            rows[index][seal] = ""
          }
          if index > 0, rows[index][name].hasPrefix("6-11") { rows[index][name] = label }
        }
      }
      #expect(faults().map(\.code.name) == ["REVIEW_LINE_MANGLED"])
      #expect(faults().first?.place?.file.hasSuffix("review.csv") == true)
    }
    // The other labels are taken without seals.
    try desk.convert()
    try fill(["Hôte": ["target": "HOST"]]) { rows in
      let seal = rows[0].firstIndex(of: "seal") ?? 0
      for index in rows.indices { rows[index].remove(at: seal) }
    }
    #expect(try apply().decided == 1)
  }

  @Test(arguments: [(",", "\n", ""), (";", "\r\n", "\u{FEFF}"), ("\t", "\r\n", "")])
  func `are taken as spreadsheet programs save them`(
    _ separator: String, _ ending: String, _ mark: String
  ) throws {
    try fill(
      [
        "Hôte": ["target": "host", "relation": "wider", "note": "said Sila; by phone"],
        "filletes": ["decision": "1"], "Ouadai": ["decision": "accept"],
        "'=1+1": ["decision": "none"], "6-11, \"x\"": ["decision": "flag"],
      ], separator: separator, ending: ending, mark: mark)
    let tally = try apply()
    #expect(tally.decided == 3 && tally.none == 1 && tally.flagged == 1 && tally.left == 0)
    let site = try desk.decisions("site.csv")
    #expect(site["Hôte"]?["target"] == "HOST" && site["Hôte"]?["relation"] == "wider")
    #expect(site["Hôte"]?["note"] == "said Sila; by phone")
    #expect(site["'=1+1"]?["relation"] == "none")
    #expect(site["6-11, \"x\""]?["status"] == "proposed")
    #expect(try desk.convert("second") == ["6-11, \"x\""])
  }

  @Test func `may be given back twice`() throws {
    try fill(["Hôte": ["target": "HOST"]])
    try apply()
    let once = try desk.shop.text("crosswalks/site.csv")
    try apply()
    #expect(try desk.shop.text("crosswalks/site.csv") == once)
  }

  @Test func `are all refused when one is wrong, and every wrong line is told`() throws {
    try fill([
      "Hôte": ["target": "MARS"], "filletes": ["target": "F", "relation": "same"],
      "Ouadai": ["decision": "perhaps"], "'=1+1": ["decision": "none", "target": "IDP"],
      "6-11, \"x\"": ["target": "IDP"],
    ])
    let told = faults()
    #expect(
      Set(told.map(\.code.name)) == [
        "REVIEW_TARGET_UNKNOWN", "REVIEW_RELATION_UNKNOWN", "REVIEW_DECISION_UNKNOWN",
        "REVIEW_LINE_CONTRADICTS",
      ])
    #expect(told.allSatisfy { $0.place?.row != nil })
    #expect(try desk.decisions("site.csv").keys.sorted() == ["Site de réfugiés"])
    #expect(!desk.shop.exists("crosswalks/TCD.sex.csv"))
  }

  @Test func `must not contradict one another or what was decided before`() throws {
    try fill(["Hôte": ["target": "HOST"]]) { rows in
      rows.append(rows[1])
      rows[rows.count - 1][7] = "IDP"
    }
    #expect(faults().map(\.code.name) == ["REVIEW_CONFLICT"])
    #expect(try desk.decisions("site.csv")["Hôte"] == nil)
  }

  @Test(arguments: [
    ("6-11, \"x\"", "06-Nov"), ("Hôte", "H?te"), ("Hôte", "H\u{FFFD}te"), ("Ouadai", "Ouaddai"),
  ])
  func `are refused where a program changed the label`(_ label: String, _ changed: String) throws {
    try fill([label: ["label": changed, "decision": "none"]])
    do {
      _ = try desk.queue()
      Issue.record("the changed label was taken")
    } catch {
      let told = try #require((error as? Failure)?.diagnostics.first)
      #expect(told.code.name == "REVIEW_LINE_MANGLED")
      #expect(told.place?.row != nil)
    }
  }

  @Test func `are taken where only blanks and line ends of the label changed`() throws {
    try fill(["Hôte": ["label": " Hôte ", "target": "HOST"]])
    #expect(try apply().decided == 1)
  }

  @Test func `are refused with another version of the mapping, and say which`() throws {
    try desk.shop.write(
      ReviewDesk.mapping.replacing("1.2.0", with: "1.3.0"), to: "desk.map.yaml")
    #expect {
      _ = try desk.queue()
    } throws: { error in
      let told = (error as? Failure)?.diagnostics
      return told?.map(\.code.name) == ["REVIEW_OTHER_MAPPING"]
        && told?[0].arguments["value"] == "test.desk@1.2.0"
        && told?[0].arguments["known"] == "test.desk@1.3.0"
    }
  }

  @Test func `are refused for a field that the mapping does not ask about`() throws {
    try fill([:]) { rows in
      for index in rows.indices.dropFirst() {
        rows[index][0] = "origin"
        rows[index][rows[0].count - 1] = ""
      }
    }
    #expect {
      _ = try desk.queue()
    } throws: { error in
      (error as? Failure)?.diagnostics.map(\.code.name)
        == [String](repeating: "REVIEW_FIELD_UNKNOWN", count: 5)
    }
  }

  @Test func `are refused where cells have moved to the right`() throws {
    try fill([:]) { rows in rows[2].append("more") }
    #expect {
      _ = try desk.queue()
    } throws: { error in
      (error as? Failure)?.diagnostics.map(\.code.name) == ["REVIEW_LINE_UNREADABLE"]
    }
  }

  @Test func `need the columns that say what is decided`() throws {
    try desk.shop.write("label,target\nHôte,HOST\n", to: "out/review.csv")
    #expect {
      _ = try desk.queue()
    } throws: { error in
      let told = (error as? Failure)?.diagnostics[0]
      return told?.code.name == "REVIEW_COLUMNS_MISSING"
        && told?.arguments["value"] == "field, list"
    }
  }

  @Test func `cannot name a code for a label of signs alone`() throws {
    try desk.shop.write("Area,Year,Pupils,Sex,Site\nTD01,2023/24,1,F,…\n", to: "rows.csv")
    #expect(try desk.convert() == ["…"])
    try fill(["…": ["target": "HOST"]])
    #expect(faults().map(\.code.name) == ["REVIEW_LABEL_BLANK"])
  }

  @Test func `may say the word in any of the three languages`() throws {
    try fill([
      "Hôte": ["decision": "aucun"], "filletes": ["decision": "لا يوجد"],
      "Ouadai": ["decision": "Signaler"], "'=1+1": ["decision": "passer"],
      "6-11, \"x\"": ["relation": "none"],
    ])
    let tally = try apply()
    #expect(tally.none == 3 && tally.flagged == 1 && tally.left == 1)
    #expect(tally.text(Workshop.standards.messages(), .french).contains("3 sans équivalent"))
  }
}
