/// One record of a workbook stream; its bytes stay until the next one is read.
struct XLSRecord {
  /// The records that are looked at; all others are passed over.
  enum Kind {
    static let formula = 0x0006
    static let end = 0x000A
    static let dates = 0x0022
    static let password = 0x002F
    static let continued = 0x003C
    static let codePage = 0x0042
    static let columns = 0x007D
    static let sheet = 0x0085
    static let compactNumbers = 0x00BD
    static let richLabel = 0x00D6
    static let style = 0x00E0
    static let merged = 0x00E5
    static let strings = 0x00FC
    static let sharedLabel = 0x00FD
    static let number = 0x0203
    static let label = 0x0204
    static let truth = 0x0205
    static let string = 0x0207
    static let row = 0x0208
    static let compactNumber = 0x027E
    static let format = 0x041E
    static let begin = 0x0809
    /// How workbooks before Excel 5 begin.
    static let olderBegins: Set = [0x0009, 0x0209, 0x0409]
  }

  var kind: Int
  /// Where the record begins in its stream.
  var position: Int
  var bytes: UnsafeBufferPointer<UInt8>

  /// Whether the record holds cells with content.
  var isCells: Bool {
    switch kind {
    case Kind.formula, Kind.compactNumbers, Kind.richLabel, Kind.sharedLabel, Kind.number,
      Kind.label, Kind.truth, Kind.compactNumber:
      true
    default: false
    }
  }

  func u8(_ place: Int) -> Int? { place < bytes.count ? Int(bytes[place]) : nil }

  @inline(__always)
  func u16(_ place: Int) -> Int? {
    guard place <= bytes.count - 2 else { return nil }
    return Int(bytes[place]) | Int(bytes[place + 1]) << 8
  }

  @inline(__always)
  func u32(_ place: Int) -> Int? {
    guard let low = u16(place), let high = u16(place + 2) else { return nil }
    return low | high << 16
  }

  func double(_ place: Int) -> Double? {
    guard let low = u32(place), let high = u32(place + 4) else { return nil }
    return Double(bitPattern: UInt64(low) | UInt64(high) << 32)
  }

  /// A number in four bytes: a whole one of 30 bits or the upper half of a floating one, either
  /// with two places behind the point or without.
  func compact(_ place: Int) -> Double? {
    guard let value = u32(place) else { return nil }
    let bits = UInt32(truncatingIfNeeded: value)
    let number =
      bits & 2 != 0
      ? Double(Int32(bitPattern: bits) >> 2)
      : Double(bitPattern: UInt64(bits & 0xFFFF_FFFC) << 32)
    return bits & 1 != 0 ? number / 100 : number
  }
}
