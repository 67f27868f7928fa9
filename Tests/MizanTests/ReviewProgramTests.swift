import Foundation
import Glibc
import Testing

@Suite struct `mizan review` {
  private let shop: Workshop

  init() throws {
    shop = try Workshop()
    let example = Program.root.appendingPathComponent("examples/TCD/return")
    for name in ["return.csv", "return.map.yaml", "answers.csv", "crosswalks"] {
      try FileManager.default.copyItem(
        at: example.appendingPathComponent(name), to: shop.folder.appendingPathComponent(name))
    }
  }

  private func convert(_ output: String = "out") throws -> Int32 {
    try Program.run(
      ["convert", "return.csv", "-m", "return.map.yaml", "-o", output, "--quiet"], in: shop.folder
    ).status
  }

  private func review(_ words: [String] = [], keys: String? = nil) throws -> Program.Run {
    try Program.run(
      ["review", "out"] + words, in: shop.folder, environment: ["HOME": shop.folder.path],
      input: keys)
  }

  private let who = ["--by", "A. M.", "--on", "2026-03-02"]

  /// One key for each label of the queue: the place of the right code among the proposals.
  private func keys() throws -> [String] {
    let meaning = Dictionary(
      uniqueKeysWithValues: try shop.records("answers.csv").map {
        ("\($0["field"] ?? "") \($0["label"] ?? "")", $0["target"] ?? "")
      })
    return try shop.records("out/review.csv").map { line in
      let target = try #require(meaning["\(line["field"] ?? "") \(line["label"] ?? "")"])
      if target.isEmpty { return "n" }
      let place = (1...3).first { line["candidate_\($0)"] == target }
      return String(try #require(place, "\(target) is proposed for \(line["label"] ?? "")"))
    }
  }

  @Test func `clears the queue of fifty labels with one key a label, and decisions replay`() throws
  {
    #expect(try convert() == 1)
    let keys = try keys()
    #expect(keys.count == 50)
    let run = try review(who, keys: keys.joined(separator: "\n") + "\n")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasSuffix("49 decided · 1 without counterpart · 0 flagged · 0 left\n"))

    #expect(try convert() == 0)
    #expect(try shop.records("out/review.csv").isEmpty)
    let files = shop.names(in: "out")
    let first = try files.map {
      try Data(contentsOf: shop.folder.appendingPathComponent("out/" + $0))
    }
    #expect(try convert() == 0)
    let second = try files.map {
      try Data(contentsOf: shop.folder.appendingPathComponent("out/" + $0))
    }
    #expect(files.contains("observation.csv") && files.contains("report.html"))
    #expect(first == second)
    #expect(try shop.records("out/observation.csv").count == 120)
    #expect(try review(who, keys: "").output.contains("No label waits"))
  }

  @Test func `keeps what was decided when the keys end in the middle`() throws {
    #expect(try convert() == 1)
    let keys = try keys()
    let run = try review(who, keys: keys.prefix(20).joined(separator: "\n"))
    #expect(run.output.hasSuffix("30 left\n"))
    #expect(try convert() == 1)
    #expect(try shop.records("out/review.csv").count == 30)
  }

  @Test func `takes the name from git's settings, and asks for it where nobody is known`() throws {
    #expect(try convert() == 1)
    let nobody = try review(keys: "n\n")
    #expect(nobody.status == 64, "\(nobody.output)")
    #expect(nobody.errors.contains("REVIEW_NO_NAME"))
    try shop.write("[user]\n\tname = Amina Moussa\n", to: ".gitconfig")
    let known = try review(keys: "n\n")
    // Without git on the machine nobody is known.
    if FileManager.default.fileExists(atPath: "/usr/bin/git") {
      #expect(known.status == 0, "\(known.errors)")
      let written = shop.names(in: "crosswalks").flatMap { name in
        (try? shop.records("crosswalks/" + name)) ?? []
      }
      #expect(written.contains { $0["reviewed_by"] == "Amina Moussa" })
      #expect(written.allSatisfy { ($0["reviewed_on"] ?? "").count == 10 })
    }
  }

  @Test func `applies what was written into the file, or nothing`() throws {
    #expect(try convert() == 1)
    var rows = PlainCSV.rows(try shop.text("out/review.csv"))
    rows[1][7] = "MARS"
    let text = rows.map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\n"
    }.joined()
    try shop.write(text, to: "back.csv")
    let words = ["review", "back.csv", "-m", "return.map.yaml", "--apply"] + who
    let refused = try Program.run(words, in: shop.folder)
    #expect(refused.status == 78)
    #expect(refused.errors.contains("REVIEW_TARGET_UNKNOWN") && refused.errors.contains("row 2"))
    try shop.write(text.replacing("MARS", with: "_U"), to: "back.csv")
    let taken = try Program.run(words, in: shop.folder)
    #expect(taken.status == 0, "\(taken.errors)")
    #expect(taken.output == "1 decided · 0 without counterpart · 0 flagged · 49 left\n")
  }

  @Test func `reads a queue that was saved as a workbook`() throws {
    #expect(try convert() == 1)
    let rows = PlainCSV.rows(try shop.text("out/review.csv"))
    let sheet = rows.enumerated().map { number, row in
      "<row r=\"\(number + 1)\">"
        + row.map { cell in
          let text = cell.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
          return "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>"
        }.joined() + "</row>"
    }.joined()
    let script = """
      import sys, zipfile
      z = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)
      z.writestr('[Content_Types].xml', '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>')
      z.writestr('_rels/.rels', '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
      z.writestr('xl/workbook.xml', '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="review" sheetId="1" r:id="r1"/></sheets></workbook>')
      z.writestr('xl/_rels/workbook.xml.rels', '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
      z.writestr('xl/worksheets/sheet1.xml', '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + open(sys.argv[2], encoding='utf-8').read() + '</sheetData></worksheet>')
      z.close()
      """
    try shop.write(sheet, to: "rows.xml")
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    python.arguments = ["-c", script, shop.path("back.xlsx"), shop.path("rows.xml")]
    guard FileManager.default.fileExists(atPath: "/usr/bin/python3") else { return }
    try python.run()
    python.waitUntilExit()
    let run = try Program.run(
      ["review", "back.xlsx", "-m", "return.map.yaml", "--apply"] + who, in: shop.folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("50 left"))
  }

  @Test func `says what it needs`() throws {
    let none = try Program.run(["review"], in: shop.folder)
    #expect(none.status == 64)
    let day = try Program.run(["review", "out", "--on", "2026-13-01"], in: shop.folder)
    #expect(day.status == 64)
    let absent = try Program.run(["review", "nowhere"] + who, in: shop.folder)
    #expect(absent.status == 66)
    try shop.write("field,list,label\n", to: "alone/review.csv")
    let alone = try Program.run(["review", "alone/review.csv"] + who, in: shop.folder)
    #expect(alone.status == 64)
    #expect(alone.errors.contains("REVIEW_MAPPING_UNSAID"))
  }
}

/// A terminal of its own for one program.
final class PseudoTerminal {
  let master: Int32
  let slave: Int32

  init?() {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    // TIOCSPTLCK lets the other end be opened, TIOCGPTN tells its number.
    var isLocked: Int32 = 0
    var number: UInt32 = 0
    guard master >= 0, ioctl(master, 0x4004_5431, &isLocked) == 0,
      ioctl(master, 0x8004_5430, &number) == 0
    else { return nil }
    slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    guard slave >= 0 else { return nil }
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
  }

  deinit {
    close(master)
    close(slave)
  }

  /// Whether keys come one by one and are not shown.
  var isRaw: Bool {
    var settings = termios()
    tcgetattr(slave, &settings)
    return settings.c_lflag & tcflag_t(ICANON | ECHO) == 0
  }

  func press(_ keys: String) {
    _ = Array(keys.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  /// Whether keys come one by one, after a wait: the question is shown first.
  func becomesRaw() -> Bool {
    for _ in 0..<3000 where !isRaw { usleep(10_000) }
    return isRaw
  }

  /// Reads what is shown until a text appears; gives up after half a minute.
  func read(until text: String) -> String {
    var shown = ""
    var bytes = [UInt8](repeating: 0, count: 4096)
    for _ in 0..<3000 {
      let count = Foundation.read(master, &bytes, bytes.count)
      if count > 0 { shown += String(decoding: bytes[..<count], as: UTF8.self) }
      if shown.contains(text) { return shown }
      usleep(10_000)
    }
    return shown
  }
}

@Suite(.serialized) struct `mizan review at a terminal` {
  private func start(_ terminal: PseudoTerminal, _ desk: ReviewDesk) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = [
      "review", desk.shop.path("out"), "-m", desk.shop.path("desk.map.yaml"), "--by", "A. M.",
      "--on", "2026-03-02",
    ]
    process.environment = ["PATH": "/usr/bin:/bin", "MIZAN_HOME": Program.root.path]
    let handle = FileHandle(fileDescriptor: terminal.slave, closeOnDealloc: false)
    process.standardInput = handle
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    return process
  }

  @Test func `reads keys without Enter and sets the terminal back`() throws {
    let desk = try ReviewDesk()
    try desk.convert()
    let terminal = try #require(PseudoTerminal())
    let process = try start(terminal, desk)
    #expect(terminal.read(until: "> ").contains("Hôte"))
    #expect(terminal.isRaw)
    terminal.press("\u{1B}[A1")
    #expect(terminal.read(until: "2 of 5").contains("✓ HOST"))
    terminal.press("t")
    _ = terminal.read(until: "Code or name")
    #expect(!terminal.isRaw)
    terminal.press("nothing\n")
    #expect(terminal.read(until: "REVIEW_TARGET_UNKNOWN").contains("REVIEW_TARGET_UNKNOWN"))
    terminal.press("q")
    #expect(terminal.read(until: " left").contains("1 decided"))
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(!terminal.isRaw)
    #expect(try desk.decisions("site.csv")["Hôte"]?["target"] == "HOST")
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
  func `sets the terminal back when it is stopped`(_ number: Int32) throws {
    let desk = try ReviewDesk()
    try desk.convert()
    let terminal = try #require(PseudoTerminal())
    let process = try start(terminal, desk)
    _ = terminal.read(until: "> ")
    terminal.press("1")
    _ = terminal.read(until: "2 of 5")
    #expect(terminal.becomesRaw())
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(!terminal.isRaw)
    #expect(try desk.decisions("site.csv")["Hôte"]?["target"] == "HOST")
  }
}
