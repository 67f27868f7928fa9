import MizanRecords
import Testing

@Suite struct `Byte buffer` {
  private func content(_ buffer: borrowing ByteBuffer) -> [UInt8] { Array(buffer.bytes) }

  @Test func `a new buffer is empty and has room`() {
    let buffer = ByteBuffer(capacity: 0)
    #expect(buffer.count == 0 && content(buffer).isEmpty)
    #expect(buffer.capacity >= 64)
    #expect(ByteBuffer(capacity: 1000).capacity == 1000)
  }

  @Test func `bytes, arrays and texts stand one behind the other`() {
    var buffer = ByteBuffer()
    buffer.append(0x61)
    buffer.append([0x62, 0x63])
    buffer.append("é")
    buffer.append([])
    buffer.append("")
    buffer.append(Array("xyz".utf8), 2)
    #expect(content(buffer) == Array("abcéxy".utf8))
    #expect(buffer.count == 7)
  }

  @Test func `growing keeps what is there`() {
    var buffer = ByteBuffer(capacity: 64)
    var expected: [UInt8] = []
    for value in 0..<10_000 {
      buffer.append(UInt8(truncatingIfNeeded: value))
      expected.append(UInt8(truncatingIfNeeded: value))
    }
    #expect(content(buffer) == expected)
    #expect(buffer.capacity >= 10_000)
  }

  @Test func `one piece may be larger than the doubled room`() {
    var buffer = ByteBuffer(capacity: 64)
    buffer.append("head")
    let large = [UInt8](repeating: 7, count: 100_000)
    buffer.append(large)
    #expect(buffer.count == 100_004)
    #expect(content(buffer) == Array("head".utf8) + large)
  }

  @Test func `room is written through a pointer and told afterwards`() {
    var buffer = ByteBuffer(capacity: 64)
    buffer.append("ab")
    let place = buffer.room(500)
    for index in 0..<300 { place[index] = UInt8(index % 100) }
    #expect(buffer.count == 2, "nothing counts before it is told")
    buffer.advance(to: place + 300)
    #expect(buffer.count == 302)
    #expect(content(buffer)[2...] == (0..<300).map { UInt8($0 % 100) }[...])
  }

  @Test func `the room asked for never overlaps what is there`() {
    var buffer = ByteBuffer(capacity: 64)
    buffer.append([UInt8](repeating: 1, count: 60))
    let place = buffer.room(5)
    for index in 0..<5 { place[index] = 2 }
    buffer.advance(to: place + 5)
    #expect(content(buffer) == [UInt8](repeating: 1, count: 60) + [2, 2, 2, 2, 2])
  }

  @Test func `an emptied buffer keeps its memory and begins anew`() {
    var buffer = ByteBuffer(capacity: 64)
    buffer.append([UInt8](repeating: 1, count: 5000))
    let capacity = buffer.capacity
    buffer.removeAll()
    #expect(buffer.count == 0 && buffer.capacity == capacity)
    buffer.append("new")
    #expect(content(buffer) == Array("new".utf8))
  }

  @Test func `advancing backwards takes bytes away`() {
    var buffer = ByteBuffer()
    buffer.append("trimmed   ")
    buffer.advance(to: buffer.base + 7)
    #expect(content(buffer) == Array("trimmed".utf8))
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `an array would hold the same`(_ seed: UInt64) {
    var random = Seeded(seed)
    var buffer = ByteBuffer(capacity: random.below(200))
    var twin: [UInt8] = []
    for _ in 0..<400 {
      let piece = (0..<random.below(90)).map { _ in UInt8(random.below(256)) }
      switch random.below(5) {
      case 0:
        buffer.append(UInt8(piece.count))
        twin.append(UInt8(piece.count))
      case 1:
        let text = String(repeating: "ع", count: piece.count)
        buffer.append(text)
        twin += Array(text.utf8)
      case 2 where random.below(20) == 0:
        buffer.removeAll()
        twin = []
      case 3:
        let place = buffer.room(piece.count)
        for index in piece.indices { place[index] = piece[index] }
        buffer.advance(to: place + piece.count)
        twin += piece
      default:
        buffer.append(piece)
        twin += piece
      }
      #expect(buffer.count == twin.count)
    }
    #expect(content(buffer) == twin)
  }
}
