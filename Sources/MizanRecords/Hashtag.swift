/// An HXL hashtag with its attributes, such as `#reached+f+children`.
///
/// Case and blanks make no difference, nor does the order of attributes: `#Reached +children +f`
/// is the same tag.
public struct Hashtag: Sendable, Hashable {
  /// The tag in lower case, without the `#`.
  public let name: String
  /// The attributes in lower case, in the order in which they stand.
  public let attributes: [String]

  /// Nil for a text that is no hashtag: one `#`, words of ASCII letters, digits and `_` that begin
  /// with a letter, attributes led by `+`.
  public init?(_ text: String) {
    var scanner = TagScanner(text)
    guard scanner.take("#"), let name = scanner.word() else { return nil }
    var attributes: [String] = []
    while scanner.take("+") {
      guard let word = scanner.word() else { return nil }
      attributes.append(word)
    }
    guard scanner.isAtEnd else { return nil }
    self.name = name
    self.attributes = attributes
  }

  /// The tag as messages and mappings write it: `#adm1+name`.
  public var text: String { "#" + name + attributes.map { "+" + $0 }.joined() }

  /// Whether another tag has the same name and the same attributes, in any order.
  public func isSame(_ other: Hashtag) -> Bool {
    name == other.name && Set(attributes) == Set(other.attributes)
  }

  public func has(_ attribute: String) -> Bool { attributes.contains(attribute) }
}

/// Reads the signs and words of a hashtag; blanks between them mean nothing.
struct TagScanner {
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// Whether nothing but blanks is left.
  var isAtEnd: Bool { bytes[index...].allSatisfy(TagScanner.isBlank) }

  /// Takes a sign after blanks, if it is there.
  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard index < bytes.count, UInt32(bytes[index]) == sign.value else { return false }
    index += 1
    return true
  }

  /// Takes a word in lower case. It follows its sign at once: `# boys` is no tag.
  mutating func word() -> String? {
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      let isLetter = (97...122).contains(byte | 0x20)
      guard isLetter || index > start && ((48...57).contains(byte) || byte == 95) else { break }
      index += 1
    }
    return index == start ? nil : String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
  }

  private mutating func skipBlanks() {
    while index < bytes.count && TagScanner.isBlank(bytes[index]) { index += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
}
