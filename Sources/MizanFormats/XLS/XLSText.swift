import MizanDiagnostics
import MizanRecords

/// Reads texts out of a record and those that carry it on, into bytes of UTF-8.
///
/// From Excel 97 on a text has a mark that says whether its characters take one byte or two; where
/// a record carries a text on, the mark is repeated. Before, a text is bytes of a code page.
struct XLSText {
  private let records: XLSRecords
  private var record: XLSRecord
  private var place: Int
  private var units: [UInt16] = []
  /// Whether the text read last has all its characters.
  private(set) var isSound = true

  init(_ records: XLSRecords, _ record: XLSRecord, at place: Int) {
    (self.records, self.record, self.place) = (records, record, place)
  }

  /// Reads a number of one or two bytes, lowest first.
  mutating func number(bytes: Int) throws(Failure) -> Int {
    var value = 0
    for index in 0..<bytes { value |= Int(try byte()) << (8 * index) }
    return value
  }

  /// Reads a text with the count of its characters in front, and appends it.
  /// - Parameter lengthBytes: whether the count takes one byte or two.
  mutating func read(lengthBytes: Int, into target: inout ByteBuffer) throws(Failure) {
    let count = try number(bytes: lengthBytes)
    let marks = try byte()
    let runs = marks & 8 != 0 ? try number(bytes: 2) : 0
    let extra = marks & 4 != 0 ? try number(bytes: 4) : 0
    try readUnits(count, isWide: marks & 1 != 0)
    append(to: &target)
    try skip(runs * 4)
    try skip(extra)
  }

  /// Reads bytes of a code page with their count in front, and appends them.
  mutating func read(
    lengthBytes: Int, in page: CodePage?, into target: inout ByteBuffer
  ) throws(Failure) {
    let count = try number(bytes: lengthBytes)
    guard count <= record.bytes.count - place else {
      throw records.stream.damaged(record.position)
    }
    isSound = true
    guard count > 0, let base = record.bytes.baseAddress else { return }
    let source = base + place
    place += count
    let bytes = UnsafeBufferPointer(start: source, count: count)
    isSound = !bytes.contains(0)
    guard let page else {
      isSound = isSound && bytes.allSatisfy { $0 < 0x80 }
      target.append(source, count)
      return
    }
    let end = target.room(TextDecoder.room(count))
    let written = page.decode(source, count, to: end)
    // A byte without a character becomes one that no UTF-8 text holds.
    isSound = isSound && !UnsafeBufferPointer(start: end, count: written).contains(0xFF)
    target.advance(to: end + written)
  }

  private mutating func byte() throws(Failure) -> UInt8 {
    while place >= record.bytes.count { try carryOn() }
    place += 1
    return record.bytes[place - 1]
  }

  private mutating func carryOn() throws(Failure) {
    let position = record.position
    guard let next = try records.continued() else { throw records.stream.damaged(position) }
    (record, place) = (next, 0)
  }

  private mutating func skip(_ count: Int) throws(Failure) {
    var rest = count
    while rest > record.bytes.count - place {
      rest -= record.bytes.count - place
      try carryOn()
    }
    place += rest
  }

  private mutating func readUnits(_ count: Int, isWide: Bool) throws(Failure) {
    units.removeAll(keepingCapacity: true)
    var isWide = isWide
    while units.count < count {
      let left = (record.bytes.count - place) / (isWide ? 2 : 1)
      if left <= 0 {
        guard place == record.bytes.count else { throw records.stream.damaged(record.position) }
        try carryOn()
        isWide = try byte() & 1 != 0
        continue
      }
      for _ in 0..<min(left, count - units.count) {
        var unit = UInt16(record.bytes[place])
        if isWide { unit |= UInt16(record.bytes[place + 1]) << 8 }
        units.append(unit)
        place += isWide ? 2 : 1
      }
    }
  }

  /// Appends the text as UTF-8; half of a pair of surrogates and a zero are no characters.
  private mutating func append(to target: inout ByteBuffer) {
    isSound = true
    let start = target.room(units.count * 3)
    var end = start
    var decoder = UTF16()
    var iterator = units.makeIterator()
    decoding: while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar):
        if scalar.value == 0 { isSound = false }
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
          end.pointee = byte
          end += 1
        }
      case .emptyInput: break decoding
      case .error: isSound = false
      }
    }
    target.advance(to: end)
  }
}
