import MizanRecords

/// How `source_ref` is written for a table cut out of a tree: the path of the row, and what the
/// column of the number adds. Its pieces are ready to stand between quotes in a CSV line.
struct RecordAddress: Sendable {
  let paths: TreePaths
  let prefix: [UInt8]
  let suffix: [UInt8]
  /// Whether the paths may hold a comma or a quote: then all of them are written in quotes.
  let needsQuotes: Bool

  init?(_ addressing: TableAddressing) {
    guard case .paths(let paths) = addressing else { return nil }
    self.paths = paths
    prefix = RecordAddress.escaped(Array(paths.prefix.utf8))
    suffix = RecordAddress.escaped(Array(paths.suffix.utf8))
    let all = [paths.prefix, paths.suffix] + paths.columns.map(\.path)
    needsQuotes =
      paths.pathColumn != nil || all.contains { CSVText.quoted($0) != $0 }
  }

  /// What stands around a path.
  var mark: [UInt8] { needsQuotes ? [34] : [] }

  /// What a column adds to the path of its row.
  func addition(ofColumn column: Int?) -> [UInt8] {
    RecordAddress.escaped(Array(paths.addition(ofColumn: column).utf8))
  }

  /// Writes the path of a row and returns the new end; the target has room for ``room(_:)`` bytes.
  func write(
    number: Int, own: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var end = target
    func put(_ byte: UInt8) {
      end.pointee = byte
      end += 1
    }
    if paths.pathColumn != nil {
      for byte in own {
        if byte == 34 { put(34) }
        put(byte)
      }
      return end
    }
    for byte in prefix { put(byte) }
    end = NumberText.write(Int64(number &- paths.offset), scale: 0, to: end)
    for byte in suffix { put(byte) }
    return end
  }

  /// The most bytes of a row's path.
  func room(_ own: UnsafeBufferPointer<UInt8>) -> Int {
    2 &* own.count &+ prefix.count &+ suffix.count &+ 32
  }

  private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
    bytes.contains(34) ? bytes.flatMap { $0 == 34 ? [34, 34] : [$0] } : bytes
  }
}
