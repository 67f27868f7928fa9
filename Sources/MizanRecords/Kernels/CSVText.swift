import Glibc

/// Quoting of texts as RFC 4180 wants it.
public enum CSVText {
  /// Whether a text must be quoted.
  @inlinable
  public static func needsQuotes(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    for index in 0..<count {
      let byte = bytes[index]
      if byte == 44 || byte == 34 || byte == 10 || byte == 13 { return true }
    }
    return false
  }

  /// The text as it stands in a CSV file.
  public static func quoted(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else {
      return text
    }
    var result: [UInt8] = [34]
    for byte in text {
      if byte == 34 { result.append(34) }
      result.append(byte)
    }
    result.append(34)
    return result
  }

  /// The text as it stands in a CSV file.
  public static func quoted(_ text: String) -> String {
    String(decoding: quoted(Array(text.utf8)), as: UTF8.self)
  }

  /// Writes a text as it stands in a CSV file and returns the new end; the target has room for twice
  /// the text and two quotes.
  public static func write(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    if !needsQuotes(bytes, count) {
      memcpy(target, bytes, count)
      return target + count
    }
    var end = target
    end.pointee = 34
    end += 1
    for index in 0..<count {
      if bytes[index] == 34 {
        end.pointee = 34
        end += 1
      }
      end.pointee = bytes[index]
      end += 1
    }
    end.pointee = 34
    return end + 1
  }
}
