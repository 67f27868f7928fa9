import Glibc
import MizanDiagnostics
import Testing

@testable import MizanSinks

@Suite(.serialized) struct RefusalTests {
  private func refusal(_ target: String) -> (Int32, String)? {
    failure { () throws(Failure) in _ = try StagedFolder(target: target) }
      .map { ($0.exitStatus, $0.diagnostics[0].code.name) }
  }

  private func expectNotOurs(_ target: String) {
    let found = refusal(target)
    #expect(found?.0 == 73 && found?.1 == "OUTPUT_NOT_OURS", "\(target)")
  }

  @Test func `a file is not replaced by a folder`() {
    let scratch = Scratch()
    scratch.write("x", to: "out")
    expectNotOurs(scratch["out"])
    #expect(scratch.text("out") == "x")
    #expect(scratch.names() == ["out"])
  }

  @Test func `a folder with somebody's own files is not replaced`() {
    let scratch = Scratch()
    mkdir(scratch["home"], 0o755)
    scratch.write("thesis", to: "home/thesis.odt")
    expectNotOurs(scratch["home"])
    scratch.write("{\"schema\":\"other/1\"}", to: "home/result.json")
    expectNotOurs(scratch["home"])
    unlink(scratch["home/result.json"])
    symlink("/dev/zero", scratch["home/result.json"])
    expectNotOurs(scratch["home"])
    mkfifo(scratch["home/pipe"], 0o600)
    #expect(scratch.text("home/thesis.odt") == "thesis")
    #expect(scratch.names() == ["home"])
  }

  @Test func `a published folder with folders inside is not replaced`() {
    let scratch = Scratch()
    scratch.publishedFolder("out", [:])
    mkdir(scratch["out/annexes"], 0o755)
    expectNotOurs(scratch["out"])
  }

  @Test func `an empty folder may be used`() {
    let scratch = Scratch()
    mkdir(scratch["out"], 0o755)
    #expect(refusal(scratch["out"]) == nil)
  }

  @Test func `files put there during the run are not lost`() throws {
    let scratch = Scratch()
    mkdir(scratch["out"], 0o755)
    let stage = try StagedFolder(target: scratch["out"])
    try stage.create("result.json").write(text: "{}")
    scratch.write("thesis", to: "out/thesis.odt")
    let found = failure { () throws(Failure) in try stage.publish() }
    #expect(found?.diagnostics[0].code.name == "OUTPUT_NOT_OURS")
    #expect(scratch.names() == ["out"])
    #expect(scratch.names("out") == ["thesis.odt"])
  }

  @Test func `places that cannot be written are told with the system's reason`() throws {
    #expect(refusal("/proc/mizan-out")?.0 == 73)
    #expect(refusal("/proc/mizan-out")?.1 == "OUTPUT_UNWRITABLE")
    #expect(refusal("/dev/null/out")?.1 == "OUTPUT_UNWRITABLE")
    #expect(refusal("")?.1 == "OUTPUT_NAME")
    #expect(refusal("/")?.1 == "OUTPUT_NOT_OURS")
    let scratch = Scratch()
    symlink("nowhere", scratch["dangling"])
    let found = failure { () throws(Failure) in _ = try StagedFolder(target: scratch["dangling"]) }
    #expect(found?.diagnostics[0].arguments["problem"] == "No such file or directory")
    #expect(scratch.names() == ["dangling"])
  }

  @Test func `a name too long for the system is told, a long one works`() throws {
    let scratch = Scratch()
    #expect(refusal(scratch[String(repeating: "x", count: 300)])?.1 == "OUTPUT_UNWRITABLE")
    let name = String(repeating: "y", count: 250)
    try StagedFolder(target: scratch[name]).publish()
    #expect(scratch.names() == [name])
  }
}
