import MizanDiagnostics
import MizanRecords
import MizanStandards
import Testing

@testable import MizanMapping

/// The project's own folder, found from this file.
enum ProjectFolder {
  static let path: String = {
    let steps = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return steps.dropLast(4).joined(separator: "/")
  }()

  static func standards() throws -> Standards { try Standards(folder: path + "/standards") }
}
