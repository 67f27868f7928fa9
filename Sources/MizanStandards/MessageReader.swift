import MizanDiagnostics
import MizanRecords

/// Reads the texts of codes: files with the columns `code`, `lang`, `what`, `why`, `fix`.
enum MessageReader {
  static let columns = ["code", "lang", "what", "why", "fix"]

  /// The texts of all files of a folder; files that cannot be read are left out.
  static func read(_ folder: String) -> Messages {
    var messages = Messages()
    for name in FolderListing.names(in: folder, suffix: ".csv") {
      guard let table = try? SmallTable(file: "\(folder)/\(name).csv") else { continue }
      for row in table.rows {
        guard let language = Messages.Language(rawValue: table.text(row, "lang")) else { continue }
        let text = Messages.Text(
          what: table.text(row, "what"), why: table.text(row, "why"), fix: table.text(row, "fix"))
        messages.set(text, for: table.text(row, "code"), in: language)
      }
    }
    return messages
  }
}
