import Glibc
import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanSinks

@Suite(.serialized) struct StagedFileTests {
  @Test(arguments: [
    [0], [1], [262_143, 1, 1], [262_144], [262_145, 3], [5, 900_000, 7, 262_144],
  ])
  func `bytes arrive in order with their digest and count`(_ sizes: [Int]) throws {
    let scratch = Scratch()
    let stage = try StagedFolder(target: scratch["out"])
    let file = try stage.create("a.bin")
    var all: [UInt8] = []
    for size in sizes {
      let block = (0..<size).map { UInt8(truncatingIfNeeded: ($0 &+ all.count) % 127) }
      all += block
      try file.write(text: String(decoding: block, as: UTF8.self))
    }
    let receipt = try file.finish()
    #expect(receipt.bytes == all.count)
    #expect(receipt.sha256 == SHA256.hex(all))
    #expect(try file.finish() == receipt)
    try stage.publish()
    #expect(scratch.text("out/a.bin") == String(decoding: all, as: UTF8.self))
  }

  @Test func `room reserved on the disk for a large file is given back`() throws {
    let scratch = Scratch()
    let stage = try StagedFolder(target: scratch["out"])
    let file = try stage.create("a.bin")
    let block = String(repeating: "0123456789abcdef", count: 1 << 16)
    for _ in 0..<20 { try file.write(text: block) }
    try file.write(text: "end")
    let receipt = try file.finish()
    try stage.publish()
    var status = stat()
    #expect(stat(scratch["out/a.bin"], &status) == 0)
    #expect(status.st_size == (20 << 20) + 3 && receipt.bytes == (20 << 20) + 3)
    // The file system may add a little of its own.
    #expect(status.st_blocks * 512 < 22 << 20)
    #expect(scratch.text("out/a.bin")?.hasSuffix("cdefend") == true)
  }

  @Test func `a full disk is told with the path, at once or at the end`() {
    let large = StagedFile("a.csv", descriptor: open("/dev/full", O_WRONLY), shownPath: "out/a.csv")
    let text = String(repeating: "x", count: 300_000)
    let told = failure { () throws(Failure) in try large.write(text: text) }
    #expect(told?.kind == .cannotWrite && told?.exitStatus == 74)
    #expect(told?.diagnostics[0].code.name == "OUTPUT_FULL")
    #expect(told?.diagnostics[0].arguments["value"] == "out/a.csv")
    #expect(told?.diagnostics[0].arguments["problem"] == "No space left on device")
    let small = StagedFile("b.csv", descriptor: open("/dev/full", O_WRONLY), shownPath: "out/b.csv")
    #expect(failure { () throws(Failure) in try small.write(text: "x") } == nil)
    let late = failure { () throws(Failure) in _ = try small.finish() }
    #expect(late?.diagnostics[0].code.name == "OUTPUT_FULL")
  }

  @Test func `a file limit while writing leaves the last output`() throws {
    let scratch = Scratch()
    scratch.publishedFolder("out", ["a.csv": "old\n"])
    let stage = try StagedFolder(target: scratch["out"])
    let file = try stage.create("a.csv")
    // The staged file is put in place of a device that is always full.
    let full = open("/dev/full", O_WRONLY)
    let broken = StagedFile("b.csv", descriptor: full, shownPath: "out/b.csv")
    try file.write(text: "half")
    #expect(
      failure { () throws(Failure) in
        try broken.write(text: "x")
        _ = try broken.finish()
        try stage.publish()
      }?.kind == .cannotWrite)
    stage.abandon()
    #expect(scratch.text("out/a.csv") == "old\n")
    #expect(scratch.names() == ["out"])
  }

  @Test func `an error of the device is no full disk`() {
    let file = StagedFile("a.csv", descriptor: open("/dev/null", O_RDONLY), shownPath: "out/a.csv")
    let told = failure { () throws(Failure) in
      try file.write(text: String(repeating: "x", count: 300_000))
    }
    #expect(told?.kind == .cannotWrite)
    #expect(told?.diagnostics[0].code.name == "OUTPUT_BROKEN")
  }
}
