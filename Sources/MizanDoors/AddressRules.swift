import MizanRecords

/// Decides which addresses of the network may be read.
struct AddressRules: Sendable {
  private let allowed: [Entry]
  private let own: [Entry]

  /// One line of the settings: `host`, `host:port`, or `http://host:port`.
  private struct Entry: Sendable, Hashable {
    var isEncrypted: Bool
    var host: String
    var port: Int

    init?(_ text: String) {
      let isPlain = text.lowercased().hasPrefix("http://")
      let host = isPlain ? String(text.dropFirst(7)) : text
      guard let (name, port) = WebAddress.split(host) else { return nil }
      isEncrypted = !isPlain
      self.host = name
      self.port = port ?? (isPlain ? 80 : 443)
    }
  }

  init(_ settings: Settings.Addresses) {
    allowed = settings.allow.compactMap(Entry.init)
    own = settings.allowPrivate.compactMap(Entry.init)
  }

  /// Whether a host may be asked, by the way and at the port of the address.
  func permits(_ address: WebAddress) -> Bool { holds(allowed, address) }

  /// Whether the host may lie on this machine or in its own network.
  func permitsOwn(_ address: WebAddress) -> Bool { holds(own, address) }

  private func holds(_ entries: [Entry], _ address: WebAddress) -> Bool {
    entries.contains {
      $0.host == address.host && $0.port == address.port && $0.isEncrypted == address.isEncrypted
    }
  }
}
