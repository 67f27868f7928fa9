import MizanDiagnostics
import MizanRecords

/// An open workbook of Excel 5 to 2003: its sheets in their order, and what all of them share.
final class XLSWorkbook: TableFile {
  /// What the sheets need to be read.
  struct Shared {
    var strings = XLSStrings()
    var formats: [NumberFormat] = []
    var dates = SerialDate(is1904: false)
    /// Whether texts are those of Excel 97 and later.
    var hasWideTexts = true
    /// The code page of older texts; nil where it is one that is not known here.
    var page: CodePage? = .windows1252
    var limits: Limits
  }

  let format = XLSFormat.name
  private(set) var tables: [TableInfo] = []
  let findings = Findings()
  private let stream: CompoundStream
  private var shared: Shared
  private var offsets: [Int] = []
  private var ownFormats: [Int: NumberFormat] = [:]
  private var styles: [Int] = []

  /// Reads what stands before the sheets.
  /// - Throws: a ``Failure`` of kind `unreadable` for a document that is locked, damaged or none of
  ///   these workbooks.
  init(_ file: InputFile, _ limits: Limits) throws(Failure) {
    shared = Shared(limits: limits)
    stream = try XLSWorkbook.open(file)
    let records = XLSRecords(stream)
    guard let first = try records.next(), let version = first.u16(0) else {
      throw stream.damaged(0)
    }
    if XLSRecord.Kind.olderBegins.contains(first.kind) {
      throw Failure(.unreadable, .xlsUnsupported, at: file.place)
    }
    guard first.kind == XLSRecord.Kind.begin, version == 0x0600 || version == 0x0500 else {
      throw stream.damaged(0)
    }
    shared.hasWideTexts = version == 0x0600
    while true {
      guard let record = try records.next() else { throw stream.damaged(records.position) }
      if record.kind == XLSRecord.Kind.end { break }
      try take(record, records)
    }
    shared.formats = styles.map { ownFormats[$0] ?? NumberFormat(builtIn: $0) }
  }

  func rows(ofTable table: Int) throws(Failure) -> any RowReader {
    try tables.require(table, of: stream.file.place.file)
    return try XLSSheetReader(stream, offsets[table], tables[table], shared)
  }

  func sha256() throws(Failure) -> String {
    var file = stream.file
    if file.input.isUnpacked, let packed = file.input.archive { file = try InputFile(packed) }
    return try PackedContent(file, shared.limits, digests: true).sha256()
  }

  /// The stream that holds the workbook; the older one counts only where it stands alone.
  private static func open(_ file: InputFile) throws(Failure) -> CompoundStream {
    let container = try CompoundFile(file)
    if container.has("EncryptedPackage") {
      throw Failure(.unreadable, .xlsxEncrypted, at: file.place)
    }
    if let stream = try container.stream("Workbook") { return stream }
    if let stream = try container.stream("Book") { return stream }
    throw Failure(.unreadable, .xlsxOldFormat, at: file.place)
  }

  private func take(_ record: XLSRecord, _ records: XLSRecords) throws(Failure) {
    switch record.kind {
    case XLSRecord.Kind.password:
      throw Failure(.unreadable, .xlsxEncrypted, at: stream.file.place)
    case XLSRecord.Kind.dates: shared.dates.is1904 = record.u16(0) == 1
    case XLSRecord.Kind.codePage: shared.page = XLSWorkbook.page(record.u16(0) ?? 0)
    case XLSRecord.Kind.strings: shared.strings = try XLSStrings(records, record)
    case XLSRecord.Kind.style: styles.append(record.u16(2) ?? 0)
    case XLSRecord.Kind.format:
      if let number = record.u16(0) {
        let code = try text(record, records, at: 2, lengthBytes: shared.hasWideTexts ? 2 : 1)
        ownFormats[number] = NumberFormat(code: code)
      }
    case XLSRecord.Kind.sheet:
      guard let offset = record.u32(0), let state = record.u8(4), let type = record.u8(5) else {
        throw stream.damaged(record.position)
      }
      // Sheets of charts and modules have no cells.
      guard type == 0 else { return }
      let name = try text(record, records, at: 6, lengthBytes: 1)
      tables.append(TableInfo(name: name, isHidden: state & 3 != 0))
      offsets.append(offset)
    default: break
    }
  }

  private func text(
    _ record: XLSRecord, _ records: XLSRecords, at place: Int, lengthBytes: Int
  ) throws(Failure) -> String {
    var text = XLSText(records, record, at: place)
    var bytes = ByteBuffer(capacity: 64)
    if shared.hasWideTexts {
      try text.read(lengthBytes: lengthBytes, into: &bytes)
    } else {
      try text.read(lengthBytes: lengthBytes, in: shared.page, into: &bytes)
    }
    return String(decoding: bytes.bytes, as: UTF8.self)
  }

  /// The code pages by the numbers that workbooks use.
  private static func page(_ number: Int) -> CodePage? {
    switch number {
    case 1252, 0x8001, 1200: .windows1252
    case 1256: .windows1256
    case 28591: .latin1
    case 28596: .arabic6
    default: nil
    }
  }
}

extension Code {
  /// A workbook of Excel 4 or before.
  static let xlsUnsupported = Code("XLS_UNSUPPORTED", .error)
  /// Another document of the old container.
  static let xlsxOldFormat = Code("XLSX_OLD_FORMAT", .error)
}
