@testable import MizanFormats

extension Seeded {
  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}

/// Writes tables as text in any manner that people's programs do.
struct TableWriter {
  /// Which cells stand in quotes.
  enum Quoting: CaseIterable { case needed, all, random }

  var delimiter: UInt8 = 44
  var lineEnd = "\n"
  var quoting = Quoting.needed
  /// Whether a byte order mark stands at the start.
  var hasMark = false
  var encoding = TextEncoding.utf8
  var endsWithLineEnd = true

  /// A manner taken by chance.
  static func random(_ random: inout Seeded, _ encoding: TextEncoding) -> TableWriter {
    var writer = TableWriter()
    writer.delimiter = random.pick([44, 59, 9, 124, 94])
    writer.lineEnd = random.pick(["\n", "\r\n", "\r"])
    writer.quoting = random.pick(Quoting.allCases)
    writer.encoding = encoding
    writer.hasMark = encoding.codePage == nil && random.below(2) == 0
    writer.endsWithLineEnd = random.below(4) > 0
    return writer
  }

  /// The text of a table before it is encoded.
  func text(_ rows: [[String]], _ random: inout Seeded) -> String {
    let separator = String(UnicodeScalar(delimiter))
    var lines: [String] = []
    for row in rows {
      lines.append(row.map { quoted($0, &random) }.joined(separator: separator))
    }
    // A last row of one empty cell is nothing at all without its line end.
    let needsEnd = endsWithLineEnd || lines.last?.isEmpty == true
    return lines.joined(separator: lineEnd) + (needsEnd ? lineEnd : "")
  }

  /// The bytes of a table.
  func bytes(_ rows: [[String]], _ random: inout Seeded) -> [UInt8] {
    TableWriter.encode(text(rows, &random), encoding, hasMark: hasMark)
  }

  private func quoted(_ cell: String, _ random: inout Seeded) -> String {
    let separator = UnicodeScalar(delimiter)
    let needsQuotes =
      cell.unicodeScalars.contains { $0 == separator || $0 == "\n" || $0 == "\r" }
      || cell.unicodeScalars.first == "\""
    let isQuoted =
      needsQuotes || quoting == .all || quoting == .random && random.below(2) == 0
    return isQuoted ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
  }

  /// A text in an encoding.
  static func encode(_ text: String, _ encoding: TextEncoding, hasMark: Bool = false) -> [UInt8] {
    switch encoding {
    case .utf8: return (hasMark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8)
    case .utf16LittleEndian, .utf16BigEndian:
      let units = (hasMark ? [0xFEFF] : []) + Array(text.utf16)
      let isBig = encoding == .utf16BigEndian
      return units.flatMap { unit in
        let (high, low) = (UInt8(unit >> 8), UInt8(unit & 255))
        return isBig ? [high, low] : [low, high]
      }
    default:
      guard let page = encoding.codePage else { return [] }
      return text.unicodeScalars.map { scalar in
        if scalar.value < 128 { return UInt8(scalar.value) }
        let index = page.upper.firstIndex { UInt32($0) == scalar.value }
        return index.map { UInt8(128 + $0) } ?? 63
      }
    }
  }

  /// Pieces of which cells are made, in the characters that an encoding has.
  static func pieces(_ encoding: TextEncoding) -> [String] {
    let common = [
      "a", "Z", "0", "42", " ", "-", "\"", "\"\"", ",", ";", "\t", "|", "^", "\n", "\r\n", "'",
      "end.",
    ]
    switch encoding {
    case .windows1252, .latin1: return common + ["é", "École", "ç", "ÿ", "ñ", "Abéché", "Ü"]
    case .windows1256, .arabic6: return common + ["مدرسة", "النور", "ب", "ء", "لحج", "،"]
    default: return common + ["é", "مدرسة", "ትምህርት", "😀", "\u{10FFFF}", "\u{7FF}", "\u{800}"]
    }
  }

  /// A table taken by chance.
  static func rows(
    _ random: inout Seeded, _ encoding: TextEncoding, count: Int, isRagged: Bool = true
  ) -> [[String]] {
    let pieces = pieces(encoding)
    let width = 1 + random.below(6)
    return (0..<count).map { _ in
      (0..<(isRagged ? 1 + random.below(6) : width)).map { _ in
        (0..<random.below(5)).map { _ in random.pick(pieces) }.joined()
      }
    }
  }
}

/// Bytes that come in pieces of given sizes, one after the other and again from the first.
final class PiecewiseBytes: ByteSource {
  private let bytes: [UInt8]
  private let pieces: [Int]
  private var at = 0
  private var turn = 0
  private(set) var digest: String?

  init(_ bytes: [UInt8], _ pieces: [Int]) {
    self.bytes = bytes
    self.pieces = pieces
  }

  func read(into target: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(max(1, pieces[turn % pieces.count]), target.count, bytes.count - at)
    turn += 1
    if count == 0 && target.count > 0 { digest = "read" }
    for index in 0..<count { target[index] = bytes[at + index] }
    at += count
    return count
  }
}
