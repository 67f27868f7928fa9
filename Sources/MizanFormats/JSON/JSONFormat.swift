public import MizanDiagnostics
public import MizanRecords

/// JSON (RFC 8259): every array of objects, and every array of arrays, is a table.
public enum JSONFormat: TableFormat {
  public static let name = "json"
  public static let fileExtensions = ["json", "geojson"]
  public static let reads =
    "records at a JSON Pointer, nested objects and arrays; numbers as written; repeated names are told"

  /// A text is JSON when it begins like one, or when its name promises it.
  public static func recognize(head: [UInt8], fileName: String) -> Confidence {
    if head.isEmpty { return .no }
    let ending = FileEnding(fileName)
    let isNamed = fileExtensions.contains(ending.last)
    switch ContentKind(head) {
    case .gzip: return isNamed && ending.isPacked ? .certain : .no
    case .json: return isNamed && !NDJSONFormat.looksLikeLines(head) ? .certain : .likely
    case .text:
      if TextShape.isBinary(head) { return .no }
      let begins = beginsLikeValue(head)
      if isNamed { return begins || !isTable(head) ? .certain : .no }
      return begins ? .perhaps : .no
    default: return .no
    }
  }

  public static func open(
    _ input: Input, _ options: FormatOptions
  ) throws(Failure) -> any TableFile {
    try JSONFile(InputFile(input), isLines: false, options)
  }

  /// Whether the first two lines are rows of a text table, under whatever name.
  private static func isTable(_ head: [UInt8]) -> Bool {
    let lines = head.split(separator: 10, maxSplits: 2).prefix(2)
    return lines.count == 2
      && [44, 59, 9].contains { mark in lines.allSatisfy { $0.contains(mark) } }
  }

  /// Whether the first byte that is no blank can begin a JSON value with rows.
  static func beginsLikeValue(_ head: [UInt8]) -> Bool {
    let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = head[start...].first { ![9, 10, 13, 32].contains($0) }
    return first == 123 || first == 91
  }
}

/// One JSON text a line, also called JSON Lines.
public enum NDJSONFormat: TableFormat {
  public static let name = "ndjson"
  public static let fileExtensions = ["ndjson", "jsonl", "geojsonl"]
  public static let reads =
    "one object a line; a line that is none is held"

  /// The name promises it, or two lines in a row are objects of their own.
  public static func recognize(head: [UInt8], fileName: String) -> Confidence {
    if head.isEmpty { return .no }
    let ending = FileEnding(fileName)
    let isNamed = fileExtensions.contains(ending.last)
    switch ContentKind(head) {
    case .gzip: return isNamed && ending.isPacked ? .certain : .no
    case .json, .text:
      if TextShape.isBinary(head) { return .no }
      if isNamed || looksLikeLines(head) { return .certain }
      return JSONFormat.beginsLikeValue(head) ? .perhaps : .no
    default: return .no
    }
  }

  public static func open(
    _ input: Input, _ options: FormatOptions
  ) throws(Failure) -> any TableFile {
    try JSONFile(InputFile(input), isLines: true, options)
  }

  /// Whether the first two lines that are not blank each begin and end an object.
  static func looksLikeLines(_ head: [UInt8]) -> Bool {
    let lines = head.split(separator: 10, maxSplits: 40).lazy
      .map { $0.filter { ![9, 13, 32].contains($0) } }.filter { !$0.isEmpty }.prefix(2)
    let objects = lines.filter { $0.first == 123 }
    return objects.count == 2 && objects.first?.last == 125 && objects.first?.count ?? 0 > 1
  }
}
