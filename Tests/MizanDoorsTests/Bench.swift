import Foundation
import MizanDiagnostics
import MizanRecords

@testable import MizanDoors

/// A folder of one test, removed with it.
final class Bench {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "mizan-doors-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) -> Input {
    FileManager.default.createFile(atPath: path + "/" + name, contents: Data(text.utf8))
    return Input(path: path + "/" + name)
  }

  /// A program in the shell's language.
  func program(_ name: String, _ lines: String) {
    FileManager.default.createFile(
      atPath: path + "/" + name, contents: Data(("#!/bin/sh\n" + lines + "\n").utf8),
      attributes: [.posixPermissions: 0o755])
  }

  /// Settings that permit programs of this folder.
  func settings(_ programs: [String], seconds: Int = 10) -> Settings {
    var settings = Settings()
    settings.file = path + "/mizan.yaml"
    settings.plugIns.allow = programs
    settings.plugIns.seconds = seconds
    return settings
  }

  /// What a plug-in printed, or why it did not end well.
  func run(
    _ words: [String], _ settings: Settings, on input: Input? = nil
  ) -> (text: String, findings: Findings, failure: Failure?) {
    var findings = Findings()
    do throws(Failure) {
      let made = try PlugInDoor(settings).open(
        words, for: input ?? write("in.txt", "one\ntwo\n"), folder: path, &findings)
      return (String(decoding: made.held?.head(1 << 20) ?? [], as: UTF8.self), findings, nil)
    } catch {
      return ("", findings, error)
    }
  }
}

extension Failure {
  var name: String { diagnostics[0].code.name }
}
