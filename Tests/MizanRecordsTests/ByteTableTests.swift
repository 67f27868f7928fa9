import MizanDiagnostics
import MizanRecords
import Testing

struct ByteTableTests {
  @Test func `Cells are slices, and absent ones are empty`() throws {
    let text = "\u{FEFF}a,b,a\r\n\n1,\"x \"\"y\"\" \n z\",مدرسة\r\n2\n"
    let table = try ByteTable(bytes: Array(text.utf8), file: "t.csv")
    #expect(table.headings == ["a", "b", "a"] && table.rowCount == 2)
    #expect(table.column("a") == 0 && table.column("b") == 1 && table.column("c") == nil)
    #expect((0..<2).map(table.line) == [3, 5] && (0..<2).map(table.width) == [3, 1])
    #expect((0..<3).map { table.text(0, $0) } == ["1", "x \"y\" \n z", "مدرسة"])
    #expect(table.text(1, 0) == "2" && table.text(1, 1).isEmpty && table.text(0, nil).isEmpty)
    #expect(Array(table.bytes(0, 2)) == Array("مدرسة".utf8))
  }

  @Test(arguments: ["", "\n\n", "\u{FEFF}"])
  func `A table without rows has no headings either`(text: String) throws {
    let table = try ByteTable(bytes: Array(text.utf8), file: "t.csv")
    #expect(table.rowCount == 0 && table.headings.isEmpty && table.column("") == nil)
  }
}
