/// The encodings of text tables that can be declared or recognised.
enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case windows1252 = "windows-1252"
  case windows1256 = "windows-1256"
  case latin1 = "iso-8859-1"
  case arabic6 = "iso-8859-6"

  /// The encoding that a person calls `name`, such as `UTF8`, `cp1256` or `latin-1`.
  ///
  /// `utf-16` alone gives little endian; a byte order mark in the file decides then.
  init?(named name: String) {
    let letters = name.lowercased().unicodeScalars.filter { $0 != "-" && $0 != "_" && $0 != " " }
    switch String(String.UnicodeScalarView(letters)) {
    case "utf8", "utf8sig", "utf8bom", "ascii", "usascii": self = .utf8
    case "utf16", "utf16le", "unicode": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "windows1252", "cp1252", "1252", "win1252", "ansi": self = .windows1252
    case "windows1256", "cp1256", "1256", "win1256": self = .windows1256
    case "iso88591", "latin1", "88591": self = .latin1
    case "iso88596", "88596", "arabic", "iso88596i": self = .arabic6
    default: return nil
    }
  }

  /// The table of an encoding of one byte a character.
  var codePage: CodePage? {
    switch self {
    case .utf8, .utf16LittleEndian, .utf16BigEndian: nil
    case .windows1252: .windows1252
    case .windows1256: .windows1256
    case .latin1: .latin1
    case .arabic6: .arabic6
    }
  }

  var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }
}

extension FormatOptions {
  /// Whether a text is declared to be UTF-16.
  var declaresUTF16: Bool { encoding.flatMap { TextEncoding(named: $0) }?.isUTF16 ?? false }
}

/// A byte order mark at the start of a file.
enum ByteOrderMark: Equatable {
  case utf8, utf16LittleEndian, utf16BigEndian, utf32

  init?(_ head: some Collection<UInt8>) {
    let bytes = Array(head.prefix(4))
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      self = .utf8
    } else if bytes == [0xFF, 0xFE, 0, 0] || bytes == [0, 0, 0xFE, 0xFF] {
      self = .utf32
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      self = .utf16LittleEndian
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self = .utf16BigEndian
    } else {
      return nil
    }
  }

  /// The length of the mark in bytes.
  var count: Int {
    switch self {
    case .utf8: 3
    case .utf16LittleEndian, .utf16BigEndian: 2
    case .utf32: 4
    }
  }

  /// The encoding that the mark announces; nil for UTF-32, which is not read.
  var encoding: TextEncoding? {
    switch self {
    case .utf8: .utf8
    case .utf16LittleEndian: .utf16LittleEndian
    case .utf16BigEndian: .utf16BigEndian
    case .utf32: nil
    }
  }
}
