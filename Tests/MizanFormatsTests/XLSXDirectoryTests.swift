import Testing

@testable import MizanFormats

@Suite("Fields of an archive")
struct XLSXDirectoryTests {
  @Test func `numbers are little-endian and never read beyond the end`() {
    let fields = LittleEndian(bytes: [
      0x50, 0x4B, 3, 4, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    ])
    #expect(fields.number(0, 4) == 0x0403_4B50)
    #expect(fields.number(1, 2) == 0x034B)
    #expect(fields.number(4, 4) == 0xFFFF_FFFF)
    #expect(fields.number(4, 8) == nil, "more than an Int holds")
    #expect(fields.number(9, 4) == nil)
    #expect(fields.number(-1, 2) == nil)
    #expect(fields.number(Int.max, 2) == nil)
    #expect(fields.number(12, 0) == 0)
  }

  @Test func `sizes of Zip64 stand in the extra field, in the order of what is missing`() {
    func bytes(_ value: UInt64) -> [UInt8] {
      (0..<8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    let extra = [9, 9, 2, 0, 7, 7] + [1, 0, 16, 0] + bytes(5_000_000_000) + bytes(77)
    let fields = LittleEndian(bytes: extra)
    var values = [0xFFFF_FFFF, 12, 0xFFFF_FFFF]
    fields.resolve(extraAt: 0, count: extra.count, &values)
    #expect(values == [5_000_000_000, 12, 77])
    values = [1, 2, 3]
    fields.resolve(extraAt: 0, count: extra.count, &values)
    #expect(values == [1, 2, 3])
    values = [0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF]
    fields.resolve(extraAt: 0, count: extra.count, &values)
    #expect(values == [5_000_000_000, 77, 0xFFFF_FFFF], "the third is not there")
    values = [0xFFFF_FFFF]
    fields.resolve(extraAt: 0, count: 12, &values)
    #expect(values == [0xFFFF_FFFF], "the field is cut")
    fields.resolve(extraAt: 500, count: 12, &values)
    #expect(values == [0xFFFF_FFFF])
  }

  private func entry(_ name: String) -> ZipEntry {
    ZipEntry(
      name: Array(name.utf8), index: 0, flags: 0, method: 0, crc: 0, packedSize: 0, size: 0,
      headerOffset: 0)
  }

  @Test(arguments: [
    ("xl/workbook.xml", false), ("xl/..workbook..xml", false), ("a/.../b", false), ("", false),
    ("..", true), ("xl/../../a", true), ("xl\\..\\a", true), ("/a", true), ("\\\\host\\a", true),
    ("c:a", true), ("a\u{0}b", true),
  ])
  func `names that climb out of a folder are unsafe`(name: String, isUnsafe: Bool) {
    #expect(entry(name).isUnsafe == isUnsafe)
  }

  @Test func `names are compared without regard to case`() {
    #expect(ZipEntry.key("XL/WorkBook.XML".utf8) == Array("xl/workbook.xml".utf8))
    #expect(ZipEntry.key("É[@{".utf8) == Array("É[@{".utf8))
  }

  @Test(arguments: [
    ("A1:B2", 2, 2), ("C3", 1, 1), ("A1:XFD1048576", 1_048_576, 16_384),
  ])
  func `ranges have a height and a width`(text: String, height: Int, width: Int) {
    Array(text.utf8).withUnsafeBufferPointer {
      let range = CellRange($0)
      #expect(range?.height == height && range?.width == width)
    }
  }

  @Test(arguments: [
    "", ":", "A1:", ":A1", "B2:A1", "A1:B2:C3", "A0:B1", "XFE1:XFE2", "A1:B1048577", "1:2", "A:B",
  ])
  func `what is no range is refused`(text: String) {
    Array(text.utf8).withUnsafeBufferPointer { #expect(CellRange($0) == nil) }
  }
}
