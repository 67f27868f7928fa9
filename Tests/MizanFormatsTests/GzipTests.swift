import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

/// Writes gzip members without compressing: enough to try a reader.
enum GzipWriter {
  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }

  static func little(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  static func member(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var at = 0
    repeat {
      let count = min(65_535, content.count - at)
      let isLast = at + count == content.count
      let low = UInt8(count & 255)
      let high = UInt8(count >> 8)
      bytes += [isLast ? 1 : 0, low, high, ~low, ~high] + content[at..<at + count]
      at += count
    } while at < content.count
    return bytes + little(crc32(content)) + little(UInt32(content.count))
  }

  /// The letter `a` and `repeats` times 258 more of it, in 13 bits each; never ends properly.
  static func bomb(repeats: Int) -> [UInt8] {
    var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var bits: UInt32 = 0
    var count: UInt32 = 0
    func put(_ value: UInt32, _ length: UInt32) {
      bits |= value << count
      count += length
      while count >= 8 {
        bytes.append(UInt8(bits & 255))
        bits >>= 8
        count -= 8
      }
    }
    put(0b011, 3)
    put(0b1000_1001, 8)  // 0x30 + "a" = 0b10010001, its bits turned round
    for _ in 0..<repeats {
      put(0b1010_0011, 8)  // length 258: code 285 = 0b11000101, turned round
      put(0, 5)  // distance 1
    }
    return bytes
  }
}

@Suite struct `Gzip` {
  @Test func `a packed table is read like a plain one`() throws {
    var text = "id,name\n"
    for row in 0..<40_000 { text += "\(row),école \(row)\n" }
    let packed = GzipWriter.member(Array(text.utf8))
    let table = try ReadTable(bytes: packed, name: "table.csv.gz")
    #expect(table.rows == (try ReadTable(text)).rows)
    #expect(table.findings.isEmpty && table.faults.isEmpty)
    #expect(table.sha256 == SHA256.hex(packed))
  }

  @Test func `several members and filling zeros are one text`() throws {
    let packed =
      GzipWriter.member(Array("a,b\n1,".utf8)) + GzipWriter.member([])
      + GzipWriter.member(Array("2\n3,4\n".utf8)) + [0, 0, 0, 0, 0]
    let table = try ReadTable(bytes: packed, name: "table.csv.gz")
    #expect(table.rows == [["a", "b"], ["1", "2"], ["3", "4"]])
    #expect(table.sha256 == SHA256.hex(packed))
  }

  @Test func `the content decides on encoding and delimiter`() throws {
    let packed = GzipWriter.member(
      [0xFF, 0xFE] + Array("a;b\n1;2\n".utf16).flatMap { [UInt8($0), 0] })
    #expect(try ReadTable(bytes: packed, name: "t.csv.gz").rows == [["a", "b"], ["1", "2"]])
  }

  @Test(arguments: [1, 8, 9, 20, 200_000])
  func `a truncated file is refused`(_ missing: Int) {
    let whole = GzipWriter.member(Array(String(repeating: "1,2\n", count: 100_000).utf8))
    let cut = Array(whole.dropLast(missing))
    let refused = failure { () throws(Failure) in
      _ = try ReadTable(bytes: cut, name: "t.csv.gz")
    }
    #expect(refused?.name == "GZIP_TRUNCATED" && refused?.kind == .unreadable)
  }

  @Test func `damage and foreign bytes after the end are refused`() {
    var damaged = GzipWriter.member(Array("a,b\n1,2\n".utf8))
    damaged[damaged.count - 8] ^= 1
    let foreign = GzipWriter.member(Array("a,b\n1,2\n".utf8)) + Array("more".utf8)
    for bytes in [damaged, foreign] {
      let refused = failure { () throws(Failure) in
        _ = try ReadTable(bytes: bytes, name: "t.csv.gz")
      }
      #expect(refused?.name == "GZIP_DAMAGED")
    }
  }

  @Test func `a bomb is refused by its ratio and by its size`() {
    let bomb = GzipWriter.bomb(repeats: 80_000)
    var options = FormatOptions(delimiter: 44)
    options.limits.inflationRatio = 100
    options.limits.fieldBytes = 1 << 26
    let dense = failure { () throws(Failure) in
      _ = try ReadTable(bytes: bomb, name: "t.csv.gz", options)
    }
    #expect(dense?.name == "GZIP_RATIO_LIMIT")
    options.limits.inflationRatio = 1000
    options.limits.inflatedBytes = 1 << 20
    let large = failure { () throws(Failure) in
      _ = try ReadTable(bytes: bomb, name: "t.csv.gz", options)
    }
    #expect(large?.name == "GZIP_RATIO_LIMIT")
    #expect(large?.diagnostics[0].arguments["known"] == "1 MB")
  }

  @Test func `a packed PDF is no table`() {
    let packed = GzipWriter.member(Array("%PDF-1.7 and so on".utf8))
    let refused = failure { () throws(Failure) in
      _ = try ReadTable(bytes: packed, name: "t.csv.gz")
    }
    #expect(refused?.name == "INPUT_TYPE_MISMATCH")
    #expect(refused?.diagnostics[0].arguments["value"] == "PDF")
  }
}
