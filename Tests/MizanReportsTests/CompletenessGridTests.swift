import Testing

@testable import MizanReports

@Suite struct CompletenessGridTests {
  private func input(_ name: String, _ percents: [(String, Int)]) -> InputReport {
    var input = InputReport()
    input.name = name
    input.completeness = percents.map { FieldFill(field: $0.0, filled: $0.1, total: 100) }
    return input
  }

  @Test func `the emptiest files and fields come first`() {
    let grid = CompletenessGrid([
      input("full", [("a", 100), ("b", 90)]), input("empty", [("a", 20), ("b", 10)]),
      input("half", [("b", 50), ("c", 70)]),
    ])
    #expect(grid.fields == ["a", "b", "c"])
    let worst = grid.worst(files: 3, fields: 3)
    #expect(worst.files == ["empty", "half", "full"])
    #expect(worst.fields == ["b", "a", "c"])
    #expect(worst.cells[0].map { $0?.filled } == [10, 20, nil])
    #expect(worst.cells[1].map { $0?.filled } == [50, nil, 70])
  }

  @Test func `a smaller grid keeps the worst`() {
    let grid = CompletenessGrid([
      input("full", [("a", 100), ("b", 90)]), input("empty", [("a", 20), ("b", 10)]),
    ])
    let worst = grid.worst(files: 1, fields: 1)
    #expect(worst.files == ["empty"])
    #expect(worst.fields == ["b"])
    #expect(worst.cells.count == 1 && worst.cells[0].count == 1)
  }

  @Test(arguments: 1...30)
  func `every cell keeps its file and field`(_ seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    let inputs = (0..<8).map { file in
      input(
        "f\(file)",
        (0..<6).compactMap { field in
          Bool.random(using: &dice) ? ("x\(field)", Int.random(in: 0...100, using: &dice)) : nil
        })
    }
    let grid = CompletenessGrid(inputs).worst(files: 60, fields: 40)
    #expect(grid.files.count == 8)
    for (row, file) in grid.files.enumerated() {
      let source = inputs.first { $0.name == file }
      for (column, field) in grid.fields.enumerated() {
        #expect(grid.cells[row][column] == source?.completeness.first { $0.field == field })
      }
    }
  }

  @Test func `fields and files without any value stand last`() {
    let grid = CompletenessGrid([
      input("none", []), input("some", [("a", 99)]),
    ]).worst(files: 2, fields: 2)
    #expect(grid.files == ["some", "none"])
  }
}
