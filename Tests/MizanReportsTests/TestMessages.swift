import MizanDiagnostics
import MizanRecords
import MizanReports

/// The texts of this room, read from the checkout, and a few of other rooms made up for tests.
enum TestMessages {
  static let root = String(#filePath).split(separator: "/", omittingEmptySubsequences: false)
    .dropLast(3).joined(separator: "/")

  static func table(_ room: String) throws -> SmallTable {
    try SmallTable(file: root + "/standards/messages/" + room + ".csv")
  }

  static let all: Messages = {
    var messages = Messages()
    for room in ["reports", "sinks"] {
      guard let table = try? table(room) else { continue }
      for row in table.rows {
        guard let language = Messages.Language(rawValue: table.text(row, "lang")) else { continue }
        messages.set(
          Messages.Text(
            what: table.text(row, "what"), why: table.text(row, "why"),
            fix: table.text(row, "fix")), for: table.text(row, "code"), in: language)
      }
    }
    messages.set(
      Messages.Text(
        what: "\"{value}\" can be read in two ways",
        why: "The column {column} mixes styles of numbers.",
        fix: "Say in the mapping which style the column has."), for: "NUMBER_AMBIGUOUS",
      in: .english)
    messages.set(
      Messages.Text(
        what: "\"{value}\" is in no approved crosswalk", fix: "Decide it in review.csv."),
      for: "CODE_UNKNOWN", in: .english)
    return messages
  }()
}

extension [UInt8] {
  var text: String { String(decoding: self, as: UTF8.self) }
}
