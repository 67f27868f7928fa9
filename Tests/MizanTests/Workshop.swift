import Foundation
import Mizan

/// A folder for one test with the small files that most tests of the façade need.
final class Workshop {
  let folder: URL

  init() throws { folder = try Program.temporaryFolder() }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The absolute path of a name in the folder.
  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Writes a text file, making the folders on the way.
  func write(_ text: String, to name: String) throws {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// The names of what lies in a folder, sorted.
  func names(in name: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []).sorted()
  }

  /// The records of a CSV file.
  func records(_ name: String) throws -> [[String: String]] { PlainCSV.records(try text(name)) }

  static let standards: Standards = {
    do {
      return try Standards(folder: Program.root.appendingPathComponent("standards").path)
    } catch {
      fatalError("the checkout has no sound standard: \(error)")
    }
  }()

  /// Three areas with pupils; one number that nobody can read and one school year too many.
  static let rows = """
    Area,Year,Pupils,Site
    TD01,2023/24,12,Camp
    TD02,2023/24,30,Town
    TD03,2023/24,many,Camp
    TD04,2023/24,7,Hill

    """

  static let mapping = """
    mizan: 1
    mapping: { id: test.small, version: 1.2.0, standard: eie-core@1 }
    columns: { area: [Area], year: [Year], pupils: [Pupils], site: [Site] }
    record:
      table: observation
      ref_area: { from: area }
      school_year: { from: year, as: school-year, calendar: gregorian, unreadable: hold }
      measure: { value: STU }
      displacement: { from: site, codes: crosswalks/site.csv, unmatched: review }
      value: { from: pupils, as: count, unreadable: hold }
    checks:
      - { name: small, that: "pupils <= 20", per: row, else: warning }

    """

  static let site = """
    source,target,relation,valid_from,valid_to,status,reviewed_by,reviewed_on,note
    Camp,REF,equal,,,approved,A. M.,2026-03-02,
    Town,HOST,equal,,,approved,A. M.,2026-03-02,

    """

  /// Writes `rows.csv`, `small.map.yaml` and its crosswalk.
  func furnish(rows: String = Workshop.rows, mapping: String = Workshop.mapping) throws {
    try write(rows, to: "rows.csv")
    try write(mapping, to: "small.map.yaml")
    try write(Workshop.site, to: "crosswalks/site.csv")
  }

  /// Converts files of the folder into `out` or another target.
  func convert(
    _ names: [String] = ["rows.csv"], map: String = "small.map.yaml", into target: String? = "out",
    _ options: RunOptions = RunOptions()
  ) throws -> Report {
    let mapping = try Harmonizer.mapping(at: path(map), Workshop.standards)
    return try Harmonizer(Workshop.standards, options).convert(
      names.map { Input(path: path($0)) }, with: mapping,
      into: target.map { .folder(path($0)) } ?? .nothing)
  }
}

/// A plain reader of separated text, for looking at what was written.
enum PlainCSV {
  /// The rows of a text, with quotes taken away.
  static func rows(_ text: String, separator: Character = ",") -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var previousQuote = false
    for character in text {
      if isQuoted {
        if character == "\"" {
          isQuoted = false
          previousQuote = true
        } else {
          cell.append(character)
        }
        continue
      }
      switch character {
      case "\"":
        if previousQuote { cell.append("\"") }
        isQuoted = true
      case separator:
        row.append(cell)
        cell = ""
      case "\n", "\r\n":
        row.append(cell)
        cell = ""
        rows.append(row)
        row = []
      default: cell.append(character)
      }
      previousQuote = false
    }
    if !cell.isEmpty || !row.isEmpty { rows.append(row + [cell]) }
    return rows
  }

  /// The rows below the headings as records.
  static func records(_ text: String) -> [[String: String]] {
    var rows = rows(text)
    guard !rows.isEmpty else { return [] }
    let headings = rows.removeFirst().map {
      $0.hasPrefix("\u{FEFF}") ? String($0.dropFirst()) : $0
    }
    return rows.map { Dictionary(zip(headings, $0), uniquingKeysWith: { first, _ in first }) }
  }

  static func records(at url: URL) throws -> [[String: String]] {
    records(String(decoding: try Data(contentsOf: url), as: UTF8.self))
  }
}
