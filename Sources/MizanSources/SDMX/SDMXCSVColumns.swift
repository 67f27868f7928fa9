/// What the columns of an SDMX-CSV table hold, by its first rows.
struct SDMXCSVColumns: Sendable {
  /// Columns whose cells are ids with labels.
  let labelled: [Bool]
  let valueColumn: Int?
  let timeColumn: Int?
  let actionColumn: Int?

  init(_ rows: [[String]]) {
    let headings = rows.first ?? []
    let ids = headings.map(SDMXCSVColumns.id)
    valueColumn = ids.firstIndex(of: "OBS_VALUE")
    timeColumn = ids.firstIndex(of: "TIME_PERIOD")
    actionColumn = ids.first == "STRUCTURE" ? ids.firstIndex(of: "ACTION") : nil
    labelled = headings.indices.map { column in
      // Without labels in the headings a colon is a part of the text, and so it is where one cell has none.
      guard headings[column] != ids[column], !["OBS_VALUE", "TIME_PERIOD"].contains(ids[column])
      else { return false }
      let cells = rows.dropFirst().compactMap { $0.indices.contains(column) ? $0[column] : nil }
        .filter { !$0.isEmpty }
      return !cells.isEmpty && cells.allSatisfy { Self.labelStart(Array($0.utf8)) != nil }
    }
  }

  /// `REF_AREA` of `REF_AREA: Reference area` and of `REF_AREA[]`.
  static func id(_ heading: String) -> String {
    let bytes = Array(heading.utf8)
    let end = labelStart(bytes) ?? bytes.firstIndex(of: 91) ?? bytes.count
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  /// Where the label begins behind an id, its colon counted; nil when the text is no id with a label.
  static func labelStart(_ bytes: some RandomAccessCollection<UInt8>) -> Int? {
    var length = 0
    for byte in bytes {
      let isID =
        byte &- 48 < 10 || byte | 0x20 &- 97 < 26 || byte == 95 || byte == 64 || byte == 36
        || byte == 45 || byte == 46 || byte == 43
      if isID {
        length += 1
        continue
      }
      guard byte == 58, length > 0 else { return nil }
      let next = bytes.index(bytes.startIndex, offsetBy: length + 1)
      return next < bytes.endIndex && bytes[next] == 32 ? length : nil
    }
    return nil
  }
}
