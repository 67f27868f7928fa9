import Glibc
import MizanDiagnostics
import MizanRecords

extension ODSReader {
  /// What a cell's start tag says; its bytes move when more is read.
  private struct Tag {
    var type = ""
    var value: [UInt8] = []
    var hasFormula: Bool
    var isError: Bool
  }

  /// Reads one cell into the row; a cell without content is left out.
  func readCell(
    _ token: XMLToken, column: Int, _ findings: inout Findings
  ) throws(Failure) {
    let tag = ODSReader.tag(token)
    let string = tag.type == "string" ? token.text(of: "string-value") : nil
    try gather(token)
    if shown.count == 0, let string { shown.append(string) }
    let place = place(row: row.number, column: column + 1)
    if shown.count > limits.fieldBytes || tag.value.count > 400 {
      row.fail(.init(.limitFieldSize, column: column + 1))
      return
    }
    if tag.isError || tag.hasFormula && tag.type == "string" && ODSReader.isErrorName(shown.bytes) {
      return add(column, .error)
    }
    switch tag.type {
    case "float", "currency", "percentage": addNumber(tag.value, tag.type, column, place, &findings)
    case "date": addDate(tag.value, column)
    case "time":
      if let clock = ODSTime.clock(tag.value) {
        shown.removeAll()
        shown.append(clock)
      }
      add(column, .text)
    case "boolean":
      let isTrue = tag.value.elementsEqual("true".utf8)
      guard isTrue || tag.value.elementsEqual("false".utf8) else {
        return fail(column, tag.value)
      }
      shown.removeAll()
      shown.append(isTrue ? "true" : "false")
      add(column, .boolean)
    default:
      if tag.hasFormula, tag.type.isEmpty, shown.count == 0 {
        findings.add(.xlsxFormulaNoValue, at: place)
      }
      add(column, .text)
    }
  }

  private static func tag(_ token: XMLToken) -> Tag {
    var tag = Tag(hasFormula: token.attribute("formula") != nil, isError: false)
    if let type = token.attribute("value-type") {
      tag.type = String(decoding: type.prefix(16), as: UTF8.self)
    }
    tag.isError = tag.type == "error" || isMarkedError(token)
    let name: StaticString? =
      switch tag.type {
      case "float", "currency", "percentage": "value"
      case "date": "date-value"
      case "time": "time-value"
      case "boolean": "boolean-value"
      default: nil
      }
    if let name, let value = token.attribute(name) { tag.value = Array(value) }
    return tag
  }

  /// Whether LibreOffice says beside the type that the text is an error.
  private static func isMarkedError(_ token: XMLToken) -> Bool {
    let mark: StaticString = "calcext:value-type=\"error\""
    var position = token.body
    while let found = XMLToken.find(0x63, position, token.bodyEnd) {
      if token.bodyEnd - found < mark.utf8CodeUnitCount { return false }
      if memcmp(found, mark.utf8Start, mark.utf8CodeUnitCount) == 0 { return true }
      position = found + 1
    }
    return false
  }

  /// Adds what is shown, as it is.
  private func add(_ column: Int, _ kind: Cell.Kind) {
    let count = shown.count
    let base = shown.base
    _ = row.add(column, kind, room: count) {
      memcpy($0, base, count)
      return count
    }
  }

  private func fail(_ column: Int, _ raw: [UInt8]) {
    row.fail(.init(.xlsxBadValue, column: column + 1, raw: ShownText.make(raw)))
  }

  private func addNumber(
    _ value: [UInt8], _ type: String, _ column: Int, _ place: Place, _ findings: inout Findings
  ) {
    let isNumber = value.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress, let number = FastCells.double(base, bytes.count) else {
        return false
      }
      if type == "float", ODSShownNumber(shown.bytes).differs(from: number) {
        findings.add(.odsValueTextDiffer, at: place, value: ShownText.make(Array(shown.bytes)))
      }
      return row.add(column, .number, room: bytes.count + PlainDecimal.room) {
        PlainDecimal.write(base, bytes.count, to: $0)
      }
    }
    if !isNumber { fail(column, value) }
  }

  private func addDate(_ value: [UInt8], _ column: Int) {
    guard let count = ODSTime.dateCount(value) else {
      // A date that is written otherwise stays as it is shown.
      if shown.count == 0 { shown.append(value) }
      return add(column, .text)
    }
    _ = row.add(column, .date, room: count) { target in
      for index in 0..<count { target[index] = value[index] }
      return count
    }
  }

  /// Whether a text is the name of an error in a spreadsheet program.
  private static func isErrorName(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count < 16, text.first == 0x23 || text.starts(with: "Err:".utf8) else {
      return false
    }
    let name = String(decoding: text, as: UTF8.self)
    return name.hasPrefix("Err:")
      || ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"].contains(name)
  }
}

extension Code {
  static let odsValueTextDiffer = Code("ODS_VALUE_TEXT_DIFFER", .warning)
}
