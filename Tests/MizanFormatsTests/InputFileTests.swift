import Foundation
import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

@Suite struct `Input files` {
  private func refusal(_ input: Input) -> Failure? {
    failure { () throws(Failure) in _ = try InputFile(input) }
  }

  @Test func `what does not exist is missing`() {
    let folder = Folder()
    for path in ["/none.csv", "/none/none.csv"] {
      let refused = refusal(Input(path: folder.path + path))
      #expect(refused?.name == "INPUT_MISSING" && refused?.kind == .missing)
    }
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may read everything"))
  func `what may not be read is unreadable to us`() {
    let folder = Folder()
    let input = folder.input("a.csv", "a,b\n")
    chmod(input.path, 0)
    #expect(refusal(input)?.name == "INPUT_UNREADABLE")
    #expect(refusal(input)?.kind == .missing)
  }

  @Test func `an empty file is refused`() {
    let folder = Folder()
    let refused = refusal(folder.input("a.csv", ""))
    #expect(refused?.name == "INPUT_EMPTY" && refused?.kind == .unreadable)
  }

  @Test func `pipes, folders and devices are refused without waiting`() {
    let folder = Folder()
    mkfifo(folder.path + "/pipe.csv", 0o600)
    mkdir(folder.path + "/folder.csv", 0o700)
    for (path, what) in [
      (folder.path + "/pipe.csv", "pipe"), (folder.path + "/folder.csv", "folder"),
      ("/dev/null", "device"),
    ] {
      let refused = refusal(Input(path: path))
      #expect(refused?.name == "PATH_NOT_REGULAR" && refused?.kind == .unreadable)
      #expect(refused?.diagnostics[0].arguments["problem"] == what)
    }
  }

  @Test func `a symbolic link is followed inside its folder only`() throws {
    let folder = Folder()
    let other = Folder()
    _ = folder.input("a.csv", "a,b\n1,2\n")
    let outside = other.input("b.csv", "a,b\n1,2\n")
    symlink("a.csv", folder.path + "/inside.csv")
    symlink(outside.path, folder.path + "/outside.csv")
    symlink("nothing", folder.path + "/dangling.csv")
    symlink(".", folder.path + "/self.csv")
    #expect(try InputFile(Input(path: folder.path + "/inside.csv")).head.count == 8)
    let refused = refusal(Input(path: folder.path + "/outside.csv"))
    #expect(refused?.name == "PATH_SYMLINK_OUTSIDE" && refused?.kind == .unreadable)
    #expect(refusal(Input(path: folder.path + "/dangling.csv"))?.name == "INPUT_MISSING")
    #expect(refusal(Input(path: folder.path + "/self.csv")) != nil)
    // A folder may itself be reached through a link.
    symlink(folder.path, other.path + "/link")
    #expect(try InputFile(Input(path: other.path + "/link/a.csv")).size == 8)
  }

  @Test func `a file that changes while it is read is refused`() throws {
    let folder = Folder()
    let input = folder.input("a.csv", "a,b\n1,2\n")
    let file = try InputFile(input)
    try file.checkUnchanged()
    let handle = try #require(FileHandle(forWritingAtPath: input.path))
    handle.seekToEndOfFile()
    handle.write(Data("3,4\n".utf8))
    try handle.close()
    let refused = failure { () throws(Failure) in try file.checkUnchanged() }
    #expect(refused?.name == "INPUT_CHANGED")
  }

  @Test func `the head is the beginning and no more`() throws {
    let folder = Folder()
    let bytes = (0..<300_000).map { UInt8($0 % 251) }
    let file = try InputFile(folder.input("a.bin", bytes))
    #expect(file.head == Array(bytes.prefix(InputFile.headLimit)))
    #expect(file.size == 300_000)
  }
}
