import Foundation
import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@Suite struct `A file of decisions` {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private let heads =
    "source,target,relation,valid_from,valid_to,status,reviewed_by,reviewed_on,note"

  private func decision(
    _ label: String, _ target: String, _ relation: String = "equal", isFlag: Bool = false,
    country: String? = nil, note: String = ""
  ) -> Decision {
    Decision(
      label: label, target: target, relation: relation, isFlag: isFlag, by: "A. M.",
      on: "2026-03-02", note: note, country: country)
  }

  private func file(_ text: String? = nil, _ name: String = "c.csv") throws -> DecisionFile {
    let path = folder.path + "/" + name
    if let text { try folder.write(name, text) }
    return try DecisionFile(file: path)
  }

  private func text(_ file: DecisionFile) -> String { String(decoding: file.bytes, as: UTF8.self) }

  private func crosswalk(_ file: DecisionFile, country: String? = nil) throws -> Crosswalk {
    try file.save()
    return try Crosswalk(file: file.file, name: "c.csv", country: country)
  }

  private func target(_ crosswalk: Crosswalk, _ label: String) -> String? {
    crosswalk.entry(folded: Folding.fold(Array(label.utf8)))?.target
  }

  @Test func `that is not there yet begins with its headings`() throws {
    var file = try file()
    let line = try file.add(decision("Hôte", "HOST", country: "TCD"))
    #expect(line == 2)
    #expect(
      text(file) == heads
        + ",country,parent,method\nHôte,HOST,equal,,,approved,A. M.,2026-03-02,,TCD,,\n")
    #expect(target(try crosswalk(file, country: "TCD"), "HOTE") == "HOST")
  }

  @Test func `keeps every other line as it stands`() throws {
    let old = "\u{FEFF}" + heads + "\r\n\"a \"\"b\"\"\",X , equal,,,approved,,,\r\n\r\n"
    var file = try file(old)
    let line = try file.add(decision("c", "Y"))
    #expect(line == 4)
    #expect(text(file) == old + "c,Y,equal,,,approved,A. M.,2026-03-02,\r\n")
  }

  @Test func `gets a line end where its last line had none`() throws {
    var file = try file(heads + "\na,X,equal,,,approved,,,")
    try file.add(decision("b", "Y"))
    #expect(target(try crosswalk(file), "a") == "X")
    #expect(target(try crosswalk(file), "b") == "Y")
  }

  @Test func `gets the columns that a decision needs, and no line loses a cell`() throws {
    var file = try file("source,target,relation,status\na,X,equal,approved\nb,Y\n")
    try file.add(decision("c", "Z", country: "SSD", note: "why"))
    let lines = text(file).split(separator: "\n").map(String.init)
    #expect(lines[0] == "source,target,relation,status,reviewed_by,reviewed_on,note,country")
    #expect(lines[1] == "a,X,equal,approved,,,,")
    #expect(lines[2] == "b,Y,,,,,,")
    #expect(lines[3] == "c,Z,equal,approved,A. M.,2026-03-02,why,SSD")
  }

  @Test(arguments: ["a,\"b\"", "line\nbreak", "=SUM(A1)", "-5 ans", "@x", "مغلقة، مؤقتاً", " x "])
  func `finds each label again, whatever its signs are`(_ label: String) throws {
    var file = try file()
    try file.add(decision(label, "X"))
    try file.save()
    let read = try DecisionFile(file: file.file)
    #expect(read.standing(label, country: nil)?.decision.target == "X")
    #expect(target(try crosswalk(file), label) == "X")
  }

  @Test func `never begins a cell with what a spreadsheet would run`() throws {
    var file = try file()
    try file.add(decision("=cmd|' /C calc'!A0", "X"))
    #expect(!text(file).contains("\n="))
  }

  @Test(arguments: [
    ("6-11", "as-written"), ("٦", "as-written"), ("Grade 1", "as-written"), ("Hôte", ""),
  ])
  func `says of a label with digits that the partner writes it so`(
    _ label: String, _ method: String
  ) throws {
    var file = try file("source,target,relation,status\n")
    try file.add(decision(label, "X"))
    try file.save()
    let table = try SmallTable(file: file.file)
    #expect(table.text(table.rows[0], "method") == method)
    #expect(table.rows[0].cells.count == table.headings.count)
  }

  @Test func `refuses to decide a label twice, and says who was first`() throws {
    var file = try file(heads + "\nHôte,HOST,equal,,,approved,B. N.,2025-01-01,\n")
    let line = try file.add(decision("hote", "HOST"))
    #expect(line == 2)
    #expect {
      try file.add(decision("hote", "IDP"))
    } throws: { error in
      let told = (error as? Failure)?.diagnostics[0]
      return told?.code.name == "REVIEW_CONFLICT" && told?.arguments["by"] == "B. N."
        && told?.arguments["known"] == "HOST equal" && told?.place?.line == 2
    }
    #expect {
      try file.add(decision("hote", "HOST", "wider"))
    } throws: {
      ($0 as? Failure)?.kind == .undecided
    }
  }

  @Test func `does not let a decision of one country count in another`() throws {
    var file = try file()
    try file.add(decision("Camp", "REF", country: "TCD"))
    try file.add(decision("Camp", "IDP", country: "SSD"))
    #expect(target(try crosswalk(file, country: "TCD"), "camp") == "REF")
    #expect(target(try crosswalk(file, country: "SSD"), "camp") == "IDP")
    #expect(target(try crosswalk(file, country: "UGA"), "camp") == nil)
    #expect(target(try crosswalk(file), "camp") == nil)
    #expect(file.standing("camp", country: "UGA") == nil)
  }

  @Test func `gives a proposal's score only to the code that it was worked out for`() throws {
    let scored = "source,target,relation,status,score,method\n"
    var kept = try file(scored + "a,X,inexact,proposed,0.8,spelling\n")
    try kept.add(decision("a", "X"))
    #expect(text(kept).contains("a,X,equal,approved,0.8,spelling,"))
    #expect(!text(kept).contains("proposed"))
    var other = try file(scored + "a,X,inexact,proposed,0.8,spelling\n")
    try other.add(decision("a", "Y"))
    #expect(text(other).contains("a,Y,equal,approved,,,"))
    #expect(text(other).contains("a,X,inexact,rejected,0.8,spelling"))
  }

  @Test func `keeps a flag apart from a decision, and lets a decision end it`() throws {
    var file = try file()
    try file.add(decision("a", "", "inexact", isFlag: true, note: "ask Sila"))
    #expect(file.standing("a", country: nil) == nil)
    #expect(file.flag("A", country: nil)?.note == "ask Sila")
    #expect(target(try crosswalk(file), "a") == nil)
    try file.add(decision("a", "", "none"))
    #expect(file.flag("a", country: nil) == nil)
    #expect(file.standing("a", country: nil)?.decision.relation == "none")
    #expect(text(file).split(separator: "\n").count == 2)
  }

  @Test func `gives a decision back, and only that`() throws {
    var file = try file(heads + "\na,X,equal,,,approved,,,\n")
    let before = text(file)
    try file.add(decision("b", "Y"))
    let isRemoved = file.remove("B", country: nil)
    #expect(isRemoved)
    #expect(text(file) == before)
    let again = file.remove("B", country: nil)
    #expect(!again)
  }

  @Test func `that is no crosswalk is not written to`() throws {
    #expect {
      _ = try file("a,b\n1,2\n")
    } throws: {
      ($0 as? Failure)?.kind == .mapping
    }
  }
}
