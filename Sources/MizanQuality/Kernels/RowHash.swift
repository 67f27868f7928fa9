import Glibc
import MizanRecords

/// Hashes rows so that rows which read the same have the same hash: blanks at the ends of cells
/// and doubled blanks do not count, nor does the way in which accents are stored.
///
/// A row of a text file mostly lies in one piece, its cells joined by the separator; it is hashed
/// as it lies. Other rows are joined first. Only rows with foldable blanks, combining marks or
/// rare characters are rewritten cell by cell.
struct RowHash {
  /// The byte between cells: the file's own separator, or U+001F where rows lie in pieces.
  private var separator: UInt8 = 0x1F
  /// Room for a row whose cells are joined, and for as much as one step of copying writes too far.
  private var joined = [UInt8](repeating: 0, count: 256)

  /// Learns the separator from the first row of a batch that lies in one piece. To be called
  /// once, before the first hash, since hashes with different separators cannot be compared.
  mutating func learnSeparator(_ batch: BatchView) {
    for row in 0..<batch.rowCount where batch.isData(row) {
      let cells = batch.cells(row)
      let (first, last) = RowHash.filled(cells)
      guard first < last, let piece = RowHash.piece(cells, first, last, batch.arena) else {
        continue
      }
      let found = piece.bytes[cells[first].count]
      guard found < 0x80, found != 0x20 else { continue }
      separator = found
      return
    }
  }

  /// The hash of a row's cells; 0 for a row without content.
  /// - Parameter arenaCount: how many bytes the arena has.
  @inline(__always)
  mutating func hash(
    _ cells: UnsafeBufferPointer<Cell>, _ arena: UnsafePointer<UInt8>, _ arenaCount: Int
  ) -> UInt64 {
    let (first, last) = RowHash.filled(cells)
    if separator != 0x1F, let piece = RowHash.piece(cells, first, last, arena) {
      let (hash, isPlain) = RowHash.scan(piece.bytes, piece.count, separator, seed: first)
      if isPlain { return hash }
      return foldedHash(cells, arena)
    }
    return joinedHash(cells, first, last, arena, arenaCount) ?? foldedHash(cells, arena)
  }

  /// The first and the last cell with bytes; blank ends are no part of the hashed bytes.
  @inline(__always)
  private static func filled(_ cells: UnsafeBufferPointer<Cell>) -> (first: Int, last: Int) {
    var first = 0
    while first < cells.count && cells[first].count == 0 { first &+= 1 }
    var last = cells.count &- 1
    while last > first && cells[last].count == 0 { last &-= 1 }
    return (first, last)
  }

  /// The one piece of the arena in which a row lies, its cells one byte apart; nil when it does
  /// not, as when cells were quoted.
  @inline(__always)
  private static func piece(
    _ cells: UnsafeBufferPointer<Cell>, _ first: Int, _ last: Int,
    _ arena: UnsafePointer<UInt8>
  ) -> (bytes: UnsafePointer<UInt8>, count: Int)? {
    guard first <= last else { return nil }
    let start = Int(cells[first].start)
    let count = Int(cells[last].start) &+ cells[last].count &- start
    var sum: UInt32 = 0
    var index = first
    while index <= last {
      sum &+= cells[index].bits >> 4
      index &+= 1
    }
    return count == Int(sum) &+ last &- first ? (arena + start, count) : nil
  }

  @inline(never)
  private mutating func joinedHash(
    _ cells: UnsafeBufferPointer<Cell>, _ first: Int, _ last: Int,
    _ arena: UnsafePointer<UInt8>, _ arenaCount: Int
  ) -> UInt64? {
    guard first <= last else { return nil }
    var count = last &- first
    var index = first
    while index <= last {
      count &+= cells[index].count
      index &+= 1
    }
    if joined.count < count &+ 32 { joined = [UInt8](repeating: 0, count: count &* 2 &+ 32) }
    let separator = separator
    return joined.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var end = base
      var index = first
      while index <= last {
        let (start, length) = (Int(cells[index].start), cells[index].count)
        if start &+ length &+ 16 <= arenaCount {
          RowHash.copy(UnsafeRawPointer(arena + start), length, to: end)
        } else {
          memcpy(end, arena + start, length)
        }
        end += length
        end.storeBytes(of: separator, as: UInt8.self)
        end += 1
        index &+= 1
      }
      let (hash, isPlain) = RowHash.scan(
        base.assumingMemoryBound(to: UInt8.self), count, separator, seed: first)
      return isPlain ? hash : nil
    }
  }

  /// Copies bytes sixteen at a time: up to sixteen more are read and written than are wanted.
  @inline(__always)
  private static func copy(
    _ source: UnsafeRawPointer, _ count: Int, to target: UnsafeMutableRawPointer
  ) {
    var offset = 0
    repeat {
      target.storeBytes(
        of: source.loadUnaligned(fromByteOffset: offset, as: Bytes16.self),
        toByteOffset: offset, as: Bytes16.self)
      offset &+= 16
    } while offset < count
  }

  @inline(never)
  private mutating func foldedHash(
    _ cells: UnsafeBufferPointer<Cell>, _ arena: UnsafePointer<UInt8>
  ) -> UInt64 {
    let plain = cells.map { cell in
      PlainText.make(UnsafeBufferPointer(start: arena + Int(cell.start), count: cell.count))
    }
    guard let first = plain.firstIndex(where: { !$0.isEmpty }),
      let last = plain.lastIndex(where: { !$0.isEmpty })
    else { return 0 }
    var folded: [UInt8] = []
    for index in first...last {
      if index > first { folded.append(separator) }
      folded.append(contentsOf: plain[index])
    }
    return folded.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      return RowHash.scan(base, bytes.count, separator, seed: first).hash
    }
  }

  /// The hash of bytes, and whether they read as they lie: no blank that folding would take away,
  /// no byte that begins a combining mark, a rare blank or a character that may be composed.
  @inline(__always)
  static func scan(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ separator: UInt8, seed: Int = 0
  ) -> (hash: UInt64, isPlain: Bool) {
    guard count > 0 else { return (0, true) }
    let raw = UnsafeRawPointer(bytes)
    let gap = Bytes16(repeating: separator)
    // The number of bytes is spread over the word, so that no letter can make up for another number.
    var one = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    var two = 0xC2B2_AE3D_27D4_EB4F ^ UInt64(truncatingIfNeeded: seed)
    var foldable = Bytes16(repeating: 0)
    var high: UInt64 = 0
    var index = 0
    while index &+ 17 <= count {
      let here = raw.loadUnaligned(fromByteOffset: index, as: Bytes16.self)
      let next = raw.loadUnaligned(fromByteOffset: index &+ 1, as: Bytes16.self)
      foldable |= Block.foldable(here, next, gap)
      let words = unsafeBitCast(here, to: SIMD2<UInt64>.self)
      high |= words[0] | words[1]
      one = mix(one ^ words[0], 0xD6E8_FEB8_6659_FD93)
      two = mix(two ^ words[1], 0xA076_1D64_78BD_642F)
      index &+= 16
    }
    guard index > 0 else { return shortScan(bytes, count, separator, one, two) }
    // The last sixteen bytes, of which some may have been taken already.
    let here = raw.loadUnaligned(fromByteOffset: count &- 17, as: Bytes16.self)
    let next = raw.loadUnaligned(fromByteOffset: count &- 16, as: Bytes16.self)
    foldable |= Block.foldable(here, next, gap)
    let words = unsafeBitCast(next, to: SIMD2<UInt64>.self)
    high |= words[0] | words[1]
    one = mix(one ^ words[0], 0xE703_7ED1_A0B4_28DB)
    two = mix(two ^ words[1], 0xA076_1D64_78BD_642F)
    var isPlain = bytes[0] != 0x20 && bytes[count &- 1] != 0x20 && Block.isZero(foldable)
    if isPlain && high & 0x8080_8080_8080_8080 != 0 {
      isPlain = Block.areComposed(raw, index) && Block.isZero(Block.mayChange(here, next))
    }
    if isPlain { isPlain = areFixed(bytes, count &- 1, count, separator) }
    return (finish(one, two), isPlain)
  }

  /// The same for fewer than seventeen bytes, byte by byte.
  @inline(__always)
  private static func shortScan(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ separator: UInt8, _ one: UInt64, _ two: UInt64
  ) -> (hash: UInt64, isPlain: Bool) {
    var one = one
    let isPlain =
      bytes[0] != 0x20 && bytes[count &- 1] != 0x20 && areFixed(bytes, 0, count, separator)
    var tail: UInt64 = 0
    var index = 0
    while index < count {
      tail = tail &<< 8 | UInt64(bytes[index])
      index &+= 1
      if index & 7 == 0 {
        one = mix(one ^ tail, 0xD6E8_FEB8_6659_FD93)
        tail = 0
      }
    }
    return (finish(mix(one ^ tail, 0xE703_7ED1_A0B4_28DB), two), isPlain)
  }

  @inline(__always)
  private static func finish(_ one: UInt64, _ two: UInt64) -> UInt64 {
    mix(one ^ (two &<< 32 | two &>> 32), 0x8EBC_6AF0_9C88_C6E3)
  }

  @inline(__always)
  private static func mix(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = one.multipliedFullWidth(by: other)
    return product.high ^ product.low
  }

  /// Whether the bytes from `start` on stay as they are when their cells are made plain: the same
  /// question as in the loop, byte by byte.
  @inline(__always)
  static func areFixed(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ count: Int, _ separator: UInt8
  ) -> Bool {
    var index = start
    while index < count {
      let byte = bytes[index]
      let next = index &+ 1 < count ? bytes[index &+ 1] : separator
      index &+= 1
      if byte < 0x80 {
        if byte == 0x20 && (next == 0x20 || next == separator) { return false }
        if byte == separator && next == 0x20 { return false }
        if byte < 0x20 && byte != separator { return false }
        continue
      }
      switch byte {
      case 0xC2, 0xCC, 0xCD, 0xE0, 0xE2...0xFF: return false
      case 0xD9: if next >= 0x8B && next <= 0x95 { return false }
      case 0xE1: if next <= 0x87 || next == 0x9A || next == 0xA0 { return false }
      default: continue
      }
    }
    return true
  }
}
