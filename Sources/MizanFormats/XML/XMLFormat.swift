public import MizanDiagnostics
public import MizanRecords

/// XML documents of records: elements that repeat, with attributes and elements as their columns.
///
/// Headings: `@name` an attribute of the record, `name` a child, `place/name` one further down,
/// `../@period` an attribute of the element around the records, `.` the record's own text.
public enum XMLFormat: TableFormat {
  public static let name = "xml"
  public static let fileExtensions = ["xml"]

  public static func recognize(head: [UInt8], fileName: String) -> Confidence {
    if head.isEmpty { return .no }
    let ending = FileEnding(fileName)
    let isNamed = fileExtensions.contains(ending.last)
    switch ContentKind(head) {
    case .xml: return .certain
    case .gzip: return isNamed && ending.isPacked ? .certain : .no
    case .text: return XMLHead(head).isMarkup ? (isNamed ? .certain : .likely) : .no
    default: return .no
    }
  }

  public static func open(
    _ input: Input, _ options: FormatOptions
  ) throws(Failure) -> any TableFile {
    try XMLFile(InputFile(input), options)
  }
}

/// The beginning of a document, looked at before it is parsed.
struct XMLHead {
  /// The first bytes in ASCII; those of UTF-16 without their zeros.
  private let text: [UInt8]

  init(_ head: [UInt8]) {
    let isWide =
      head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
      || head.starts(with: [60, 0]) || head.starts(with: [0, 60])
    var bytes = head.prefix(1 << 14).filter { !isWide || $0 != 0 }
    if isWide, bytes.first != 60 { bytes = Array(bytes.dropFirst(2)) }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = Array(bytes.dropFirst(3)) }
    text = Array(bytes.drop { $0 == 9 || $0 == 10 || $0 == 13 || $0 == 32 })
  }

  /// Whether it begins with a tag, a comment or an instruction.
  var isMarkup: Bool {
    guard text.count > 1, text[0] == 60 else { return false }
    let next = text[1]
    return next == 33 || next == 63 || next == 95 || next == 58 || 65...90 ~= next & 0xDF
      || next >= 0x80
  }

  /// Whether a text stands in the first kilobytes.
  func holds(_ word: String) -> Bool {
    let wanted = Array(word.utf8)
    guard let first = wanted.first, text.count >= wanted.count else { return false }
    return (0...(text.count - wanted.count)).contains {
      text[$0] == first && text[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }
}
