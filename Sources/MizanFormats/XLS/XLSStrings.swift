import MizanDiagnostics
import MizanRecords

/// The strings that the cells of an old workbook share, held once as bytes in one block.
final class XLSStrings {
  private var starts: [UInt32] = [0]
  private var unsound: Set<Int> = []
  private var bytes = ByteBuffer(capacity: 64)

  var count: Int { starts.count - 1 }

  /// The table of a workbook that has none.
  init() {}

  /// Reads the table; the number of strings that it claims is not trusted.
  init(_ records: XLSRecords, _ record: XLSRecord) throws(Failure) {
    let position = record.position
    guard let claimed = record.u32(4) else { throw records.stream.damaged(position) }
    var text = XLSText(records, record, at: 8)
    while count < claimed {
      try text.read(lengthBytes: 2, into: &bytes)
      if !text.isSound { unsound.insert(count) }
      guard bytes.count < Int(UInt32.max) else { throw records.stream.damaged(position) }
      starts.append(UInt32(bytes.count))
    }
  }

  /// The bytes of a string until the table goes, and whether they are all of its characters; nil
  /// beyond the table.
  func string(_ index: Int) -> (bytes: UnsafeRawBufferPointer, isSound: Bool)? {
    guard index < count else { return nil }
    let range = Int(starts[index])..<Int(starts[index + 1])
    return (UnsafeRawBufferPointer(rebasing: bytes.bytes[range]), !unsound.contains(index))
  }
}
