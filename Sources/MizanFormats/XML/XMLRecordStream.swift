import MizanDiagnostics
import MizanRecords

/// Reads the records of a document into rows.
final class XMLRecordStream: XMLWalk {
  /// An attribute of an element around the records.
  private struct Outer {
    var depth: Int
    var slot: Int
    var bytes: [UInt8]
  }

  let rows: RowBuffer
  /// Records that hold an element more than once; their texts stand in one cell.
  private(set) var joinedCount = 0
  private(set) var joinedColumn = 0
  private var outer: [Outer] = []
  private let pathColumn: Int?
  /// How many elements of each name the elements around the records hold, the outermost first.
  private var counts: [[Int: Int]] = [[:]]
  private var numbers: [Int] = []
  private var recordDepth = 0
  private var buffer: [UInt8] = []
  /// Where the text of each open element of the record begins in the buffer.
  private var textStarts: [Int] = []

  init(
    _ source: any ByteSource, _ tree: XMLNameTree, _ columns: XMLColumns, _ place: Place,
    _ limits: Limits
  ) {
    rows = RowBuffer(width: columns.headings.count)
    pathColumn = columns.pathColumn
    super.init(source, tree, place, limits)
  }

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    let node = enter(name)
    if pathColumn != nil, recordDepth == 0 { number(node) }
    let isRecord = tree[node].isRecord && recordDepth == 0
    if isRecord {
      recordDepth = depth
      rows.begin(nil)
      for outer in outer where rows.row[outer.slot].isBlank {
        outer.bytes.withUnsafeBufferPointer { rows.set(outer.slot, $0) }
      }
    }
    if recordDepth > 0 { textStarts.append(buffer.count) }
    for index in 0..<attributes.count {
      let attribute = attribute(attributes, index)
      let value = attributes.value(index)
      if value.count > limits.fieldBytes { return tooLong() }
      if recordDepth > 0 {
        put(attribute, value)
      } else if tree[attribute].slot >= 0 {
        outer.append(Outer(depth: depth, slot: tree[attribute].slot, bytes: Array(value)))
      }
    }
  }

  override func end(_ name: UnsafePointer<UInt8>) {
    if recordDepth > 0, let start = textStarts.popLast() {
      endText(start)
      if depth == recordDepth {
        recordDepth = 0
        if let pathColumn {
          path().withUnsafeBufferPointer { rows.set(pathColumn, $0) }
        }
        rows.end()
      }
    }
    if pathColumn != nil, recordDepth == 0, numbers.count > 0 {
      numbers.removeLast()
      counts.removeLast()
    }
    while let last = outer.last, last.depth >= depth { outer.removeLast() }
    leave()
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard recordDepth > 0 else { return }
    buffer.append(contentsOf: bytes)
    if buffer.count - (textStarts.last ?? 0) > limits.fieldBytes { tooLong() }
  }

  /// Counts an element among those of its name in the same parent.
  private func number(_ node: Int) {
    let number = counts[counts.count - 1][node, default: 0] + 1
    counts[counts.count - 1][node] = number
    numbers.append(number)
    counts.append([:])
  }

  /// The path of the record that ends, such as `/root/group[2]/record[3]`.
  private func path() -> [UInt8] {
    var text = ""
    for (level, number) in numbers.enumerated() where level + 1 < open.count {
      text += "/" + tree.name(open[level + 1])
      if level > 0 { text += "[\(number)]" }
    }
    return Array(text.utf8)
  }

  private func endText(_ start: Int) {
    defer { buffer.removeSubrange(start...) }
    let node = top
    guard buffer.count > start else { return }
    buffer.withUnsafeBufferPointer { buffer in
      var text = UnsafeBufferPointer(rebasing: buffer[start...])
      while let first = text.first, first <= 32 { text = .init(rebasing: text.dropFirst()) }
      while let last = text.last, last <= 32 { text = .init(rebasing: text.dropLast()) }
      if text.count > 0 { put(node, text) }
    }
  }

  private func put(_ node: Int, _ text: UnsafeBufferPointer<UInt8>) {
    let slot = tree[node].slot
    guard slot >= 0 else {
      // The part was not met before; the row is held rather than read in part.
      if tree[node].uri != XMLName.instance { late(node) }
      return
    }
    if rows.row[slot].isBlank {
      rows.set(slot, text)
    } else {
      let both = Array(rows.bytes(rows.row[slot])) + Array("; ".utf8) + Array(text)
      both.withUnsafeBufferPointer { rows.set(slot, $0) }
      joinedCount += 1
      joinedColumn = slot
    }
    // Joining copies what was there, so the bytes of one record are bounded too.
    if rows.rowBytes > limits.fieldBytes &* 16 { tooLong() }
  }

  private func late(_ node: Int) {
    rows.fault(RecordBatch.Fault(.xmlColumnLate, raw: tree.path(node)))
  }

  private func tooLong() { fail(.limitFieldSize, ["known": "\(limits.fieldBytes >> 10) kB"]) }
}

extension Code {
  static let xmlColumnLate = Code("XML_COLUMN_LATE", .error)
  static let xmlJoined = Code("XML_REPEATED_CHILD", .warning)
}
