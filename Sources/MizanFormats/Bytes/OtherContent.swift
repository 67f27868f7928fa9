import MizanDiagnostics
import MizanRecords

/// Files that carry the name of a table and are something else, each with advice of its own.
enum OtherContent {
  /// The failure that says what a file is and what to do; nil when it may be a table.
  static func failure(_ file: FileGlance) -> Failure? {
    let ending = FileEnding(file.name).last
    let isWorkbook = ["xls", "xlsx", "xlsm", "ods"].contains(ending)
    let kind = ContentKind(file.bytes)
    let head = file.bytes.prefix(4096)
    let value = ["value": ShownText.make(file.input.name)]
    func refuse(_ code: Code) -> Failure { Failure(.unreadable, code, at: file.place, value) }
    if kind == .largeFilePointer { return refuse(.inputLFSPointer) }
    // A page without a table, such as one that asks for a name, is told as a page.
    let page = kind == .html ? file.bytes[...] : head
    if isWorkbook, kind == .html || kind == .text || kind == .xml,
      holds(page, "<table") || holds(page, "<TABLE")
    {
      return refuse(.inputHTMLTable)
    }
    if kind == .xml || kind == .text,
      holds(head, "urn:schemas-microsoft-com:office:spreadsheet") || holds(head, "Excel.Sheet\"")
    {
      return refuse(.inputXMLSpreadsheet)
    }
    let isShort = file.bytes.count < 2048
    if isShort, holds(head, "docs.google.com/") || holds(head, "drive.google.com/"),
      isWorkbook || ["gsheet", "url", "webloc", "desktop"].contains(ending)
        || head.starts(with: "http".utf8)
    {
      return refuse(.inputIsLink)
    }
    return nil
  }

  private static func holds(_ head: ArraySlice<UInt8>, _ text: String) -> Bool {
    let wanted = Array(text.utf8)
    guard let first = wanted.first, head.count >= wanted.count else { return false }
    return (head.startIndex...(head.endIndex - wanted.count)).contains {
      head[$0] == first && head[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }
}

extension Code {
  static let inputLFSPointer = Code("INPUT_LFS_POINTER", .error)
  static let inputHTMLTable = Code("INPUT_HTML_TABLE", .error)
  static let inputXMLSpreadsheet = Code("INPUT_XML_SPREADSHEET", .error)
  static let inputIsLink = Code("INPUT_IS_LINK", .error)
}
