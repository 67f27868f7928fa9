import Glibc
import MizanRecords
import Testing

@testable import MizanMapping

/// Every code that the room can tell has its texts.
struct MappingMessageTests {
  /// The names of all files below a folder.
  static func files(_ folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var files: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      let path = folder + "/" + name
      files += entry.pointee.d_type == DT_DIR ? MappingMessageTests.files(path) : [path]
    }
    return files
  }

  @Test(arguments: ["MizanMapping", "Mizan"])
  func `Every code of the room has a text in three languages`(_ room: String) throws {
    let table = try SmallTable(file: ProjectFolder.path + "/standards/messages/mapping.csv")
    var texts: Set<String> = []
    for row in table.rows {
      #expect(row.cells.count == 5, "line \(row.line)")
      #expect(!table.text(row, "what").isEmpty, "line \(row.line)")
      #expect(
        texts.insert(table.text(row, "code") + table.text(row, "lang")).inserted, "line \(row.line)"
      )
    }
    // Some parts of the room have a file of their own.
    for file in MappingMessageTests.files(ProjectFolder.path + "/standards/messages") {
      let other = try SmallTable(file: file)
      for row in other.rows { texts.insert(other.text(row, "code") + other.text(row, "lang")) }
    }
    var codes: Set<String> = []
    for file in MappingMessageTests.files(ProjectFolder.path + "/Sources/" + room) {
      let text = String(decoding: try SmallFile.read(file, limit: 1 << 22), as: UTF8.self)
      var rest = text[...]
      while let range = rest.firstRange(of: "= Code(\"") {
        rest = rest[range.upperBound...]
        codes.insert(String(rest.prefix { $0 != "\"" }))
      }
    }
    #expect(codes.count > 5)
    for code in codes.sorted() {
      for language in ["en", "fr", "ar"] {
        #expect(texts.contains(code + language), "\(code) \(language)")
      }
    }
  }

  @Test func `The gaps of a text are the same in every language`() throws {
    let table = try SmallTable(file: ProjectFolder.path + "/standards/messages/mapping.csv")
    func gaps(_ row: SmallTable.Row) -> Set<String> {
      var gaps: Set<String> = []
      var rest = (table.text(row, "what") + table.text(row, "why") + table.text(row, "fix"))[...]
      while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
        gaps.insert(String(rest[open...close]))
        rest = rest[rest.index(after: close)...]
      }
      return gaps
    }
    var known: [String: Set<String>] = [:]
    for row in table.rows {
      let code = table.text(row, "code")
      #expect(known[code] == nil || known[code] == gaps(row), "\(code), line \(row.line)")
      known[code] = gaps(row)
    }
  }
}
