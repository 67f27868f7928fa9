import MizanDiagnostics
import MizanFormats
import MizanRecords
import MizanSources

/// Reads the sheets of a file into sketches.
struct SheetSketcher {
  let file: any TableFile
  let input: Input
  let headings: HeadingEvidence

  /// The sketch of one sheet; one without a table says why.
  func sketch(_ index: Int) throws(Failure) -> SheetSketch {
    let info = file.tables[index]
    var sketch = SheetSketch(sheet: info.name, isHidden: info.isHidden)
    do throws(Failure) {
      try fill(&sketch, index)
    } catch {
      guard error.kind == .undecided else { throw error }
      sketch.failure = error.diagnostics.first
    }
    return sketch
  }

  private func fill(_ sketch: inout SheetSketch, _ index: Int) throws(Failure) {
    var findings = Findings()
    let top = try TopRows(file, index, &findings)
    var layout = TableLayout()
    if let name = sketch.sheet { layout.sheets = [name] }
    if let found = HeaderFinder(top, headings).find() {
      layout.headerRow = found.row
      layout.headerRows = found.count
    }
    let located = try TableLocator.locate(file, layout, input: input, &findings)
    let isTagged = located.headings.contains { $0.tag != nil }
    sketch.headingRows = layout.headerRows
    sketch.headingRow =
      layout.headerRow ?? max(1, located.lastHeadingRow - (isTagged ? 1 : 0))
    sketch.titles = top.titles(above: sketch.headingRow)
    sketch.columns = located.headings.map {
      let line = layout.headerRows > 1 ? nil : top.firstLine(sketch.headingRow, $0.column)
      return ColumnSketch($0, firstLine: line ?? $0.text)
    }
    let reader = try located.rows(RowTreatment())
    let batch = RecordBatch()
    while sketch.rows < SheetSketch.rowLimit, try reader.next(into: batch, &findings) {
      add(batch, &sketch)
    }
  }

  private func add(_ batch: RecordBatch, _ sketch: inout SheetSketch) {
    for row in 0..<batch.rowCount where batch.marks[row] != RecordBatch.Mark.blank {
      if let fault = batch.faults[row] {
        if fault.code.name == "ROW_TOTAL_DETECTED", let column = fault.column {
          let text = batch.text(row: row, column: column - 1)
          if !sketch.totals.contains(text) { sketch.totals.append(text) }
          sketch.totalsColumn = column - 1
        }
        continue
      }
      sketch.rows += 1
      for column in sketch.columns.indices {
        let cell = batch.cell(row: row, column: sketch.columns[column].heading.column)
        if cell.isBlank { continue }
        if sketch.rows == 1 { sketch.columns[column].startsFilled = true }
        sketch.columns[column].add(cell, batch)
      }
    }
  }
}
