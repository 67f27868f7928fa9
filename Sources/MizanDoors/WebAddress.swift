/// An address of the network, taken apart strictly: what looks odd is no address.
struct WebAddress: Sendable, Hashable {
  let isEncrypted: Bool
  /// In lower case, without a dot at the end; a numeric one of IPv6 without its brackets.
  let host: String
  let port: Int
  /// The whole text without what follows `#`.
  let text: String

  /// Whether a word of a command line is meant as an address.
  static func isOne(_ word: String) -> Bool {
    let start = word.prefix(8).lowercased()
    return start.hasPrefix("http://") || start.hasPrefix("https://")
  }

  /// Nil for another scheme, a name or password in front of the host, blanks, controls,
  /// backslashes, or letters that are not Latin.
  init?(_ word: String) {
    let text = String(word.prefix { $0 != "#" })
    guard text.utf8.count <= 4096, text.utf8.allSatisfy({ 33...126 ~= $0 && $0 != 92 }),
      let colon = text.firstIndex(of: ":")
    else { return nil }
    let scheme = text[..<colon].lowercased()
    guard scheme == "https" || scheme == "http", text[colon...].hasPrefix("://") else { return nil }
    isEncrypted = scheme == "https"
    let rest = text[text.index(colon, offsetBy: 3)...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    guard !authority.contains("@") else { return nil }
    guard let (host, port) = WebAddress.split(String(authority)) else { return nil }
    self.host = host
    self.port = port ?? (isEncrypted ? 443 : 80)
    self.text = text
  }

  /// The last part of the path, by which people know the file.
  var fileName: String {
    let path = text.prefix { $0 != "?" }
    let steps = path.split(separator: "/", omittingEmptySubsequences: false)
    guard steps.count > 3, let last = steps.last, !last.isEmpty else { return host }
    return String(last)
  }

  /// A host with a port, if any.
  static func split(_ authority: String) -> (host: String, port: Int?)? {
    var host = authority
    var port: Int?
    let isNumeric = authority.hasPrefix("[")
    if let colon = authority.lastIndex(of: ":"), !isNumeric || authority[..<colon].hasSuffix("]") {
      let digits = authority[authority.index(after: colon)...]
      guard let number = Int(digits), digits.utf8.allSatisfy({ 48...57 ~= $0 }), 1...65535 ~= number
      else { return nil }
      port = number
      host = String(authority[..<colon])
    }
    if isNumeric {
      guard host.hasSuffix("]") else { return nil }
      host = String(host.dropFirst().dropLast())
      guard host.utf8.allSatisfy({ $0 == 58 || $0 == 46 || isHex($0) }) else { return nil }
    } else {
      if host.hasSuffix(".") { host.removeLast() }
      guard host.utf8.allSatisfy({ isHex($0) || 97...122 ~= $0 | 32 || $0 == 45 || $0 == 46 })
      else { return nil }
    }
    return host.isEmpty || host.utf8.count > 253 ? nil : (host.lowercased(), port)
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    48...57 ~= byte || 97...102 ~= byte | 32
  }
}
