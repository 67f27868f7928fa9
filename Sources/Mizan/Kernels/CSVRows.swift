import Glibc
import MizanFormats
import MizanRecords

/// Writes rows of batches as CSV (RFC 4180, lines ended by LF), sixteen bytes at a time.
struct CSVRows: ~Copyable {
  private var buffer = ByteBuffer(capacity: 1 << 18)

  var bytes: UnsafeRawBufferPointer { buffer.bytes }

  mutating func removeAll() { buffer.removeAll() }

  /// Writes all rows without a fault from one on; returns how many.
  mutating func write(_ batch: RecordBatch, from first: Int = 0) -> Int {
    // Sixteen bytes are readable behind the last cell.
    batch.arena.append(contentsOf: repeatElement(0, count: 16))
    var written = 0
    let hasFaults = !batch.faults.isEmpty
    var block = CSVBlock(batch, from: first)
    batch.arena.withUnsafeBufferPointer { arena in
      batch.cells.withUnsafeBufferPointer { cells in
        guard let text = arena.baseAddress else { return }
        for row in first..<batch.rowCount {
          if hasFaults, batch.faults[row] != nil { continue }
          written &+= 1
          let start = Int(batch.starts[row])
          let row = UnsafeBufferPointer(rebasing: cells[start..<start + Int(batch.widths[row])])
          write(row, text, &block)
        }
      }
    }
    return written
  }

  @inline(__always)
  private mutating func write(
    _ cells: UnsafeBufferPointer<Cell>, _ text: UnsafePointer<UInt8>, _ block: inout CSVBlock
  ) {
    var room = 3 &+ 17 &* cells.count
    for cell in cells { room &+= 2 &* cell.count &+ 3 }
    let start = buffer.room(room)
    if cells.isEmpty || cells.count == 1 && cells[0].isBlank {
      // A line without anything would be no row.
      var end = start
      if !cells.isEmpty {
        end[0] = 34
        end[1] = 34
        end += 2
      }
      end.pointee = 10
      buffer.advance(to: end + 1)
      return
    }
    var end = start
    var rest = 0
    if block.last <= cells.count, block.last > 0 {
      end = CSVRows.put(cells[..<block.first], text, to: end)
      if block.isRepeated(in: cells) {
        memcpy(end, buffer.base + block.start, block.count)
        end += block.count
        end.pointee = 44
        end += 1
      } else {
        let from = end - buffer.base
        end = CSVRows.put(cells[block.first..<block.last], text, to: end)
        // What stands behind the text is a comma or ends the line.
        block.take(cells, start: from, count: end - buffer.base - from - 1)
      }
      rest = block.last
    }
    end = CSVRows.put(cells[rest...], text, to: end)
    // A comma stands behind the last cell.
    (end - 1).pointee = 10
    buffer.advance(to: end)
  }

  /// Writes cells, a comma behind each.
  @inline(__always)
  private static func put(
    _ cells: Slice<UnsafeBufferPointer<Cell>>, _ text: UnsafePointer<UInt8>,
    to target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var end = target
    for cell in cells {
      if cell.count > 0 { end = put(text + Int(cell.start), cell.count, to: end) }
      end.pointee = 44
      end += 1
    }
    return end
  }

  /// Writes one text; 16 bytes are readable behind it, and writable behind the target's room.
  @inline(__always)
  static func put(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var place = 0
    while place < count {
      let bytes = UnsafeRawPointer(source + place).loadUnaligned(as: SIMD16<UInt8>.self)
      let comma = bytes .== SIMD16<UInt8>(repeating: 44)
      let quote = bytes .== SIMD16<UInt8>(repeating: 34)
      let line = bytes .== SIMD16<UInt8>(repeating: 10)
      let back = bytes .== SIMD16<UInt8>(repeating: 13)
      let found = comma .| quote .| line .| back
      if ByteMask.hasAny(found), place &+ ByteMask.bits(found).trailingZeroBitCount < count {
        return CSVText.write(source, count, to: target)
      }
      UnsafeMutableRawPointer(target + place).storeBytes(of: bytes, as: SIMD16<UInt8>.self)
      place &+= 16
    }
    return target + count
  }
}

/// One bit for each of sixteen truth values.
enum ByteMask {
  @inline(__always)
  static func hasAny(_ truth: SIMDMask<SIMD16<Int8>>) -> Bool {
    let halves = unsafeBitCast(truth, to: SIMD2<UInt64>.self)
    return halves[0] | halves[1] != 0
  }

  @inline(__always)
  static func bits(_ truth: SIMDMask<SIMD16<Int8>>) -> UInt64 {
    let weights = SIMD16<UInt8>(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128)
    let weighed = unsafeBitCast(truth, to: SIMD16<UInt8>.self) & weights
    let halves = unsafeBitCast(weighed, to: SIMD2<UInt64>.self)
    let low = (halves[0] &* 0x0101_0101_0101_0101) &>> 56
    let high = (halves[1] &* 0x0101_0101_0101_0101) &>> 56
    return low | high &<< 8
  }
}
