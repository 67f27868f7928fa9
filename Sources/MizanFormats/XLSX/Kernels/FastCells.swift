import Glibc
import MizanRecords

/// Reads the common shapes of a cell without a tokeniser: an address, a style, and a shared string,
/// an inline string or a number. Whatever looks otherwise is left to ``SheetReader``.
struct FastCells {
  enum Outcome {
    case done
    /// Not one of the common shapes; nothing was taken.
    case other
    /// The row gave this column before.
    case duplicate
  }

  /// The digits of a row's number with the quote behind them, to compare addresses at once.
  struct RowKey {
    let word: UInt64
    let mask: UInt64
    let count: Int

    init(_ row: Int) {
      var word: UInt64 = 0x22
      var rest = row
      var count = 1
      while rest > 0 {
        word = word << 8 | UInt64(0x30 + rest % 10)
        rest /= 10
        count += 1
      }
      self.word = word
      self.count = count
      mask = count >= 8 ? UInt64.max : 1 << UInt64(count * 8) - 1
    }
  }

  /// How many bytes must stand in the window, so that no cell of these shapes can be cut.
  static let window = 256
  private static let valueLimit = 40

  let strings: UnsafePointer<SharedStrings.Entry>
  let stringCount: Int
  let arena: UnsafePointer<UInt8>
  let formats: UnsafePointer<NumberFormat>
  let formatCount: Int
  let dates: SerialDate
  let columns: Int
  /// The longest text, in bytes.
  let fieldLimit: Int

  /// Reads the cell that begins at `cursor`, where ``window`` bytes stand, and moves behind it.
  @inline(__always)
  func read(
    _ cursor: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ row: RowKey,
    _ nextColumn: inout Int, _ writer: inout RowWriter
  ) -> Outcome {
    var position = cursor
    // `<c r="`
    guard load(position, 6) == 0x22_3D72_2063_3C else { return .other }
    position += 6
    var column = Int(position[0] &- 0x40)
    guard column &- 1 < 26, column > 0 else { return .other }
    position += 1
    for _ in 0..<2 where position[0] >= 0x41 {
      guard position[0] <= 0x5A else { return .other }
      column = column &* 26 &+ Int(position[0] &- 0x40)
      position += 1
    }
    guard column <= columns, load(position) & row.mask == row.word else { return .other }
    position += row.count
    var format = NumberFormat.number
    // ` s="`
    if load(position, 4) == 0x22_3D73_20 {
      position += 4
      var style = 0
      let start = position
      while position[0] &- 0x30 < 10, position - start < 6 {
        style = style &* 10 &+ Int(position[0] &- 0x30)
        position += 1
      }
      guard position[0] == 0x22 else { return .other }
      position += 1
      if style < formatCount { format = formats[style] }
    }
    var isString = false
    // ` t="s"`
    if position[0] == 0x20 {
      guard load(position, 6) == 0x2273_223D_7420 else {
        guard let (next, length) = inlineText(position, end, &writer) else { return .other }
        cursor = next
        nextColumn = column
        return writer.place(column &- 1, count: length, kind: .text) ? .done : .duplicate
      }
      isString = true
      position += 6
    }
    if position[0] == 0x2F, position[1] == 0x3E {
      cursor = position + 2
      nextColumn = column
      return writer.place(column &- 1, count: 0, kind: .blank) ? .done : .duplicate
    }
    // `><v>`
    guard load(position, 4) == 0x3E76_3C3E else { return .other }
    position += 4
    let start = position
    var number = 0
    while position[0] &- 0x30 < 10 {
      number = number &* 10 &+ Int(position[0] &- 0x30)
      position += 1
    }
    var count = position - start
    let isPlain = position[0] == 0x3C
    if !isPlain {
      while position[0] != 0x3C, position - start < FastCells.valueLimit { position += 1 }
      count = position - start
    }
    // `</v></c>`
    guard load(position) == 0x3E63_2F3C_3E76_2F3C, count > 0 else { return .other }
    var kind = Cell.Kind.text
    var length = 0
    if isString {
      guard isPlain, count < 10, number < stringCount else { return .other }
      let entry = strings[number]
      length = Int(entry.count)
      copy(arena + Int(entry.start), length, to: writer.room(length))
    } else if format == .number {
      kind = .number
      if isPlain, count <= PlainDecimal.significantDigits, start[0] != 0x30 || count == 1 {
        length = count
        copy(start, length, to: writer.room(length))
      } else {
        length = PlainDecimal.write(start, count, to: writer.room(count + PlainDecimal.room))
        guard length > 0 else { return .other }
      }
    } else {
      guard let serial = FastCells.double(start, count) else { return .other }
      switch dates.write(serial, as: format, to: writer.room(SerialDate.room)) {
      case .date(let written): (length, kind) = (written, .date)
      case .time(let written): length = written
      case .unreal, .outOfRange: return .other
      }
    }
    cursor = position + 8
    nextColumn = column
    return writer.place(column &- 1, count: length, kind: kind) ? .done : .duplicate
  }

  /// Writes the text of an inline string of one run, and gives the place behind the cell; nil for
  /// any other shape.
  private func inlineText(
    _ start: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ writer: inout RowWriter
  ) -> (next: UnsafePointer<UInt8>, length: Int)? {
    let opening: StaticString = " t=\"inlineStr\"><is><t"
    let space: StaticString = " xml:space=\"preserve\""
    let closing: StaticString = "</t></is></c>"
    func stands(_ text: StaticString, _ position: UnsafePointer<UInt8>) -> Bool {
      memcmp(position, text.utf8Start, text.utf8CodeUnitCount) == 0
    }
    guard stands(opening, start) else { return nil }
    var position = start + opening.utf8CodeUnitCount
    if position[0] == 0x20, stands(space, position) { position += space.utf8CodeUnitCount }
    guard position[0] == 0x3E, let mark = XMLToken.find(0x3C, position + 1, end),
      end - mark >= closing.utf8CodeUnitCount, stands(closing, mark)
    else { return nil }
    let count = mark - position - 1
    guard count <= fieldLimit else { return nil }
    let target = writer.room(count + XMLText.slack)
    let decoded = XMLText.decode(position + 1, count, to: target)
    guard decoded >= 0 else { return nil }
    return (mark + closing.utf8CodeUnitCount, HexEscapes.resolve(target, decoded))
  }

  @inline(__always)
  private func load(_ position: UnsafePointer<UInt8>) -> UInt64 {
    UnsafeRawPointer(position).loadUnaligned(as: UInt64.self)
  }

  @inline(__always)
  private func load(_ position: UnsafePointer<UInt8>, _ count: UInt64) -> UInt64 {
    load(position) & (1 << (count * 8) - 1)
  }

  /// Copies bytes, sixteen at once where few are wanted; both sides have room for that.
  @inline(__always)
  private func copy(
    _ source: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) {
    if count <= 16 {
      let block = UnsafeRawPointer(source).loadUnaligned(as: SIMD16<UInt8>.self)
      UnsafeMutableRawPointer(target).storeBytes(of: block, as: SIMD16<UInt8>.self)
    } else {
      memcpy(target, source, count)
    }
  }

  /// A number in at most 63 bytes, or nil; hexadecimal and named forms are no numbers.
  static func double(_ source: UnsafePointer<UInt8>, _ count: Int) -> Double? {
    guard count > 0, count < 64 else { return nil }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
      for index in 0..<count {
        switch source[index] {
        case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65:
          buffer[index] = CChar(bitPattern: source[index])
        default: return nil
        }
      }
      buffer[count] = 0
      var stop: UnsafeMutablePointer<CChar>?
      let value = strtod(buffer.baseAddress!, &stop)
      return stop == buffer.baseAddress! + count && value.isFinite ? value : nil
    }
  }
}
