import Foundation
import Mizan
import Testing

@Suite struct `Archives and pipes as inputs` {
  private static let golden = Program.root.appendingPathComponent("Tests/Golden")
  private static let zip = golden.appendingPathComponent("read/zip-of-tables/march.zip").path

  /// Runs a line of the shell in which `$MIZAN` is the program.
  private func shell(_ line: String) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.environment = [
      "PATH": "/usr/bin:/bin", "LC_ALL": "C", "MIZAN_HOME": Program.root.path,
      "MIZAN": Program.path, "GOLDEN": Self.golden.path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  @Test func `an archive stands for its tables, by itself, in a folder and in a list`() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let copy = folder.path + "/march.zip"
    try FileManager.default.copyItem(atPath: Self.zip, toPath: copy)
    let names = ["march.zip ▸ north.csv", "march.zip ▸ south/south.csv"]
    #expect(try InputList.expand([copy]).map(\.name) == names)
    #expect(try InputList.expand([folder.path]).map(\.name) == names)
    #expect(try InputList.expand([folder.path + "/*.zip", copy]).map(\.name) == names)
    try (copy + "\n").write(toFile: folder.path + "/list", atomically: true, encoding: .utf8)
    #expect(try InputList.expand(["@" + folder.path + "/list"]).map(\.name) == names)
    #expect(try InputList.expand([copy]).map(FormatCatalogProbe.rows) == [2, 2])
  }

  @Test func `one entry is named by its path, an unknown one is missing`() throws {
    let inputs = try InputList.expand([Self.zip + " ▸ north.csv"])
    #expect(inputs.map(\.name) == ["march.zip ▸ north.csv"])
    let unknown = try InputList.expand([Self.zip + " ▸ west.csv"])
    let failure = #expect(throws: Failure.self) { try FormatCatalogProbe.rows(unknown[0]) }
    #expect(failure?.kind == .missing)
  }

  @Test func `a folder brings files of all formats`() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in [
      "a.csv", "b.xlsx", "c.ods", "d.json", "e.ndjson", "f.xml", "g.csv.gz", "h.json.gz", "i.tsv",
      "j.xls", "k.pdf", "l.docx", "m",
    ] {
      _ = FileManager.default.createFile(atPath: folder.path + "/" + name, contents: Data("x".utf8))
    }
    let names = try InputList.expand([folder.path]).map(\.name)
    #expect(names.count == 10 && !names.contains("k.pdf") && names.contains("c.ods"))
  }

  @Test(arguments: [
    ("convert/workbook/march.xlsx", "cat"), ("read/ods/mars.ods", "cat"),
    ("read/zip-of-tables/march.zip", "cat"), ("read/json-packed/march.json.gz", "cat"),
    ("read/list-of-files/north.csv", "cat"), ("read/json-packed/march.json.gz", "gzip -dc"),
  ])
  func `what comes through a pipe reads like the file, and so does a redirected file`(
    _ name: String, _ tool: String
  ) throws {
    let file = "\"$GOLDEN/\(name)\""
    let direct = try shell("\"$MIZAN\" read \(file)")
    #expect(direct.status == 0 && direct.output.split(separator: "\n").count > 1)
    let piped = try shell("\(tool) \(file) | \"$MIZAN\" read -")
    #expect(piped.output == direct.output && piped.status == 0)
    let redirected = try shell("\"$MIZAN\" read - < \(file)")
    #expect(redirected.output == direct.output)
  }

  @Test func `an empty pipe and a cut workbook in a pipe are refused`() throws {
    #expect(try shell("printf '' | \"$MIZAN\" read -").status == 65)
    let file = "\"$GOLDEN/convert/workbook/march.xlsx\""
    #expect(try shell("head -c 3000 \(file) | \"$MIZAN\" read -").status == 65)
  }

  @Test func `nothing stays behind in the folder for temporary files`() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try Program.run(
      ["read", Self.zip], in: folder, environment: ["TMPDIR": folder.path])
    #expect(run.status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test func `where nothing can be kept the archive is refused with the reason`() throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try Program.run(
      ["read", Self.zip], in: folder, environment: ["TMPDIR": folder.path + "/absent"])
    #expect(run.status == 66 && run.errors.contains("INPUT_UNREADABLE"))
  }
}
