import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

@Suite struct `Delimiters` {
  @Test(arguments: [",", ";", "\t", "|"])
  func `the usual ones are found`(_ delimiter: String) throws {
    let rows = [["id", "name", "n"], ["1", "a b", "2"], ["3", "c", "4"]]
    let text = rows.map { $0.joined(separator: delimiter) + "\n" }.joined()
    #expect(try ReadTable(text).rows == rows)
    #expect(try ReadTable(text, name: "a.txt").rows == rows)
  }

  @Test func `decimal commas do not win over semicolons`() throws {
    let table = try ReadTable("id;lat;lon;n\n1;12,5;14,25;12,0\n2;13,5;15,25;13,0\n")
    #expect(table.rows[1] == ["1", "12,5", "14,25", "12,0"])
    #expect(table.findings.isEmpty)
  }

  @Test func `titles above and commas in texts do not matter`() throws {
    let text =
      "Education Cluster, 4W, March\n\nid;activity;n\n1;\"kits; books, pens, bags\";4\n"
      + "2;teachers, pupils, parents;5\n3;none;6\n"
    let table = try ReadTable(text)
    #expect(table.rows[3] == ["1", "kits; books, pens, bags", "4"])
    #expect(table.rows[4] == ["2", "teachers, pupils, parents", "5"])
  }

  @Test func `delimiters inside quotes are not counted`() throws {
    let table = try ReadTable("a,b\n\"x;y;z;w\",1\n\"x;y;z;w\",2\n\"x;y;z;w\",3\n")
    #expect(table.rows[1] == ["x;y;z;w", "1"])
  }

  @Test func `a declared delimiter is not questioned`() throws {
    let table = try ReadTable("a,b;c\n1,2;3\n", FormatOptions(delimiter: 59))
    #expect(table.rows == [["a,b", "c"], ["1,2", "3"]])
    #expect(try ReadTable("a^b\n", FormatOptions(delimiter: 94)).rows == [["a", "b"]])
  }

  @Test func `commas in a tab file are told`() throws {
    let table = try ReadTable("a,b\n1,2\n", name: "a.tsv")
    #expect(table.rows == [["a", "b"], ["1", "2"]])
    #expect(table.codes == ["CSV_DELIMITER_GUESSED"])
    #expect(try ReadTable("a;b\n1;2\n", name: "a.csv").findings.isEmpty)
  }

  @Test func `columns lined up with blanks have no delimiter`() {
    let text = "country  school  year\nSYR  مدرسة النور  2023\nTCD  Lycée  2024\n"
    let refused = failure { () throws(Failure) in _ = try ReadTable(text, name: "a.tsv") }
    #expect(refused?.name == "CSV_DELIMITER_UNKNOWN" && refused?.kind == .unreadable)
  }

  @Test func `a table of one column is fine`() throws {
    let table = try ReadTable("school\nYida Primary\nKebri Beyah\n\nLycée d'Abéché\n")
    #expect(table.rows.map(\.count) == [1, 1, 1, 1, 1])
    #expect(table.findings.isEmpty)
    #expect(try ReadTable("x").rows == [["x"]])
  }
}
