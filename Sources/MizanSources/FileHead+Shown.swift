import MizanDiagnostics
import MizanRecords

extension FileHead {
  /// The sheet's name where only one was looked at.
  var onlySheet: String? { tables.count == 1 ? tables[0].info.name : nil }

  /// The first rows, for a message to a person who looks for something in them.
  func shown() -> String {
    var lines: [String] = []
    for table in tables {
      for (row, number) in zip(table.rows, table.numbers) where lines.count < 5 {
        let texts = row.filter { !$0.isEmpty }
        guard !texts.isEmpty else { continue }
        lines.append(
          "\(number): "
            + texts.prefix(6).map { ShownText.make($0, limit: 30) }.joined(separator: " · "))
      }
    }
    return lines.joined(separator: " | ")
  }
}
