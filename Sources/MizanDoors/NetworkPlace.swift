import Glibc

/// A numeric address that a host's name stands for, and whether it lies in the open network.
struct NetworkPlace: Sendable, Hashable {
  /// 4 or 16 bytes, the first one first.
  let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The address as text, as `CURLOPT_RESOLVE` and people take it.
  var text: String {
    var buffer = [CChar](repeating: 0, count: 64)
    let family = bytes.count == 4 ? AF_INET : AF_INET6
    guard inet_ntop(family, bytes, &buffer, 64) != nil else { return "" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether it is this machine, a network of its own, several at once, or reserved.
  var isPrivate: Bool {
    if bytes.count == 4 { return NetworkPlace.isPrivate(bytes[...]) }
    guard bytes.count == 16 else { return true }
    // Those of IPv4 in another dress are judged as what they lead to.
    if bytes[..<12].allSatisfy({ $0 == 0 }) { return true }
    if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
      return NetworkPlace.isPrivate(bytes[12...])
    }
    if bytes.starts(with: [0, 0x64, 0xFF, 0x9B]) { return true }
    if bytes.starts(with: [0x20, 0x02]) { return NetworkPlace.isPrivate(bytes[2..<6]) }
    if bytes.starts(with: [0x20, 0x01, 0, 0]) || bytes.starts(with: [0x20, 0x01, 0x0D, 0xB8]) {
      return true
    }
    // Only 2000::/3 is given out.
    return bytes[0] & 0xE0 != 0x20
  }

  private static func isPrivate(_ four: ArraySlice<UInt8>) -> Bool {
    let a = four[four.startIndex]
    let b = four[four.startIndex + 1]
    let c = four[four.startIndex + 2]
    switch a {
    case 0, 10, 127, 224...255: return true
    case 100: return 64...127 ~= b
    case 169: return b == 254
    case 172: return 16...31 ~= b
    case 192: return b == 168 || b == 0 && (c == 0 || c == 2) || b == 88 && c == 99
    case 198: return b == 18 || b == 19 || b == 51 && c == 100
    case 203: return b == 0 && c == 113
    default: return false
    }
  }

  /// All addresses of a host; empty when it has none. Odd spellings of numbers are resolved too.
  static func all(of host: String) -> [NetworkPlace] {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var first: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &first) == 0 else { return [] }
    defer { freeaddrinfo(first) }
    var places: [NetworkPlace] = []
    var next = first
    while let entry = next {
      if let address = UnsafeRawPointer(entry.pointee.ai_addr) {
        // The numbers stand behind the family and the port, and for IPv6 behind the flow.
        switch entry.pointee.ai_family {
        case AF_INET:
          places.append(
            NetworkPlace(
              bytes: (0..<4).map { address.load(fromByteOffset: 4 + $0, as: UInt8.self) }))
        case AF_INET6:
          places.append(
            NetworkPlace(
              bytes: (0..<16).map { address.load(fromByteOffset: 8 + $0, as: UInt8.self) }))
        default: break
        }
      }
      next = entry.pointee.ai_next
    }
    return places
  }
}
