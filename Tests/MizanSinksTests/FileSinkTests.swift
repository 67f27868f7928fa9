import Glibc
import MizanDiagnostics
import Testing

@testable import MizanSinks

@Suite struct `A file that is written whole` {
  private func code(_ path: String) -> String? {
    failure { () throws(Failure) in _ = try FileSink(path: path) }?.diagnostics[0].code.name
  }

  @Test func `stands in its place when it is complete, and not before`() throws {
    let scratch = Scratch()
    let sink = try FileSink(path: scratch["a.csv"])
    try sink.write(text: "a,b\n")
    #expect(scratch.text("a.csv") == nil)
    try sink.finish()
    #expect(scratch.text("a.csv") == "a,b\n")
    #expect(scratch.names() == ["a.csv"])
  }

  @Test func `replaces an earlier file, and leaves it when the run ends early`() throws {
    let scratch = Scratch()
    scratch.write("old", to: "a.csv")
    do {
      let sink = try FileSink(path: scratch["a.csv"])
      try sink.write(text: "half")
    }
    #expect(scratch.text("a.csv") == "old")
    #expect(scratch.names() == ["a.csv"])
    let sink = try FileSink(path: scratch["a.csv"])
    try sink.write(text: "new")
    try sink.finish()
    #expect(scratch.text("a.csv") == "new")
  }

  @Test func `is never put in place of a folder, a pipe, a link or a device`() {
    let scratch = Scratch()
    mkdir(scratch["folder"], 0o755)
    mkfifo(scratch["pipe"], 0o600)
    scratch.write("x", to: "file")
    symlink(scratch["file"], scratch["link"])
    symlink(scratch["nothing"], scratch["dangling"])
    let names = scratch.names().sorted()
    for name in ["folder", "pipe", "link", "dangling"] {
      #expect(code(scratch[name]) == "OUTPUT_NOT_FILE", "\(name)")
    }
    // Opening is refused before anything is written, so that a device is safe to name.
    #expect(code("/dev/null") == "OUTPUT_NOT_FILE")
    #expect(scratch.names().sorted() == names)
    #expect(scratch.text("file") == "x")
  }

  @Test func `is told with status 73 and a message that names the path`() {
    let scratch = Scratch()
    mkdir(scratch["folder"], 0o755)
    let found = failure { () throws(Failure) in _ = try FileSink(path: scratch["folder"]) }
    #expect(found?.exitStatus == 73)
    #expect(found?.diagnostics[0].arguments["value"]?.hasSuffix("folder") == true)
  }

  @Test func `is not put in place of what appeared during the run`() throws {
    let scratch = Scratch()
    let sink = try FileSink(path: scratch["a.csv"])
    try sink.write(text: "a")
    mkfifo(scratch["a.csv"], 0o600)
    let found = failure { () throws(Failure) in try sink.finish() }
    #expect(found?.diagnostics[0].code.name == "OUTPUT_NOT_FILE")
    var status = stat()
    #expect(lstat(scratch["a.csv"], &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }
}
