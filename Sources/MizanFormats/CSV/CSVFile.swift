import MizanDiagnostics
import MizanRecords

/// An open text table: its encoding and delimiter are known, its rows not yet read.
final class CSVFile: TableFile {
  let format = CSVFormat.name
  let tables = [TableInfo(name: nil)]
  private(set) var findings = Findings()

  private let file: InputFile
  private let options: FormatOptions
  private let isPacked: Bool
  private var dialect: TextDialect
  private var readers: [CSVReader] = []

  /// Endings that promise something else than a text table.
  private static let foreignEndings: Set<String> = [
    "xlsx", "xlsm", "xlsb", "xls", "ods", "json", "xml", "parquet", "html", "pdf", "zip",
  ]

  /// Looks at the beginning of a file and finds out how to read it.
  init(_ file: InputFile, _ options: FormatOptions) throws(Failure) {
    self.file = file
    self.options = options
    isPacked = ContentKind(file.head) == .gzip
    dialect = TextDialect()
    let source = try CSVFile.source(file, isPacked: isPacked, options)
    let (head, isWhole) =
      isPacked ? try CSVFile.head(of: source) : (file.head, file.head.count >= file.size)
    if head.isEmpty { throw Failure(.unreadable, .inputEmpty, at: file.place) }
    if isPacked { try CSVFile.checkContent(head, file, options) }
    let ending = FileEnding(file.input.name)
    if CSVFile.foreignEndings.contains(ending.last) || ending.isPacked && !isPacked {
      findings.add(
        .inputTypeMismatch, at: file.place, ["value": isPacked ? "csv.gz" : "csv", "known": "csv"])
    }
    dialect = try TextDialect(head, isWhole: isWhole, file.input, options, &findings)
    if dialect.encoding?.isUTF16 == true, !isPacked, (file.size - dialect.markLength) % 2 != 0 {
      throw Failure(.unreadable, .encodingTruncated, at: file.place)
    }
  }

  func rows(ofTable table: Int) throws(Failure) -> any RowReader {
    let source = try CSVFile.source(file, isPacked: isPacked, options)
    let reader = CSVReader(source, dialect, options.limits, name: file.input.name)
    readers.append(reader)
    return reader
  }

  func sha256() throws(Failure) -> String {
    if let known = readers.lazy.compactMap(\.digest).first { return known }
    let bytes = FileBytes(file)
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { block.deallocate() }
    while try bytes.read(into: block) > 0 {}
    return bytes.digest ?? ""
  }

  private static func source(
    _ file: InputFile, isPacked: Bool, _ options: FormatOptions
  ) throws(Failure) -> any ByteSource {
    let bytes = FileBytes(file)
    return isPacked ? try GzipBytes(bytes, options.limits) : bytes
  }

  /// The first content of a packed file, and whether it is all of it.
  private static func head(of source: any ByteSource) throws(Failure) -> ([UInt8], Bool) {
    let block = UnsafeMutableRawBufferPointer.allocate(
      byteCount: InputFile.headLimit, alignment: 16)
    defer { block.deallocate() }
    var filled = 0
    while filled < block.count {
      let count = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: block[filled...]))
      if count == 0 { return (Array(block[..<filled]), true) }
      filled += count
    }
    return (Array(block), false)
  }

  private static func checkContent(
    _ head: [UInt8], _ file: InputFile, _ options: FormatOptions
  ) throws(Failure) {
    let kind = ContentKind(head)
    guard kind != .text || TextShape.isBinary(head) && !options.declaresUTF16 else { return }
    throw Failure(
      .unreadable, .inputTypeMismatch, at: file.place, ["value": kind.rawValue, "known": "csv.gz"])
  }
}

extension Code {
  static let encodingTruncated = Code("ENC_TRUNCATED", .error)
}
