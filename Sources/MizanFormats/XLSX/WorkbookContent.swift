import MizanDiagnostics
import MizanRecords

/// What the workbook part tells: the sheets in their order, and the system of dates.
struct WorkbookContent {
  /// One sheet by its name and the id of its link.
  struct Sheet {
    var info: TableInfo
    var relation: String
  }

  private(set) var sheets: [Sheet] = []
  private(set) var is1904 = false

  /// Reads the workbook part.
  /// - Throws: a ``Failure`` when the part is no workbook.
  init(_ stream: PartStream) throws(Failure) {
    let xml = try XMLReader(stream)
    var isRoot = true
    var isInSheets = false
    while let token = try xml.next() {
      switch token.kind {
      case .start, .empty:
        if isRoot && !token.isNamed("workbook") {
          throw Failure(.unreadable, .xlsxNoWorkbook, at: Place(stream.file))
        }
        isRoot = false
        if token.isNamed("extLst") {
          // Extensions reuse names for other things.
          try xml.skip(token)
        } else if token.isNamed("workbookPr") {
          is1904 = token.isTrue("date1904")
        } else if token.isNamed("sheets") {
          isInSheets = token.kind == .start
        } else if isInSheets && token.isNamed("sheet") {
          let state = token.text(of: "state")
          sheets.append(
            Sheet(
              info: TableInfo(
                name: token.text(of: "name") ?? "",
                isHidden: state == "hidden" || state == "veryHidden"),
              relation: token.text(of: "id") ?? ""))
        }
      case .end:
        if token.isNamed("sheets") { isInSheets = false }
      default: break
      }
    }
  }
}
