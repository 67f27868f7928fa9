import Glibc

/// Finds text that was read in a wrong encoding once and saved again: `BeÃ¯da` for `Beïda`.
enum Mojibake {
  /// The place of the first sign of it in valid UTF-8; nil when there is none.
  ///
  /// A UTF-8 sequence read byte by byte shows its lead byte as `Â`, `Ã`, `Ø` or `Ù` and its second
  /// byte as a character between U+0080 and U+00BF, or one that windows-1252 has in its place.
  static func firstSign(_ base: UnsafePointer<UInt8>, from: Int, _ end: Int) -> Int? {
    var place = base + from
    while let found = memchr(place, 0xC3, base + end - place) {
      place = UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
      guard base + end - place >= 4 else { return nil }
      if isShownLead(place[1]), isShownTail(place + 2, base + end - place - 2) {
        return place - base
      }
      place += 1
    }
    return nil
  }

  /// The second byte of `Â`, `Ã`, `Ø` and `Ù`: the leads of accented letters and of Arabic.
  private static func isShownLead(_ byte: UInt8) -> Bool {
    byte == 0x82 || byte == 0x83 || byte == 0x98 || byte == 0x99
  }

  private static func isShownTail(_ place: UnsafePointer<UInt8>, _ rest: Int) -> Bool {
    switch place[0] {
    case 0xC2: return place[1] >= 0x80 && place[1] <= 0xBF
    case 0xC5: return [0x92, 0x93, 0xA0, 0xA1, 0xB8, 0xBD, 0xBE].contains(place[1])
    case 0xC6: return place[1] == 0x92
    case 0xCB: return place[1] == 0x86 || place[1] == 0x9C
    case 0xE2: return rest >= 3 && (place[1] == 0x80 || place[1] == 0x82 || place[1] == 0x84)
    default: return false
    }
  }
}
