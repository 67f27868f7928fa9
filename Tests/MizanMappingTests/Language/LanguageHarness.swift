import Glibc
import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanMapping

/// Reads mappings from text and shows their faults by name.
enum Language {
  /// A mapping that is right, in parts that tests replace.
  static let head = "mizan: 1\nmapping: { id: a, version: 1.0.0, standard: eie-core@1 }\n"
  static let columns = "columns: { value: [value] }\n"
  static let record =
    "record: { table: observation, value: { from: value, as: number, unreadable: hold } }\n"

  static func read(_ text: String, file: String = "a.map.yaml") throws(Failure) -> Mapping {
    try MappingReader.read(Array(text.utf8), file: file)
  }

  /// The codes of a mapping's faults, or of its warnings when it has no faults.
  static func codes(_ bytes: [UInt8], file: String = "a.map.yaml") -> [String] {
    do throws(Failure) {
      return try MappingReader.read(bytes, file: file).warnings.map(\.code.name)
    } catch {
      return error.diagnostics.map(\.code.name)
    }
  }

  static func codes(_ text: String) -> [String] { codes(Array(text.utf8)) }

  /// All faults of a text.
  static func faults(_ text: String, file: String = "a.map.yaml") -> [Diagnostic] {
    do throws(Failure) {
      // An open decision makes a draft and no fault.
      return try read(text, file: file).warnings.filter { $0.code.name == "MAP_UNDECIDED" }
    } catch {
      return error.diagnostics
    }
  }
}

/// A folder for the time of one test.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/mizan-test-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? ""
    }
    try #require(!path.isEmpty)
  }

  deinit { TemporaryFolder.remove(path) }

  private static func remove(_ path: String) {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name == "." || name == ".." { continue }
        if unlink(path + "/" + name) != 0 { remove(path + "/" + name) }
      }
      closedir(folder)
    }
    rmdir(path)
  }

  /// Writes a file, which may lie in a folder of its own, and gives its path.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    if let slash = name.lastIndex(of: "/") { mkdir(path + "/" + name[..<slash], 0o755) }
    let file = try #require(fopen(path + "/" + name, "w"))
    fputs(text, file)
    fclose(file)
    return path + "/" + name
  }
}
