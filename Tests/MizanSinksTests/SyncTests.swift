import Glibc
import MizanDiagnostics
import Testing

@testable import MizanSinks

@Suite struct `Waiting for the disk` {
  private func place(_ scratch: Scratch) -> StagePlace {
    StagePlace(
      target: scratch["out"], staged: scratch["stage"], lockPath: scratch["lock"], lock: -1)
  }

  @Test func `links, pipes and files that nobody may read do not stop a publication`() throws {
    let scratch = Scratch()
    mkdir(scratch["stage"], 0o700)
    scratch.write("a,b\n", to: "stage/observation.csv")
    symlink("nowhere", scratch["stage/link"])
    mkfifo(scratch["stage/pipe"], 0o600)
    #expect(throws: Never.self) { try StageSwitch.syncFiles(place(scratch), "out") }
  }

  @Test func `a stage that has gone away meanwhile is no fault of this step`() throws {
    let scratch = Scratch()
    #expect(throws: Never.self) { try StageSwitch.syncFiles(place(scratch), "out") }
  }

  @Test func `a folder removed during the run is made anew`() throws {
    let scratch = Scratch()
    scratch.publishedFolder("out", ["observation.csv": "old\n"])
    let stage = try StagedFolder(target: scratch["out"])
    try stage.create("observation.csv").write(text: "new\n")
    for name in scratch.names("out") { unlink(scratch["out/" + name]) }
    #expect(rmdir(scratch["out"]) == 0)
    try stage.publish()
    #expect(scratch.text("out/observation.csv") == "new\n")
    #expect(scratch.names().filter { $0.hasPrefix(".") }.isEmpty)
  }

  @Test func `a stage removed during the run is told and leaves the last output`() throws {
    let scratch = Scratch()
    scratch.publishedFolder("out", ["observation.csv": "old\n"])
    let stage = try StagedFolder(target: scratch["out"])
    try stage.create("observation.csv").write(text: "new\n")
    let hidden = try #require(scratch.names().first { $0.contains(".mizan-staged-") })
    for name in scratch.names(hidden) { unlink(scratch[hidden + "/" + name]) }
    #expect(rmdir(scratch[hidden]) == 0)
    let refused = failure { () throws(Failure) in try stage.publish() }
    #expect(refused?.kind == .cannotCreate || refused?.kind == .cannotWrite)
    #expect(scratch.text("out/observation.csv") == "old\n")
  }
}
