/// Cuts a record's line into the fewest pieces that change at different times.
///
/// A comma belongs to the piece before it. Constants join their neighbour, so that a table of
/// twenty fields becomes seven or eight copies of bytes for each record.
enum PieceBuilder {
  static func pieces(of fields: [FieldPlan], sheetPrefix: [UInt8], hasGrid: Bool) -> [RecordPlan
    .Piece]
  {
    var stretches: [(variation: FieldPlan.Variation, parts: [RecordPlan.Part])] = []
    func add(_ part: RecordPlan.Part, _ variation: FieldPlan.Variation) {
      if let last = stretches.last, last.variation != .cell, variation != .cell {
        if last.variation == variation || variation == .constant {
          stretches[stretches.count - 1].parts.append(part)
          return
        }
        if last.variation == .constant {
          stretches[stretches.count - 1].parts.append(part)
          stretches[stretches.count - 1].variation = variation
          return
        }
      }
      stretches.append((variation, [part]))
    }
    for (index, plan) in fields.enumerated() {
      switch plan.source {
      case .sourceReference:
        if hasGrid {
          add(.bytes(sheetPrefix), .constant)
          add(.columnLetters, .column)
        }
        add(hasGrid ? .rowNumber : .field(index), .row)
      default:
        let varies: FieldPlan.Variation =
          hasGrid || plan.variation == .constant ? plan.variation : .row
        add(.field(index), varies)
      }
      add(.bytes([index + 1 == fields.count ? 10 : 44]), .constant)
    }
    return stretches.map { stretch in
      switch stretch.variation {
      case .constant, .row: return .row(stretch.parts)
      case .column: return .column(stretch.parts)
      case .variant: return .variant(stretch.parts)
      case .cell:
        if case .field(let index)? = stretch.parts.first, case .status = fields[index].source {
          return .status
        }
        return .value
      }
    }
  }
}
