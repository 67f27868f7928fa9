import Glibc
import MizanDiagnostics
import Testing

@testable import MizanSinks

@Suite struct GenerationTests {
  @Test func `our files are those that the result lists and those that every run writes`() {
    let scratch = Scratch()
    scratch.publishedFolder("out", ["observation.csv": "", "facility.csv": ""])
    for name in ["report.html", "issues.csv", "review.csv", "source.csv", "held.csv"] {
      scratch.write("", to: "out/" + name)
    }
    scratch.write("", to: "out/held-12.csv")
    #expect(Generation.foreignFiles(scratch["out"]).isEmpty)
    for name in ["held-.csv", "held-a.csv", "held-2.xlsx", "notes.txt", "facility.csv.bak"] {
      scratch.write("", to: "out/" + name)
    }
    #expect(
      Generation.foreignFiles(scratch["out"]) == [
        "facility.csv.bak", "held-.csv", "held-2.xlsx", "held-a.csv", "notes.txt",
      ])
  }

  @Test func `a folder without our result lists nothing`() {
    let scratch = Scratch()
    mkdir(scratch["out"], 0o755)
    scratch.write("x", to: "out/a.csv")
    #expect(Generation.foreignFiles(scratch["out"]).isEmpty)
  }

  @Test func `a file is kept under a second name, a copy where links do not reach`() {
    let scratch = Scratch()
    let text = String(repeating: "0123456789", count: 20_000)
    scratch.write(text, to: "a.txt")
    #expect(FolderEntries.keep(scratch["a.txt"], as: scratch["b.txt"]))
    #expect(scratch.text("b.txt") == text)
    let elsewhere = "/dev/shm/mizan-sinks-\(getpid()).txt"
    defer { unlink(elsewhere) }
    if FolderEntries.kind("/dev/shm") == S_IFDIR {
      #expect(FolderEntries.keep(scratch["a.txt"], as: elsewhere))
      #expect(Scratch.text(elsewhere) == text)
    }
    #expect(!FolderEntries.keep(scratch["none"], as: scratch["c.txt"]))
    #expect(!FolderEntries.keep(scratch["a.txt"], as: scratch["no/such/folder"]))
  }

  @Test func `names come in the order of their bytes`() {
    let scratch = Scratch()
    for name in ["é", "b", "a", ".h", "Z"] { scratch.write("", to: name) }
    #expect(scratch.names() == [".h", "Z", "a", "b", "é"])
    #expect(FolderEntries.names(scratch["none"]) == nil)
  }

  @Test func `a path is split into folder and name`() {
    #expect(StagePlace.split("a").parent == "." && StagePlace.split("a").name == "a")
    #expect(StagePlace.split("/a").parent == "/" && StagePlace.split("/a").name == "a")
    #expect(StagePlace.split("x/y/z").parent == "x/y" && StagePlace.split("x/y/z").name == "z")
  }

  @Test(arguments: 1...20)
  func `blocks of any size arrive whole`(_ seed: Int) throws {
    let scratch = Scratch()
    let descriptor = open(scratch["a"], O_WRONLY | O_CREAT, 0o644)
    let sink = StandardOutputSink(descriptor: descriptor)
    var state = UInt64(seed)
    var all: [UInt8] = []
    for _ in 0..<12 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let size = Int(state >> 33) % (seed % 3 == 0 ? 600_000 : 70_000)
      let block = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* seed) & 0x7F }
      all += block
      try sink.write(text: String(decoding: block, as: UTF8.self))
    }
    try sink.finish()
    close(descriptor)
    #expect(scratch.text("a") == String(decoding: all, as: UTF8.self))
  }

  @Test func `every code of this room has a text in all languages`() throws {
    let path =
      String(#filePath).split(separator: "/", omittingEmptySubsequences: false)
      .dropLast(3).joined(separator: "/") + "/standards/messages/sinks.csv"
    let text = try #require(Scratch.text(path))
    let codes: [Code] = [
      .outputUnwritable, .outputFull, .outputBroken, .outputNotOurs, .outputBusy, .outputName,
      .interrupted,
    ]
    for code in codes {
      for language in Messages.Language.allCases {
        #expect(text.contains("\n\(code.name),\(language.rawValue),"), "\(code.name)")
      }
    }
  }
}
