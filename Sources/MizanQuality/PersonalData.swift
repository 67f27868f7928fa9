import MizanDiagnostics
import MizanRecords

/// Columns that seem to hold data about single persons: names, birth dates, national ids,
/// telephone numbers, e-mail addresses. Their values never appear in a message.
///
/// The heading tells; where it does not, the shape of the first values may.
struct PersonalData: RowRule {
  /// How many rows of data are looked at for shapes.
  static let sampleRows = 200

  /// What a column seems to hold.
  private enum Shape { case email, telephone }

  private var hasReadHeadings = false
  private var rowsSeen = 0
  private var filled: [Int] = []
  private var shaped: [Int] = []
  private var told: Set<Int> = []

  init() {}

  mutating func inspect(
    _ batch: BatchView, _ context: RuleContext, _ findings: inout Findings
  ) {
    if !hasReadHeadings { readHeadings(context, &findings) }
    guard rowsSeen < PersonalData.sampleRows else { return }
    for row in 0..<batch.rowCount where batch.isData(row) {
      if rowsSeen >= PersonalData.sampleRows { break }
      rowsSeen += 1
      let cells = batch.cells(row)
      if cells.count > filled.count {
        let missing = cells.count - filled.count
        filled += Array(repeating: 0, count: missing)
        shaped += Array(repeating: 0, count: missing)
      }
      for (column, cell) in cells.enumerated() where !cell.isBlank {
        filled[column] += 1
        if PersonalShape.fits(batch.bytes(cell)) { shaped[column] += 1 }
      }
    }
  }

  mutating func merge(
    _ later: PersonalData, _ context: RuleContext, _ findings: inout Findings
  ) {
    let width = max(filled.count, later.filled.count)
    func value(_ list: [Int], _ column: Int) -> Int { column < list.count ? list[column] : 0 }
    filled = (0..<width).map { value(filled, $0) + value(later.filled, $0) }
    shaped = (0..<width).map { value(shaped, $0) + value(later.shaped, $0) }
    rowsSeen += later.rowsSeen
    hasReadHeadings = hasReadHeadings || later.hasReadHeadings
    told.formUnion(later.told)
  }

  mutating func conclude(_ context: RuleContext, _ findings: inout Findings) {
    if !hasReadHeadings { readHeadings(context, &findings) }
    for column in filled.indices where shaped[column] * 2 > filled[column] {
      tell(column, context, &findings)
    }
  }

  private mutating func readHeadings(_ context: RuleContext, _ findings: inout Findings) {
    hasReadHeadings = true
    for heading in context.headings where !context.countColumns.contains(heading.column) {
      if PersonalWords.suggestPersons(heading.text) { tell(heading.column, context, &findings) }
    }
  }

  private mutating func tell(
    _ column: Int, _ context: RuleContext, _ findings: inout Findings
  ) {
    guard told.insert(column).inserted else { return }
    let heading = context.heading(column)
    findings.add(
      .piiSuspected, at: context.place(column: column), column: heading, ["column": heading])
  }
}

/// The shapes of e-mail addresses and international telephone numbers.
enum PersonalShape {
  static func fits(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes.count >= 6, bytes.count <= 254 else { return false }
    return isTelephone(bytes) || isEmail(bytes)
  }

  /// `+` or `00` and 9 to 15 digits with blanks, hyphens or brackets between them.
  private static func isTelephone(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard bytes[0] == 43 || (bytes[0] == 48 && bytes[1] == 48) else { return false }
    var digits = 0
    for byte in bytes.dropFirst() {
      switch byte {
      case 48...57: digits += 1
      case 32, 40, 41, 45, 46: continue
      default: return false
      }
    }
    return (9...15).contains(digits)
  }

  /// One `@` with text before it and a dot inside the text after it, no blanks.
  private static func isEmail(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let at = bytes.firstIndex(of: 64), at > 0,
      let dot = bytes.lastIndex(of: 46), dot > at + 1, dot < bytes.count - 2
    else { return false }
    return !bytes.contains { $0 <= 32 } && bytes[(at + 1)...].firstIndex(of: 64) == nil
  }
}

extension Code {
  static let piiSuspected = Code("PII_SUSPECTED", .warning)
}
