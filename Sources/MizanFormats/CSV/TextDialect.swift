import MizanDiagnostics
import MizanRecords

/// How the bytes of one text table are to be read.
struct TextDialect {
  /// The encoding; nil as long as only bytes below 128 were seen.
  var encoding: TextEncoding?
  /// The bytes of a byte order mark at the start.
  var markLength = 0
  var delimiter: UInt8 = 44

  init() {}

  /// Takes what was declared, and finds out the rest from the beginning of a text.
  /// - Throws: a ``Failure`` of kind `mapping` for an unknown encoding, `unreadable` for a text in
  ///   an encoding that is not read or without a delimiter.
  init(
    _ head: [UInt8], isWhole: Bool, _ input: Input, _ options: FormatOptions,
    _ findings: inout Findings
  ) throws(Failure) {
    let place = Place(input.name)
    var declared: TextEncoding?
    if let name = options.encoding {
      guard let known = TextEncoding(named: name) else {
        throw Failure(
          .mapping, .encodingUnsupported, at: place,
          [
            "value": ShownText.make(name),
            "known": TextEncoding.allCases.map(\.rawValue).joined(separator: ", "),
          ])
      }
      declared = known
    }
    if let mark = ByteOrderMark(head) {
      guard let marked = mark.encoding else { throw TextDialect.utf32(place) }
      if let declared, declared != marked, !(declared.isUTF16 && marked.isUTF16) {
        findings.add(
          .encodingContradicted, at: place, value: marked.rawValue,
          ["value": marked.rawValue, "known": declared.rawValue])
      }
      encoding = marked
      markLength = mark.count
    } else if let declared {
      encoding = declared
    } else {
      switch head.withUnsafeBufferPointer({ EncodingGuess.judge($0, isWhole: isWhole) }) {
      case .ascii: break
      case .utf8: encoding = .utf8
      case .utf32: throw TextDialect.utf32(place)
      case .likely(let guess):
        encoding = guess
        findings.add(
          .encodingGuessed, at: place, value: guess.rawValue, ["value": guess.rawValue])
      }
    }
    let text = TextDialect.decoded(head.dropFirst(markLength).prefix(1 << 16), encoding)
    let isWholeText = isWhole && head.count - markLength <= 1 << 16
    try text.withUnsafeBufferPointer { (text) throws(Failure) in
      delimiter = try TextDialect.delimiter(text, isWhole: isWholeText, input, options, &findings)
    }
  }

  private static func delimiter(
    _ text: UnsafeBufferPointer<UInt8>, isWhole: Bool, _ input: Input, _ options: FormatOptions,
    _ findings: inout Findings
  ) throws(Failure) -> UInt8 {
    if let declared = options.delimiter { return declared }
    let place = Place(input.name)
    let ending = FileEnding(input.name).last
    let usual: UInt8 = ending == "tsv" || ending == "tab" ? 9 : ending == "psv" ? 124 : 44
    guard let guess = DelimiterGuess.guess(text, isWhole: isWhole, usual: usual) else {
      if TextShape.isLinedUpWithBlanks(text) {
        throw Failure(.unreadable, .csvDelimiterUnknown, at: place)
      }
      return usual
    }
    // Spreadsheet programs write `.csv` with a semicolon where the comma is the decimal sign.
    let isUsual = guess == usual || ending != "tsv" && ending != "tab" && ending != "psv"
    if !isUsual {
      let names: [UInt8: String] = [44: "comma", 59: "semicolon", 9: "tab", 124: "|"]
      findings.add(
        .csvDelimiterGuessed, at: place, value: names[guess] ?? "",
        ["value": names[guess] ?? "", "known": names[usual] ?? ""])
    }
    return guess
  }

  /// A part of the text as UTF-8, to look at.
  private static func decoded(
    _ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding?
  ) -> [UInt8] {
    var decoder = TextDecoder(encoding)
    return Array(unsafeUninitializedCapacity: TextDecoder.room(bytes.count)) { target, count in
      bytes.withUnsafeBufferPointer { source in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        count = decoder.decode(from, source.count, to: to)
      }
    }
  }

  private static func utf32(_ place: Place) -> Failure {
    Failure(
      .unreadable, .encodingUnsupported, at: place,
      [
        "value": "utf-32", "known": TextEncoding.allCases.map(\.rawValue).joined(separator: ", "),
      ])
  }
}

extension Code {
  static let encodingUnsupported = Code("ENC_UNSUPPORTED", .error)
  static let encodingContradicted = Code("ENC_CONTRADICTED", .warning)
  static let encodingGuessed = Code("ENC_GUESSED", .warning)
  static let csvDelimiterUnknown = Code("CSV_DELIMITER_UNKNOWN", .error)
  static let csvDelimiterGuessed = Code("CSV_DELIMITER_GUESSED", .warning)
}
