/// Bytes with numbers in them, lowest byte first; nil for any that does not lie wholly inside.
struct XLSBytes {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var count: Int { bytes.count }

  func u8(_ place: Int) -> UInt8? { place >= 0 && place < bytes.count ? bytes[place] : nil }
  func u16(_ place: Int) -> Int? { number(place, 2) }
  func u32(_ place: Int) -> Int? { number(place, 4) }

  private func number(_ place: Int, _ count: Int) -> Int? {
    guard place >= 0, place <= bytes.count - count else { return nil }
    return (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }
}
