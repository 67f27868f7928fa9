import Foundation
import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanDoors

@Suite struct `A plug-in` {
  let bench = Bench()

  @Test func `prints the table of a file`() {
    bench.program("upper", "tr a-z A-Z < \"$1\"")
    let run = bench.run(["./upper", "{file}"], bench.settings(["./upper"]))
    #expect(run.text == "ONE\nTWO\n")
    #expect(run.failure == nil)
    #expect(run.findings.isEmpty)
  }

  @Test func `gets its words as they are written, without a shell`() {
    bench.program("words", "printf '%s|' \"$@\"")
    let run = bench.run(
      ["./words", "a b", "$(id)", "; rm -rf x", "*"], bench.settings(["./words"]))
    #expect(run.text == "a b|$(id)|; rm -rf x|*|")
  }

  @Test func `gets a whole path, so that no name is an option`() {
    bench.program("first", "printf %s \"$1\"")
    let run = bench.run(
      ["./first", "{file}"], bench.settings(["./first"]), on: bench.write("-rf", "x"))
    #expect(run.text.hasPrefix("/"))
    #expect(run.text.hasSuffix("/-rf"))
  }

  @Test func `sees nothing of our environment`() {
    setenv("MIZAN_TEST_SECRET", "canary", 1)
    bench.program("env", "env")
    let run = bench.run(["./env"], bench.settings(["./env"]))
    #expect(run.text.contains("MIZAN_PLUG_IN=1"))
    #expect(!run.text.contains("canary"))
    #expect(!run.text.contains("HOME="))
  }

  @Test func `has an empty standard input and no other open file`() {
    bench.program("files", "cat; ls /proc/self/fd | wc -l")
    // 0, 1, 2 and the one with which the folder is listed.
    let run = bench.run(["./files"], bench.settings(["./files"]))
    #expect(run.text.trimmingCharacters(in: .whitespacesAndNewlines) == "4")
  }

  @Test func `that is not on the list does not run`() {
    bench.program("other", "touch \"\(bench.path)/ran\"")
    let run = bench.run(["./other"], bench.settings(["./upper"]))
    #expect(run.failure?.name == "PLUG_IN_NOT_ALLOWED")
    #expect(run.failure?.kind == .mapping)
    #expect(!FileManager.default.fileExists(atPath: bench.path + "/ran"))
  }

  @Test func `is known by where it lies, not by how its path is written`() {
    bench.program("ok", "echo yes")
    try? FileManager.default.createDirectory(
      atPath: bench.path + "/sub", withIntermediateDirectories: true)
    #expect(bench.run(["./sub/../ok"], bench.settings(["ok"])).text == "yes\n")
    try? FileManager.default.createSymbolicLink(
      atPath: bench.path + "/link", withDestinationPath: "/bin/sh")
    #expect(bench.run(["./link", "-c", "echo x"], bench.settings(["ok"])).failure != nil)
  }

  @Test func `is not looked for in the search path`() {
    #expect(
      bench.run(["sh"], bench.settings(["sh", "/bin/sh"])).failure?.name == "PLUG_IN_NOT_ALLOWED")
  }

  @Test func `that is absent is told`() {
    #expect(
      bench.run(["./none"], bench.settings(["./none"])).failure?.name == "PLUG_IN_MISSING")
  }

  @Test func `that fails shows its last words`() throws {
    bench.program("bad", "echo data; echo 'line 3: odd\u{1B}[31m' >&2; exit 3")
    let failure = try #require(bench.run(["./bad"], bench.settings(["./bad"])).failure)
    #expect(failure.name == "PLUG_IN_FAILED")
    #expect(failure.kind == .unreadable)
    #expect(failure.diagnostics[0].arguments["problem"] == "status 3")
    #expect(failure.diagnostics[1].arguments["value"] == "line 3: odd\\u{1B}[31m")
  }

  @Test func `that crashes is told with its signal`() {
    bench.program("crash", "kill -SEGV $$")
    let failure = bench.run(["./crash"], bench.settings(["./crash"])).failure
    #expect(failure?.diagnostics[0].arguments["problem"] == "signal 11")
  }

  @Test func `that hangs is ended with all it started`() {
    bench.program(
      "hang", "echo warming up >&2; sleep 1000 & echo $! > \"\(bench.path)/child\"; wait")
    let failure = bench.run(["./hang"], bench.settings(["./hang"], seconds: 1)).failure
    #expect(failure?.name == "PLUG_IN_TIMEOUT")
    #expect(failure?.diagnostics.last?.arguments["value"] == "warming up")
    let child = (try? String(contentsOfFile: bench.path + "/child", encoding: .utf8)) ?? ""
    let number = Int32(child.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    #expect(number > 0)
    usleep(200_000)
    #expect(kill(number, 0) != 0 || isGone(number))
  }

  /// An ended process that nobody has asked for yet is gone as well.
  private func isGone(_ process: Int32) -> Bool {
    let stat = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)) ?? ") Z"
    return stat.contains(") Z")
  }

  @Test func `that closes its output and goes on is ended too`() {
    bench.program("mute", "exec >&- 2>&-; sleep 1000")
    #expect(
      bench.run(["./mute"], bench.settings(["./mute"], seconds: 1)).failure?.name
        == "PLUG_IN_TIMEOUT")
  }

  @Test func `that floods is ended`() {
    bench.program("flood", "yes 0123456789012345678901234567890123456789")
    var settings = bench.settings(["./flood"])
    settings.plugIns.outputBytes = 3 << 20
    #expect(bench.run(["./flood"], settings).failure?.name == "PLUG_IN_FLOOD")
  }

  @Test func `that takes too much memory fails`() {
    bench.program("hungry", "exec python3 -c 'x = bytearray(900 << 20); print(len(x))'")
    var settings = bench.settings(["./hungry"])
    settings.plugIns.memoryBytes = 256 << 20
    #expect(bench.run(["./hungry"], settings).failure?.name == "PLUG_IN_FAILED")
  }

  @Test func `that leaves a process behind does not keep us waiting`() {
    bench.program("leaves", "echo done; sleep 1000 &")
    let run = bench.run(["./leaves"], bench.settings(["./leaves"], seconds: 30))
    #expect(run.text == "done\n")
    #expect(run.failure == nil)
  }

  @Test func `that complains and ends well gives findings`() {
    bench.program("says", "echo 'sheet 2 left out' >&2; echo '' >&2; echo 'a'")
    let run = bench.run(["./says"], bench.settings(["./says"]))
    #expect(run.text == "a\n")
    #expect(run.findings.groups.map(\.key.code.name) == ["PLUG_IN_SAYS"])
    #expect(run.findings.groups.first?.key.value == "sheet 2 left out")
  }

  @Test func `that complains without end is heard for some lines only`() {
    bench.program("loud", "i=0; while [ $i -lt 500 ]; do echo $i >&2; i=$((i+1)); done")
    let run = bench.run(["./loud"], bench.settings(["./loud"]))
    #expect(run.findings.groups.count == ChildRun.lineLimit + 1)
    #expect(run.findings.groups.last?.key.value == "… +480")
  }
}

@Suite struct `Words of a plug-in` {
  @Test func `have the file's path wherever it is asked for`() {
    func filled(_ word: String) -> String {
      String(decoding: PlugInDoor.filled(word, file: Array("/a".utf8)), as: UTF8.self)
    }
    #expect(filled("{file}") == "/a")
    #expect(filled("--in={file}{file}") == "--in=/a/a")
    #expect(filled("{fil}") == "{fil}")
    #expect(filled("") == "")
  }
}
