/// Cuts a record's line into the fewest pieces that change at different times.
///
/// A comma belongs to the piece before it. Constants join their neighbour, what depends on the grid
/// column joins what depends on row and column, and the status takes what stands around it, so that
/// a table of twenty fields becomes six or seven copies of bytes for each record.
enum PieceBuilder {
  /// When a stretch of the line changes.
  private enum Change { case constant, row, column, variant, value, status }

  /// What two neighbours become when they can be one piece.
  private static func joined(_ one: Change, _ other: Change) -> Change? {
    if one == .value || other == .value { return nil }
    if one == other { return one }
    if one == .constant { return other }
    if other == .constant { return one }
    return switch (one, other) {
    case (.column, .variant), (.variant, .column): .variant
    case (.column, .status), (.status, .column): .status
    default: nil
    }
  }

  static func pieces(
    of fields: [FieldPlan], sheetPrefix: [UInt8], address: RecordAddress?, hasGrid: Bool
  ) -> [RecordPlan.Piece] {
    guard hasGrid else { return [.row(rowParts(fields))] }
    var stretches: [(change: Change, parts: [RecordPlan.Part])] = []
    func add(_ part: RecordPlan.Part, _ change: Change) {
      if let last = stretches.last, let both = joined(last.change, change) {
        stretches[stretches.count - 1].change = both
        stretches[stretches.count - 1].parts.append(part)
      } else {
        stretches.append((change, [part]))
      }
    }
    for (index, field) in fields.enumerated() {
      switch field.source {
      case .sourceReference where address != nil:
        add(.bytes(address?.mark ?? []), .constant)
        add(.field(index), .row)
        add(.columnPath, .column)
        add(.bytes(address?.mark ?? []), .constant)
      case .sourceReference:
        add(.bytes(sheetPrefix), .constant)
        add(.columnLetters, .column)
        add(.rowNumber, .row)
      case .value: add(.field(index), .value)
      case .status: add(.field(index), .status)
      default: add(.field(index), change(of: field))
      }
      add(.bytes([index + 1 == fields.count ? 10 : 44]), .constant)
    }
    return stretches.map { stretch in
      switch stretch.change {
      case .constant, .row: .row(stretch.parts)
      case .column: .column(stretch.parts)
      case .variant: .variant(stretch.parts)
      case .value: .value
      case .status: .status(stretch.parts)
      }
    }
  }

  private static func change(of field: FieldPlan) -> Change {
    switch field.variation {
    case .constant: .constant
    case .row, .cell: .row
    case .column: .column
    case .variant: .variant
    }
  }

  /// A record made once a row is one piece.
  private static func rowParts(_ fields: [FieldPlan]) -> [RecordPlan.Part] {
    fields.indices.flatMap { index -> [RecordPlan.Part] in
      [.field(index), .bytes([index + 1 == fields.count ? 10 : 44])]
    }
  }
}
