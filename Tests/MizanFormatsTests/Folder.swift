import Foundation
import MizanDiagnostics
import MizanRecords

@testable import MizanFormats

/// A folder of one test, removed with it.
final class Folder {
  let path: String

  init() {
    path = NSTemporaryDirectory() + "mizan-formats-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and names it as an input.
  func input(_ name: String, _ bytes: [UInt8]) -> Input {
    FileManager.default.createFile(atPath: path + "/" + name, contents: Data(bytes))
    return Input(path: path + "/" + name)
  }

  func input(_ name: String, _ text: String) -> Input { input(name, Array(text.utf8)) }
}

/// A whole table read into memory.
struct ReadTable {
  var rows: [[String]] = []
  var numbers: [Int] = []
  /// Codes of faults by row number.
  var faults: [Int: String] = [:]
  var findings = Findings()
  var sha256 = ""

  /// Opens through the catalog and reads everything.
  init(
    _ input: Input, format: String? = nil, _ options: FormatOptions = FormatOptions()
  ) throws(Failure) {
    let file = try FormatCatalog.open(input, format: format, options)
    let reader = try file.rows(ofTable: 0)
    findings = file.findings
    let batch = RecordBatch()
    while try reader.next(into: batch, &findings) {
      for row in 0..<batch.rowCount {
        rows.append((0..<Int(batch.widths[row])).map { batch.text(row: row, column: $0) })
        numbers.append(Int(batch.rowNumbers[row]))
        if let fault = batch.faults[row] { faults[Int(batch.rowNumbers[row])] = fault.code.name }
      }
    }
    sha256 = try file.sha256()
  }

  init(
    _ text: String, name: String = "table.csv", _ options: FormatOptions = FormatOptions()
  ) throws(Failure) {
    let folder = Folder()
    defer { withExtendedLifetime(folder) {} }
    try self.init(folder.input(name, text), options)
  }

  init(
    bytes: [UInt8], name: String = "table.csv", _ options: FormatOptions = FormatOptions()
  ) throws(Failure) {
    let folder = Folder()
    defer { withExtendedLifetime(folder) {} }
    try self.init(folder.input(name, bytes), options)
  }

  var codes: [String] { findings.groups.map(\.key.code.name) }
}

/// The failure that a piece of work ends with; nil when it ends well.
func failure(_ work: () throws(Failure) -> Void) -> Failure? {
  do throws(Failure) {
    try work()
    return nil
  } catch {
    return error
  }
}

extension Failure {
  var name: String { diagnostics[0].code.name }
}

/// Pseudo-random numbers that are the same in every run.
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

/// The material beside the checkout, which is not part of it.
enum Shared {
  static let path = String(
    URL(fileURLWithPath: #filePath).pathComponents.dropLast(4).joined(separator: "/").dropFirst()
      + "/shared")

  static func has(_ name: String) -> Bool {
    let isThere = FileManager.default.fileExists(atPath: path + "/" + name)
    if !isThere { print("skipped: no ../shared/\(name) beside the checkout") }
    return isThere
  }

  /// Runs a program; true when it ended well.
  static func run(_ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}

extension Shared {
  /// The names of the files of a folder, sorted.
  static func files(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }
}
