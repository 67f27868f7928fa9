import Glibc
import MizanDiagnostics
import Testing

@testable import MizanSinks

@Suite(.serialized) struct StagedFolderTests {
  private func publish(_ target: String, _ files: [(String, String)]) throws(Failure) {
    let stage = try StagedFolder(target: target)
    for (name, text) in files { try stage.create(name).write(text: text) }
    try stage.publish()
  }

  private let generation = [
    ("result.json", "{\"schema\":\"mizan.result/1\"}\n"), ("a.csv", "new\n"),
  ]

  @Test func `nothing is visible before the publication, everything after it`() throws {
    let scratch = Scratch()
    let stage = try StagedFolder(target: scratch["out"])
    try stage.create("a.csv").write(text: "x\n")
    #expect(FolderEntries.kind(scratch["out"]) == nil)
    try stage.publish()
    #expect(scratch.text("out/a.csv") == "x\n")
    #expect(scratch.names() == ["out"])
  }

  @Test(arguments: [true, false])
  func `a stage among files of others is for nobody else`(isPrivate: Bool) throws {
    let scratch = Scratch()
    let stage = try StagedFolder(target: scratch["run"], isPrivate: isPrivate)
    try stage.create("a.csv").write(text: "x\n")
    let name = try #require(scratch.names().first { $0.contains("staged") })
    var status = stat()
    #expect(lstat(scratch[name], &status) == 0)
    #expect((status.st_mode & 0o077 == 0) == isPrivate)
    stage.abandon()
    #expect(scratch.names().isEmpty)
  }

  @Test func `folders above the target are created`() throws {
    let scratch = Scratch()
    try publish(scratch["deep/er/out"] + "//", generation)
    #expect(scratch.text("deep/er/out/a.csv") == "new\n")
    #expect(scratch.names("deep/er") == ["out"])
  }

  @Test func `a publication replaces the last one`() throws {
    let scratch = Scratch()
    scratch.publishedFolder("out", ["a.csv": "old\n", "facility.csv": "gone\n"])
    try publish(scratch["out"], generation)
    #expect(scratch.names("out") == ["a.csv", "result.json"])
    #expect(scratch.text("out/a.csv") == "new\n")
    #expect(scratch.names() == ["out"])
  }

  @Test func `the folder keeps the rights that people gave it`() throws {
    let scratch = Scratch()
    scratch.publishedFolder("out", ["a.csv": "old\n"])
    chmod(scratch["out"], 0o2770)
    try publish(scratch["out"], generation)
    var status = stat()
    #expect(stat(scratch["out"], &status) == 0 && status.st_mode & 0o7777 == 0o2770)
  }

  @Test func `files that a person has put there are carried over`() throws {
    let scratch = Scratch()
    scratch.publishedFolder("out", ["a.csv": "old\n", "held-2.csv": "old\n"])
    scratch.write("mine\n", to: "out/held-corrigé.xlsx")
    scratch.write("[1] \"path\" a.csv\n", to: "out/notes.txt")
    try publish(scratch["out"], generation)
    #expect(scratch.names("out") == ["a.csv", "held-corrigé.xlsx", "notes.txt", "result.json"])
    #expect(scratch.text("out/held-corrigé.xlsx") == "mine\n")
  }

  @Test func `a link to a folder stays a link`() throws {
    let scratch = Scratch()
    scratch.publishedFolder("real", ["a.csv": "old\n"])
    symlink(scratch["real"], scratch["out"])
    try publish(scratch["out"], generation)
    #expect(FolderEntries.kind(scratch["out"]) == S_IFLNK)
    #expect(scratch.text("real/a.csv") == "new\n")
    #expect(scratch.names() == ["out", "real"])
  }

  @Test func `abandoning leaves the last output and no trace`() throws {
    let scratch = Scratch()
    scratch.publishedFolder("out", ["a.csv": "old\n"])
    let stage = try StagedFolder(target: scratch["out"])
    try stage.create("a.csv").write(text: "half")
    stage.abandon()
    #expect(scratch.text("out/a.csv") == "old\n")
    #expect(scratch.names() == ["out"])
    #expect(failure { () throws(Failure) in try stage.publish() }?.kind == .interrupted)
    #expect(failure { () throws(Failure) in _ = try stage.create("b") }?.kind == .interrupted)
  }

  @Test func `a stage that is let go abandons itself`() throws {
    let scratch = Scratch()
    do {
      let stage = try StagedFolder(target: scratch["out"])
      try stage.create("a.csv").write(text: "half")
    }
    #expect(scratch.names().isEmpty)
  }

  @Test func `an interruption abandons every stage`() throws {
    let scratch = Scratch()
    let register = StageRegister()
    let first = try StagedFolder(target: scratch["one"], register: register)
    let second = try StagedFolder(target: scratch["two"], register: register)
    let other = try StagedFolder(target: scratch["three"], register: StageRegister())
    try first.create("a.csv").write(text: "half")
    register.abandonAll()
    #expect(failure { () throws(Failure) in try second.publish() }?.exitStatus == 130)
    #expect(failure { () throws(Failure) in _ = try first.create("b") }?.exitStatus == 130)
    try other.publish()
    #expect(scratch.names() == ["three"])
  }

  @Test func `the handler of an interruption leaves nothing of any stage of the process`() async {
    await #expect(processExitsWith: .exitCode(130)) {
      let scratch = Scratch()
      let stage = try StagedFolder(target: scratch["out"])
      try stage.create("a.csv").write(text: "half")
      let before = scratch.names().count
      StagedFolder.abandonAll()
      exit(before == 2 && scratch.names().isEmpty ? 130 : 1)
    }
  }

  @Test func `two runs at once are refused, one after the other are not`() throws {
    let scratch = Scratch()
    let first = try StagedFolder(target: scratch["out"])
    let refusal = failure { () throws(Failure) in _ = try StagedFolder(target: scratch["out"]) }
    #expect(refusal?.kind == .busy && refusal?.exitStatus == 75)
    #expect(refusal?.diagnostics.first?.code.name == "OUTPUT_BUSY")
    _ = try StagedFolder(target: scratch["other"])
    first.abandon()
    try publish(scratch["out"], generation)
    #expect(scratch.names() == ["out"])
  }

  @Test func `remains of a run that died are removed`() throws {
    let scratch = Scratch()
    scratch.publishedFolder("out", ["a.csv": "old\n"])
    mkdir(scratch[".out.mizan-staged-999999"], 0o755)
    scratch.write("half", to: ".out.mizan-staged-999999/a.csv")
    scratch.write("", to: ".out.mizan-lock")
    mkdir(scratch[".out2.mizan-staged-1"], 0o755)
    try publish(scratch["out"], generation)
    #expect(scratch.names() == [".out2.mizan-staged-1", "out"])
  }

  @Test func `a run that died between its two renames is repaired`() throws {
    let scratch = Scratch()
    scratch.publishedFolder(".out.mizan-old-7", ["a.csv": "old\n"])
    let stage = try StagedFolder(target: scratch["out"])
    #expect(scratch.text("out/a.csv") == "old\n")
    stage.abandon()
    #expect(scratch.names() == ["out"])
  }

  @Test func `two renames do where no exchange is known`() throws {
    let scratch = Scratch()
    scratch.publishedFolder("out", ["a.csv": "old\n"])
    scratch.publishedFolder(".out.mizan-staged-1", ["a.csv": "new\n"])
    let place = StagePlace(
      target: scratch["out"], staged: scratch[".out.mizan-staged-1"],
      lockPath: scratch[".out.mizan-lock"], lock: -1)
    try StageSwitch.renameBoth(place, "out")
    #expect(scratch.text("out/a.csv") == "new\n")
    #expect(scratch.names() == ["out"])
  }

  @Test func `names are plain and used once`() throws {
    let scratch = Scratch()
    let stage = try StagedFolder(target: scratch["out"])
    _ = try stage.create("a.csv")
    for name in ["", ".", "..", "a/b", "../a", "/etc/x", "a\0b", "a.csv"] {
      let refusal = failure { () throws(Failure) in _ = try stage.create(name) }
      #expect(refusal?.diagnostics.first?.code.name == "OUTPUT_NAME", "\(name)")
    }
  }
}
