import Foundation
import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

/// Files with damage taken by chance: each is read, or refused with one clear reason in every
/// language. Nothing else may happen.
@Suite struct `Damaged files` {
  /// The texts of all codes as they are shipped.
  static let messages: Messages = {
    var messages = Messages()
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let folder = "/\(root)/standards/messages"
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      guard let table = try? SmallTable(file: "\(folder)/\(name)") else { continue }
      for row in table.rows {
        guard let language = Messages.Language(rawValue: table.text(row, "lang")) else { continue }
        let text = Messages.Text(
          what: table.text(row, "what"), why: table.text(row, "why"), fix: table.text(row, "fix"))
        messages.set(text, for: table.text(row, "code"), in: language)
      }
    }
    return messages
  }()

  /// Whether a code speaks in every language; some codes have their texts in another room's file.
  static func hasTexts(_ code: Code) -> Bool {
    Messages.Language.allCases.allSatisfy {
      messages.template(of: code.name, in: $0)?.what.isEmpty == false
    }
  }

  private static let table =
    "id,name,girls,boys,note\n"
    + (1...12).map { "\($0),\"Lycée \($0), \"\"La Paix\"\"\",\($0 * 7),\($0 * 5),مدرسة\n" }.joined()

  /// The three kinds of files, whole and honest.
  static let honest: [(name: String, bytes: [UInt8])] = {
    var book = XLSXBook(
      rows:
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
        + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>45292</v></c><c r=\"B2\"><v>12.5</v></c></row>"
        + "<row r=\"3\"><c r=\"A3\" t=\"b\"><v>1</v></c></row>",
      behind: "<mergeCells count=\"1\"><mergeCell ref=\"B2:B3\"/></mergeCells>")
    book.strings = "<sst><si><t>day</t></si><si><r><t>va</t></r><r><t>lue</t></r></si></sst>"
    book.styles = XLSXBook.styles(["General", "yyyy-mm-dd"])
    return [
      ("t.csv", Array(table.utf8)), ("t.csv.gz", GzipWriter.member(Array(table.utf8))),
      ("t.xlsx", book.archive.bytes()),
      ("t16.csv", TableWriter.encode(table, .utf16LittleEndian, hasMark: true)),
      ("t1256.csv", TableWriter.encode("id,name\n1,مدرسة النور\n2,لحج\n", .windows1256)),
    ]
  }()

  private func damaged(_ bytes: [UInt8], _ random: inout Seeded) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.below(4) {
      guard !bytes.isEmpty else { break }
      let at = random.below(bytes.count)
      switch random.below(7) {
      case 0: bytes[at] ^= 1 << UInt8(random.below(8))
      case 1: bytes[at] = random.pick([0, 0xFF, 34, 10, 13, 44, 0x80, 0xEF, 0x50])
      case 2: bytes.removeSubrange(at..<min(bytes.count, at + 1 + random.below(30)))
      case 3: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + random.below(50))], at: 0)
      case 4: bytes.removeLast(random.below(bytes.count))
      case 5: bytes.insert(random.pick([34, 10, 0, 0xC3]), at: at)
      default: bytes.swapAt(at, random.below(bytes.count))
      }
    }
    return bytes
  }

  /// Reads all tables of a file; what is seen must be sound.
  private func check(_ name: String, _ bytes: [UInt8], _ note: String) -> Bool {
    let folder = Folder()
    let input = folder.input(name, bytes)
    var limits = Limits()
    limits.inflatedBytes = 1 << 24
    var isSound = true
    let refused = failure { () throws(Failure) in
      let file = try FormatCatalog.open(input, format: nil, FormatOptions(limits: limits))
      var findings = file.findings
      let batch = RecordBatch()
      for table in file.tables.indices {
        let reader = try file.rows(ofTable: table)
        while try reader.next(into: batch, &findings) {
          isSound = isSound && isWell(batch)
          for fault in batch.faults.values {
            #expect(Self.hasTexts(fault.code), "\(fault.code.name)")
          }
        }
      }
      for code in findings.countsByCode.keys { #expect(Self.hasTexts(code), "\(code.name)") }
      #expect(try file.sha256() == SHA256.hex(bytes), "\(note)")
    }
    #expect(isSound, "\(note)")
    if let refused {
      #expect(refused.kind == .unreadable, "\(note): \(refused)")
      #expect(refused.diagnostics.count == 1)
      #expect(refused.diagnostics[0].place?.file == name)
      #expect(Self.hasTexts(refused.diagnostics[0].code), "\(refused.name)")
    }
    return refused != nil
  }

  /// Whether all cells lie inside the batch, and every row without a fault is text.
  private func isWell(_ batch: RecordBatch) -> Bool {
    guard batch.widths.count == batch.rowCount, batch.marks.count == batch.rowCount,
      batch.rowNumbers.count == batch.rowCount
    else { return false }
    return (0..<batch.rowCount).allSatisfy { row in
      let first = Int(batch.starts[row])
      let last = first + Int(batch.widths[row])
      guard last <= batch.cells.count else { return false }
      return batch.cells[first..<last].allSatisfy { cell in
        let end = Int(cell.start) + cell.count
        guard end <= batch.arena.count else { return false }
        return String(validating: batch.arena[Int(cell.start)..<end], as: UTF8.self) != nil
      }
    }
  }

  @Test(arguments: honest.indices)
  func `an honest file is read`(_ index: Int) {
    #expect(!check(Self.honest[index].name, Self.honest[index].bytes, "honest"))
  }

  @Test(arguments: honest.indices, 1...10 as ClosedRange<UInt64>)
  func `a damaged file is read or refused with a reason`(_ index: Int, _ seed: UInt64) {
    var random = Seeded(seed &* 77 &+ UInt64(index))
    for round in 0..<50 {
      let bytes = damaged(Self.honest[index].bytes, &random)
      _ = check(Self.honest[index].name, bytes, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: honest.indices)
  func `a file cut at any place is read or refused with a reason`(_ index: Int) {
    let bytes = Self.honest[index].bytes
    for length in stride(from: 1, to: bytes.count, by: 1 + bytes.count / 300) {
      let isRefused = check(Self.honest[index].name, Array(bytes[..<length]), "cut at \(length)")
      let isPacked = !Self.honest[index].name.hasSuffix(".csv")
      // Fewer bytes than the mark of an archive are a table of one cell.
      if isPacked && length >= 4 { #expect(isRefused, "cut at \(length)") }
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func `noise is read or refused with a reason`(_ seed: UInt64) {
    var random = Seeded(seed)
    for name in ["n.csv", "n.csv.gz", "n.xlsx", "n"] {
      for head in [
        [], [0x1F, 0x8B, 8, 0], [0x50, 0x4B, 3, 4], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF],
      ] as [[UInt8]] {
        let noise = (0..<random.below(3000)).map { _ in UInt8(random.below(256)) }
        _ = check(name, head + noise + [65], "seed \(seed)")
      }
    }
  }
}

@Suite struct `Texts of the formats` {
  private static let codes: [Code] = [
    .formatUnknown, .inputTypeMismatch, .inputEmpty, .inputMissing, .inputUnreadable,
    .inputChanged, .pathNotRegular, .pathSymlinkOutside, .gzipTruncated, .gzipDamaged, .gzipLimit,
    .encodingTruncated, .csvNUL, .encodingInvalid, .encodingMixed, .encodingInnerMark,
    .encodingMojibake, .encodingUnsupported, .encodingContradicted, .encodingGuessed,
    .csvDelimiterUnknown, .csvDelimiterGuessed, .csvQuoteOpen, .csvTextAfterQuote, .limitFieldSize,
    .csvColumns, .xlsxStrayCell, .xlsxFormulaNoValue, .xlsxBadStringIndex, .xlsxBadValue,
    .xlsxDateUnreal, .xmlNotWellFormed, .xmlDTDForbidden, .limitDepth, .xmlEncoding,
    .xlsxNoWorkbook, .xlsxExternalPart, .xlsxHiddenContent, .xlsxBadCellRef, .xlsxDuplicateCell,
    .xlsxRowsUnordered, .xlsxMergedFilled, .xlsxMergedAcross, .xlsxMergedNumber,
    .xlsxMergedNotFilled, .zipCRCMismatch, .zipDataDamaged, .zipNoDirectory, .zipPrefixData,
    .zipTooManyEntries, .zipUnsafeName, .zipDuplicateEntry, .zipOverlap, .xlsxPartMissing,
    .xlsxEncrypted, .xlsxOldFormat, .zipEncrypted, .zipMethodUnsupported, .zipSizeMismatch,
    .zipSizeLimit, .zipRatioLimit, .zipEntryRefused, .zipNoTable, .zipSeveralTables,
    .archiveNested, .xlsUnsupported, .xlsDamaged, .xlsText, .inputHTMLTable, .inputXMLSpreadsheet,
    .inputIsLink,
    .inputLFSPointer, .inputTooLarge, .limitCells, .odsBadRepeat, .odsEncrypted, .odsNoMimetype,
    .odsNoSpreadsheet, .odsPartMissing, .odsValueTextDiffer,
  ]

  @Test(arguments: codes)
  func `every code of a format has its text in all languages`(_ code: Code) {
    for language in Messages.Language.allCases {
      let text = `Damaged files`.messages.template(of: code.name, in: language)
      #expect(text?.what.isEmpty == false, "\(code.name) in \(language)")
      #expect(text?.fix.isEmpty == false, "\(code.name) in \(language)")
    }
  }

  @Test(arguments: codes)
  func `the languages fill the same gaps`(_ code: Code) {
    let gaps = Messages.Language.allCases.compactMap { language in
      `Damaged files`.messages.template(of: code.name, in: language).map { text in
        Set((text.what + text.why + text.fix).matches(of: /\{(\w+)\}/).map { String($0.output.1) })
      }
    }
    #expect(Set(gaps).count <= 1, "\(code.name): \(gaps)")
  }
}
