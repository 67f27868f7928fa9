import Foundation
import Mizan
import Testing

@Suite struct `A session at the terminal` {
  private let desk: ReviewDesk

  init() throws {
    desk = try ReviewDesk()
    try desk.convert()
  }

  /// Presses the keys one after the other; a text of several letters is typed as a line.
  private func play(_ session: inout ReviewSession, _ keys: [String]) throws -> [String] {
    var shown = [try session.begin()]
    for key in keys {
      if session.wish == .key {
        shown.append(try session.press(try #require(key.first)))
      } else {
        shown.append(try session.take(line: key))
      }
    }
    return shown
  }

  /// The keys that answer every label of the desk rightly.
  private func answers() throws -> [String] {
    try desk.queue().flatMap { entry -> [String] in
      let target = ["Hôte": "HOST", "Ouadai": "TD14", "filletes": "F"][entry.label]
      guard let target else { return ["n"] }
      let place = entry.proposals.firstIndex { $0.code == target }
      return place.map { [String($0 + 1)] } ?? ["t", target]
    }
  }

  @Test func `asks for the label with the most rows first and shows who waits`() throws {
    var session = try desk.session()
    let text = try session.begin()
    #expect(text.contains("1 of 5"))
    #expect(text.contains("Hôte"))
    #expect(text.contains("rows 2 · learners 19"))
    #expect(text.contains("crosswalks/site.csv"))
    #expect(text.contains("rows.csv ▸ E2 · rows.csv ▸ E4"))
    #expect(text.contains("1  HOST"))
  }

  @Test func `clears the queue with one key a label, and the next run asks nothing`() throws {
    var session = try desk.session()
    _ = try play(&session, answers())
    #expect(session.isDone)
    #expect(session.summary == "3 decided · 2 without counterpart · 0 flagged · 0 left\n")
    #expect(try desk.convert("second").isEmpty)
    #expect(try desk.convert("third").isEmpty)
    for name in ["observation.csv", "held.csv", "review.csv", "issues.csv", "source.csv"] {
      #expect(try desk.shop.text("second/" + name) == desk.shop.text("third/" + name))
    }
    let records = try desk.shop.records("second/observation.csv")
    #expect(records.map { $0["displacement"] } == ["HOST", "REF", "HOST", "_U", "_U"])
    #expect(records.map { $0["ref_area"] } == ["TD01", "TD02", "TD14", "TD04", "TD05"])
    #expect(records.map { $0["sex"] } == ["F", "M", "F", "F", "M"])
  }

  @Test func `writes who decided, when and for which country, into the right file`() throws {
    var session = try desk.session()
    _ = try play(&session, answers())
    let site = try #require(try desk.decisions("site.csv")["Hôte"])
    #expect(site["target"] == "HOST" && site["relation"] == "equal")
    #expect(site["reviewed_by"] == "A. M." && site["reviewed_on"] == "2026-03-02")
    #expect(site["country"] == "TCD" && site["status"] == "approved")
    let area = try #require(try desk.decisions("TCD.area-1.csv")["Ouadai"])
    #expect(area["target"] == "TD14" && area["parent"] == "TCD")
    #expect(try desk.decisions("TCD.sex.csv")["filletes"]?["target"] == "F")
    #expect(try desk.decisions("site.csv").values.contains { $0["relation"] == "none" })
  }

  @Test func `takes a typed code or name and refuses one that is not in the list`() throws {
    var session = try desk.session()
    let shown = try play(&session, ["t", "Mars", "t", "  host  "])
    #expect(shown[2].contains("REVIEW_TARGET_UNKNOWN"))
    #expect(shown[2].contains("Mars"))
    #expect(shown[4].contains("✓ HOST"))
    #expect(try desk.decisions("site.csv")["Hôte"]?["target"] == "HOST")
  }

  @Test func `goes back from a blank line without deciding`() throws {
    var session = try desk.session()
    _ = try play(&session, ["t", ""])
    #expect(try desk.decisions("site.csv")["Hôte"] == nil)
    #expect(session.wish == .key && !session.isDone)
  }

  @Test func `keeps how the label relates to the code, and why, for one label only`() throws {
    var session = try desk.session()
    let shown = try play(&session, [">", "c", "camps too", "t", "HOST", "t", "M"])
    #expect(shown[1].contains("relation: wider"))
    #expect(shown[3].contains("camps too"))
    let first = try #require(try desk.decisions("site.csv")["Hôte"])
    #expect(first["relation"] == "wider" && first["note"] == "camps too")
    let others = try ["TCD.sex.csv", "TCD.area-1.csv"].flatMap { name in
      desk.shop.exists("crosswalks/" + name) ? try desk.shop.records("crosswalks/" + name) : []
    }
    #expect(others.allSatisfy { $0["relation"] == "equal" && $0["note"] == "" })
    let run = try desk.convert("second")
    #expect(!run.contains("Hôte"))
    let records = try desk.shop.records("second/observation.csv")
    #expect(records.first { $0["displacement"] == "HOST" }?["obs_status"] == "D")
  }

  @Test func `takes back the last answer and leaves the file as it was`() throws {
    let before = try desk.shop.text("crosswalks/site.csv")
    var session = try desk.session()
    let shown = try play(&session, ["1", "u"])
    #expect(shown[2].contains("Hôte"))
    #expect(try desk.shop.text("crosswalks/site.csv") == before)
    #expect(session.summary.contains("0 decided"))
  }

  @Test func `takes back what an earlier session decided`() throws {
    var first = try desk.session()
    _ = try play(&first, ["1", "q"])
    var second = try desk.session()
    let shown = try play(&second, ["u", "t", "IDP"])
    #expect(shown[0].contains("Decided before: 1"))
    #expect(shown[1].contains("Hôte"))
    #expect(try desk.decisions("site.csv")["Hôte"]?["target"] == "IDP")
    #expect(try desk.shop.records("crosswalks/site.csv").count == 2)
  }

  @Test func `keeps what was decided before it ended`() throws {
    var session = try desk.session()
    _ = try play(&session, ["1", "q"])
    #expect(session.isDone)
    #expect(try desk.decisions("site.csv")["Hôte"]?["target"] == "HOST")
    var next = try desk.session()
    let text = try next.begin()
    #expect(!text.contains("  Hôte\n"))
  }

  @Test func `leaves a flagged label held, and tells the next person who flagged it`() throws {
    var session = try desk.session()
    _ = try play(&session, ["c", "ask Sila", "f", "q"])
    #expect(try desk.convert("second").contains("Hôte"))
    var next = try desk.session("second")
    let text = try next.begin()
    #expect(text.contains("Flagged by A. M. on 2026-03-02: ask Sila"))
    _ = try next.press("n")
    #expect(try desk.shop.records("crosswalks/site.csv").count == 2)
  }

  @Test func `skips without writing anything`() throws {
    let before = try desk.shop.text("crosswalks/site.csv")
    var session = try desk.session()
    _ = try play(&session, ["s", "s", "s", "s", "s"])
    #expect(session.isDone)
    #expect(try desk.shop.text("crosswalks/site.csv") == before)
    #expect(session.summary.hasSuffix("5 left\n"))
  }

  @Test func `asks once for a label that two fields or files share`() throws {
    var session = try ReviewSession(
      desk.queue() + desk.queue(), Reviewer(name: "A", day: "2026-03-02"),
      Workshop.standards.messages(), .english)
    _ = try play(&session, answers())
    #expect(session.isDone)
    #expect(
      try desk.shop.records("crosswalks/site.csv").filter { $0["source"] == "Hôte" }.count == 1)
  }

  @Test func `tells when somebody else decided meanwhile, and goes on`() throws {
    var session = try desk.session()
    _ = try session.begin()
    try desk.shop.write(
      "source,target,relation,status,reviewed_by,reviewed_on\nHôte,IDP,equal,approved,B. N.,2026-03-01\n",
      to: "crosswalks/site.csv")
    let shown = try session.press("1")
    #expect(shown.contains("REVIEW_CONFLICT") && shown.contains("B. N."))
    #expect(shown.contains("2 of 5"))
    #expect(try desk.decisions("site.csv")["Hôte"]?["target"] == "IDP")
  }

  @Test func `ends with a failure where the crosswalk cannot be written`() throws {
    var session = try desk.session()
    _ = try session.begin()
    let folder = desk.shop.path("crosswalks")
    // A superuser writes everywhere, so the way is barred by a file under the folder's name.
    try FileManager.default.moveItem(atPath: folder, toPath: folder + "-away")
    try desk.shop.write("no folder", to: "crosswalks")
    #expect {
      _ = try session.press("1")
    } throws: { error in
      (error as? Failure)?.diagnostics[0].code.name == "FILE_NOT_WRITTEN"
    }
  }

  @Test func `does nothing at an unknown key and explains all keys at the question mark`() throws {
    var session = try desk.session()
    let shown = try play(&session, ["9", "x", "?", "u"])
    #expect(shown[1].contains("This key does nothing here"))
    #expect(shown[2].contains("This key does nothing here"))
    #expect(shown[3].contains("no counterpart"))
    #expect(shown[4].contains("Nothing to take back"))
  }

  @Test func `reads digits of any script`() throws {
    var session = try desk.session("out", .arabic)
    _ = try play(&session, ["١"])
    #expect(try desk.decisions("site.csv")["Hôte"]?["target"] == "HOST")
  }

  @Test(arguments: Messages.Language.allCases)
  func `stays within eighty columns in every language`(_ language: Messages.Language) throws {
    var session = try desk.session("out", language)
    let shown = try play(&session, ["?", ">", "c", String(repeating: "why ", count: 60), "s", "n"])
    // What is typed ends its line.
    for line in shown.joined(separator: "\n").split(separator: "\n") {
      #expect(columns(String(line)) <= 80, "\(line)")
    }
  }

  /// The columns that a line takes, counted in another way than the program does.
  private func columns(_ line: String) -> Int {
    line.unicodeScalars.filter {
      ![.nonspacingMark, .enclosingMark, .format].contains($0.properties.generalCategory)
    }.count
  }

  @Test func `shows controls of data and does not carry them out`() throws {
    let label = "a\u{202E}b\u{1B}[31m\u{2066}"
    try desk.shop.write(
      "Area,Year,Pupils,Sex,Site\nTD01,2023/24,1,F,\(label)\n", to: "rows.csv")
    try desk.convert("odd")
    var session = try ReviewSession(
      desk.queue("odd"), Reviewer(name: "A", day: "2026-03-02"), Workshop.standards.messages(),
      .english, isolates: true)
    let text = try session.begin()
    #expect(!text.contains("\u{202E}") && !text.contains("\u{1B}"))
    #expect(text.contains("\\u{202E}"))
    #expect(text.contains("\u{2068}a"))
  }

  @Test func `says that an empty queue asks nothing`() throws {
    var session = try ReviewSession(
      [], Reviewer(name: "A", day: "2026-03-02"), Workshop.standards.messages(), .french)
    let text = try session.begin()
    #expect(text == "Aucun libellé n’attend de décision.\n")
    #expect(session.isDone)
  }
}
