import MizanDiagnostics
import Testing

@testable import MizanMapping

@Suite struct `A job file` {
  private func read(_ text: String) throws(Failure) -> Job {
    try JobReader.read(Array(text.utf8), file: "march.job.yaml")
  }

  private func faults(_ text: String) -> [String] {
    do throws(Failure) {
      _ = try read(text)
      return []
    } catch {
      #expect(error.kind == .mapping)
      return error.diagnostics.map { "\($0.code.name) \($0.place?.line ?? 0)" }
    }
  }

  @Test func `lists files with the mapping of each, in order`() throws {
    let job = try read(
      """
      mizan: 1
      job: { title: { en: "March", fr: "Mars" } }
      convert:
        - { files: ["inbox/*.xlsx", late.csv], mapping: a.map.yaml }
        - files: uis.csv
          mapping: maps/b.map.yaml
      """)
    #expect(job.titles == [.english: "March", .french: "Mars"])
    #expect(
      job.parts == [
        Job.Part(files: ["inbox/*.xlsx", "late.csv"], mapping: "a.map.yaml"),
        Job.Part(files: ["uis.csv"], mapping: "maps/b.map.yaml"),
      ])
  }

  @Test func `needs no title, and may have one for all languages`() throws {
    let short = "mizan: 1\nconvert: { files: a.csv, mapping: a.map.yaml }"
    #expect(try read(short).titles == [:])
    #expect(try read(short).parts.count == 1)
    #expect(try read("mizan: 1\njob: { title: All }\nconvert: []").titles == [.english: "All"])
  }

  @Test(arguments: [
    ("convert: []", ["MAP_MISSING_KEY 1"]), ("mizan: 1", ["MAP_MISSING_KEY 1"]),
    ("mizan: 2\nconvert: []", ["MAP_VERSION 1"]),
    ("mizan: 1\nconvert:\n  - { files: a.csv }", ["MAP_MISSING_KEY 3"]),
    ("mizan: 1\nconvert:\n  - { mapping: a.yaml }", ["MAP_MISSING_KEY 3"]),
    ("mizan: 1\nconvert:\n  - a.csv", ["MAP_BAD_VALUE 3"]),
    ("mizan: 1\nconvert: []\nwhen: daily", ["MAP_UNKNOWN_KEY 3"]),
    (
      "mizan: 1\nconvert:\n  - { files: a, mapping: b, sheet: c }\n  - { file: a, mapping: b }",
      ["MAP_UNKNOWN_KEY 3", "MAP_MISSING_KEY 4", "MAP_UNKNOWN_KEY 4"]
    ),
    (
      "mizan: 1\njob: { title: { de: x }, on: now }\nconvert: []",
      ["MAP_UNKNOWN_KEY 2", "MAP_UNKNOWN_KEY 2"]
    ),
  ])
  func `tells all mistakes at once, each with its line`(text: String, expected: [String]) {
    #expect(faults(text) == expected)
  }
}
