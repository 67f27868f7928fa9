/// What a file really is, told by its first bytes and not by its name.
enum ContentKind: String, Sendable, CaseIterable {
  case gzip = "gzip"
  case zip = "ZIP"
  case oldWorkbook = "Excel 97-2003 (.xls)"
  case pdf = "PDF"
  case image = "image"
  case html = "HTML page"
  case xml = "XML"
  case json = "JSON"
  case largeFilePointer = "Git LFS pointer"
  case database = "database"
  case archive = "archive"
  case program = "program"
  /// Anything else that may well be a table in text.
  case text = "text"

  private static let magic: [(ContentKind, [UInt8])] = [
    (.gzip, [0x1F, 0x8B]),
    (.zip, Array("PK\u{3}\u{4}".utf8)), (.zip, Array("PK\u{5}\u{6}".utf8)),
    (.oldWorkbook, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
    (.pdf, Array("%PDF-".utf8)),
    (.image, [0x89, 0x50, 0x4E, 0x47]), (.image, [0xFF, 0xD8, 0xFF]), (.image, Array("GIF8".utf8)),
    (.largeFilePointer, Array("version https://git-lfs.github.com/spec".utf8)),
    (.database, Array("SQLite format 3".utf8)), (.database, Array("PAR1".utf8)),
    (.archive, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]), (.archive, Array("Rar!".utf8)),
    (.archive, [0xFD, 0x37, 0x7A, 0x58, 0x5A]), (.archive, [0x28, 0xB5, 0x2F, 0xFD]),
    (.program, [0x7F, 0x45, 0x4C, 0x46]), (.program, [0x4D, 0x5A, 0x90]),
  ]

  /// Judges the first bytes of a file.
  init(_ head: [UInt8]) {
    if let known = ContentKind.magic.first(where: { head.starts(with: $0.1) }) {
      self = known.0
      return
    }
    var start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < head.count, [9, 10, 13, 32].contains(head[start]) { start += 1 }
    let text = head[start...].prefix(512).map { 65...90 ~= $0 ? $0 | 0x20 : $0 }
    func begins(_ word: String) -> Bool { text.starts(with: word.utf8) }
    if begins("<!doctype html") || begins("<html") || begins("<head") || begins("<body") {
      self = .html
    } else if begins("<?xml") {
      self = .xml
    } else if begins("{\"") || begins("[{") || begins("{\n") || begins("{\r\n") || begins("[\n")
      || begins("{ \"") || begins("[ {") || begins("{}") || begins("[]")
    {
      self = .json
    } else {
      self = .text
    }
  }
}
