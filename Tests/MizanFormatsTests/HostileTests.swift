import Foundation
import MizanDiagnostics
import MizanFormats
import MizanRecords
import Testing

/// Broken and hostile text tables: what the format alone must say about each.
@Suite struct `Hostile text tables` {
  /// What a file must end in: rows and faults, or a refusal.
  struct Expectation: Sendable {
    var file: String
    var rows = 0
    var faults: [String: Int] = [:]
    var findings: [String] = []
    var refusal: String?
  }

  private static let expectations = [
    Expectation(file: "csv/empty_zero_bytes.csv", refusal: "INPUT_EMPTY"),
    Expectation(file: "csv/header_only.csv", rows: 1),
    Expectation(
      file: "csv/unterminated_quote_last.csv", rows: 14, faults: ["CSV_UNTERMINATED_QUOTE": 1]),
    Expectation(
      file: "csv/text_after_closing_quote.csv", rows: 14, faults: ["CSV_TEXT_AFTER_QUOTE": 1]),
    Expectation(file: "csv/short_row.csv", rows: 14),
    Expectation(file: "csv/long_row.csv", rows: 14),
    Expectation(file: "csv/nul_in_field.csv", rows: 14, faults: ["CSV_NUL_BYTE": 1]),
    Expectation(file: "csv/utf16le_bom.csv", rows: 13),
    Expectation(file: "csv/utf16le_odd_length.csv", refusal: "ENC_TRUNCATED"),
    Expectation(file: "csv/utf32le_bom.csv", refusal: "ENC_UNSUPPORTED"),
    Expectation(file: "csv/windows1256.csv", rows: 13, findings: ["ENC_GUESSED"]),
    Expectation(file: "csv/mixed_utf8_then_1256.csv", rows: 13, faults: ["ENC_MIXED": 6]),
    Expectation(file: "csv/overlong_utf8.csv", rows: 14, faults: ["ENC_INVALID_SEQUENCE": 1]),
    Expectation(
      file: "csv/mojibake_double_utf8.csv", rows: 13, findings: ["ENC_MOJIBAKE_SUSPECTED"]),
    Expectation(file: "csv/two_boms.csv", rows: 13, findings: ["ENC_INNER_BOM"]),
    Expectation(file: "csv/cr_only.csv", rows: 13),
    Expectation(file: "csv/no_final_newline.csv", rows: 13),
    Expectation(file: "csv/huge_field_8mb.csv", rows: 14, faults: ["LIMIT_FIELD_SIZE": 1]),
    Expectation(file: "csv/columns_20000.csv", refusal: "LIMIT_COLUMNS"),
    Expectation(file: "csv/quote_flood.csv", refusal: "CSV_UNTERMINATED_QUOTE"),
    Expectation(file: "csv/title_rows_above.csv", rows: 17),
    Expectation(file: "csv/semicolon_decimal_comma.csv", rows: 13),
    Expectation(file: "csv/delimiter_changes.csv", rows: 13),
    Expectation(file: "csv/gzip_named_csv.csv", refusal: "INPUT_TYPE_MISMATCH"),
    Expectation(file: "csv/pdf_named_csv.csv", refusal: "INPUT_TYPE_MISMATCH"),
    Expectation(file: "csv/git_conflict_markers.csv", rows: 16),
    Expectation(file: "csv/quoted_everything_valid.csv", rows: 13),
    Expectation(file: "csv/ten_thousand_blank_lines.csv", rows: 20_013),
    Expectation(file: "csv/many_rows_mixed.csv", rows: 5001),
    Expectation(file: "tsv/tab_in_quotes.tsv", rows: 11),
    Expectation(file: "tsv/spaces_not_tabs.tsv", refusal: "CSV_DELIMITER_UNKNOWN"),
    Expectation(
      file: "tsv/comma_file_named_tsv.tsv", rows: 11, findings: ["CSV_DELIMITER_GUESSED"]),
    Expectation(file: "tsv/nul_fields.tsv", rows: 11, faults: ["CSV_NUL_BYTE": 10]),
    Expectation(file: "path/symlink_to_passwd.csv", refusal: "PATH_SYMLINK_OUTSIDE"),
    Expectation(file: "path/fifo.csv", refusal: "PATH_NOT_REGULAR"),
    Expectation(file: "path/directory.csv", refusal: "PATH_NOT_REGULAR"),
    Expectation(file: "path/-rf --output=x.csv", rows: 13),
    Expectation(file: "path/" + String(repeating: "x", count: 240) + ".csv", rows: 13),
    Expectation(file: "xlsx/csv_named_xlsx.xlsx", rows: 11, findings: ["INPUT_TYPE_MISMATCH"]),
  ]

  @Test(.enabled(if: Shared.has("hostile/generate.py")))
  func `every file ends as it should`() throws {
    let folder = Folder()
    try #require(
      Shared.run(["python3", Shared.path + "/hostile/generate.py", "--half", "both", folder.path]))
    for expected in Self.expectations {
      let input = Input(path: folder.path + "/open/" + expected.file)
      var table: ReadTable?
      let refused = failure { () throws(Failure) in table = try ReadTable(input) }
      #expect(refused?.name == expected.refusal, "\(expected.file)")
      #expect((table?.rows.count ?? 0) == expected.rows, "\(expected.file)")
      let faults = (table?.faults ?? [:]).values.reduce(into: [String: Int]()) {
        $0[$1, default: 0] += 1
      }
      #expect(faults == expected.faults, "\(expected.file)")
      #expect((table?.codes ?? []) == expected.findings, "\(expected.file)")
    }
  }
}
