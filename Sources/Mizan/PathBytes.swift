import Glibc
import MizanRecords

/// Finds paths whose names on the disk are no UTF-8.
///
/// The words of a command and the names of a folder come as text, with U+FFFD for what is none.
/// Such a text names a file when exactly one name of its folder looks like it.
enum PathBytes {
  private static let unreadable: Unicode.Scalar = "\u{FFFD}"

  /// The file that a path names; with the bytes of the path where its text is not enough.
  static func input(_ path: String) -> Input { Input(path: path, bytes: bytes(of: path)) }

  /// The bytes of a path that cannot be opened by its text; nil where the text will do or where
  /// none or several names look like it.
  static func bytes(of path: String) -> [UInt8]? {
    guard path.unicodeScalars.contains(unreadable), !exists(Array(path.utf8)) else { return nil }
    var found: [UInt8] = path.hasPrefix("/") ? [47] : []
    for part in path.split(separator: "/") {
      let plain = found + Array(part.utf8)
      if exists(plain) {
        found = plain
      } else {
        let twins = names(in: found.isEmpty ? [46] : found).filter {
          String(decoding: $0, as: UTF8.self).unicodeScalars.elementsEqual(part.unicodeScalars)
        }
        guard twins.count == 1 else { return nil }
        found += twins[0]
      }
      found.append(47)
    }
    found.removeLast()
    return found
  }

  /// Whether something of this name is there; a link counts by itself.
  static func exists(_ path: [UInt8]) -> Bool {
    var status = stat()
    return lstat(terminated(path), &status) == 0
  }

  /// What the system knows about a path, found by its bytes where its text is not enough.
  static func status(_ path: String) -> stat? {
    var status = stat()
    if lstat(path, &status) == 0 { return status }
    guard let bytes = bytes(of: path) else { return nil }
    return lstat(terminated(bytes), &status) == 0 ? status : nil
  }

  /// The names in a folder as bytes, without `.` and `..`.
  static func names(in folder: [UInt8]) -> [[UInt8]] {
    guard let handle = opendir(terminated(folder)) else { return [] }
    defer { closedir(handle) }
    var names: [[UInt8]] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [46] && name != [46, 46] { names.append(name) }
    }
    return names
  }

  private static func terminated(_ path: [UInt8]) -> [CChar] {
    path.map { CChar(bitPattern: $0) } + [0]
  }
}
