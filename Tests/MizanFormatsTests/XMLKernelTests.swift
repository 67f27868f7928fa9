import MizanDiagnostics
import MizanRecords
import Testing

@testable import MizanFormats

@Suite struct `XML kernels` {
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func `a map of addresses answers as a dictionary does`(_ seed: UInt64) {
    var random = Seeded(seed)
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 4096)
    defer { bytes.deallocate() }
    let map = PointerMap()
    var twin: [Int: Int32] = [:]
    for _ in 0..<3000 {
      let offset = Int(random.next() % 4096)
      let found = map.find(UnsafePointer(bytes + offset))
      #expect(found == twin[offset])
      if found == nil, random.next() % 2 == 0 {
        let value = Int32(truncatingIfNeeded: random.next())
        map.insert(UnsafePointer(bytes + offset), value)
        twin[offset] = value
      }
    }
    #expect(map.count == twin.count)
  }

  /// The slow twin: rows as arrays of texts.
  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `rows come out as they were put in, however often they are taken`(_ seed: UInt64) {
    var random = Seeded(seed)
    let width = 1 + Int(random.next() % 9)
    let buffer = RowBuffer(width: width)
    let batch = RecordBatch()
    var expected: [[String]] = []
    var seen: [[String]] = []
    func take() {
      batch.removeAll()
      buffer.take(into: batch, number: seen.count + 1)
      for row in 0..<batch.rowCount {
        seen.append((0..<width).map { batch.text(row: row, column: $0) })
        #expect(Int(batch.rowNumbers[row]) == seen.count)
        #expect(Int(batch.widths[row]) == width)
      }
    }
    for _ in 0..<400 {
      buffer.begin(nil)
      var row = Array(repeating: "", count: width)
      for _ in 0..<Int(random.next() % 12) {
        let slot = Int(random.next() % UInt64(width))
        row[slot] =
          String(repeating: "é", count: Int(random.next() % 40)) + "\(random.next() % 1000)"
        Array(row[slot].utf8).withUnsafeBufferPointer { buffer.set(slot, $0) }
        if random.next() % 50 == 0 { take() }
      }
      buffer.end()
      expected.append(row)
    }
    take()
    #expect(seen == expected)
  }

  @Test func `cells of a template are shared by its rows`() {
    let buffer = RowBuffer(width: 2)
    let template = UnsafeMutablePointer<Cell>.allocate(capacity: 2)
    defer { template.deallocate() }
    template.initialize(repeating: .blank, count: 2)
    template[0] = Array("shared".utf8).withUnsafeBufferPointer { buffer.store($0) }
    for index in 0..<3 {
      buffer.begin(template)
      Array("\(index)".utf8).withUnsafeBufferPointer { buffer.set(1, $0, .number) }
      buffer.end()
    }
    let batch = RecordBatch()
    buffer.take(into: batch, number: 2)
    #expect((0..<3).map { batch.text(row: $0, column: 0) } == ["shared", "shared", "shared"])
    #expect((0..<3).map { batch.text(row: $0, column: 1) } == ["0", "1", "2"])
    #expect(batch.cell(row: 2, column: 1).kind == .number)
    #expect(batch.arena.count == 9)
  }

  @Test(arguments: [0, 7, 10, 99, 100, 123_456_789, Int(Int32.max)])
  func `numbers are written in digits`(_ number: Int) {
    let buffer = RowBuffer(width: 1)
    buffer.begin(nil)
    buffer.row[0] = buffer.store(Array("/a[".utf8), number: number, end: 93)
    buffer.end()
    let batch = RecordBatch()
    buffer.take(into: batch, number: 1)
    #expect(batch.text(row: 0, column: 0) == "/a[\(number)]")
  }

  @Test func `a fault of the row in work stays with it`() {
    let buffer = RowBuffer(width: 1)
    let batch = RecordBatch()
    buffer.begin(nil)
    buffer.end()
    buffer.begin(nil)
    buffer.fault(RecordBatch.Fault(.xmlColumnLate))
    buffer.take(into: batch, number: 1)
    #expect(batch.faults.isEmpty)
    buffer.end()
    batch.removeAll()
    buffer.take(into: batch, number: 2)
    #expect(batch.faults[0]?.code == .xmlColumnLate)
  }
}
