import Glibc
import MizanDiagnostics

/// The name of an element as the parser holds it: bytes that end with a zero.
struct XMLName {
  /// The namespace of inclusions, which are never followed.
  static let include = "http://www.w3.org/2001/XInclude"
  /// The namespace of hints about schemas, which say nothing about the data.
  static let instance = "http://www.w3.org/2001/XMLSchema-instance"

  let local: UnsafePointer<UInt8>
  let prefix: UnsafePointer<UInt8>?
  let uri: UnsafePointer<UInt8>?

  /// The text of a name; empty for none.
  static func text(_ bytes: UnsafePointer<UInt8>?) -> String {
    guard let bytes else { return "" }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: length(bytes)), as: UTF8.self)
  }

  /// The text of a name, cut and escaped for a message.
  static func shown(_ bytes: UnsafePointer<UInt8>?) -> String { ShownText.make(text(bytes)) }

  static func length(_ bytes: UnsafePointer<UInt8>) -> Int {
    strlen(UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self))
  }
}

/// The attributes of an element that begins; valid only while it is told.
struct XMLAttributes {
  let count: Int
  private let values: UnsafeMutablePointer<UnsafePointer<UInt8>?>

  @inline(__always)
  init(_ values: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int) {
    self.count = values == nil ? 0 : max(0, count)
    self.values = values ?? XMLAttributes.none
  }

  private nonisolated(unsafe) static let none =
    UnsafeMutablePointer<UnsafePointer<UInt8>?>.allocate(capacity: 1)

  // The parser gives five addresses for each: name, prefix, namespace, first byte of the value, end.

  @inline(__always) func name(_ index: Int) -> UnsafePointer<UInt8> {
    values[index &* 5].unsafelyUnwrapped
  }
  @inline(__always) func prefix(_ index: Int) -> UnsafePointer<UInt8>? { values[index &* 5 &+ 1] }
  @inline(__always) func uri(_ index: Int) -> UnsafePointer<UInt8>? { values[index &* 5 &+ 2] }
  @inline(__always) func value(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    guard let start = values[index &* 5 &+ 3], let end = values[index &* 5 &+ 4] else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    return UnsafeBufferPointer(start: start, count: end - start)
  }

  /// An attribute's value as text, found by its name without a prefix.
  func text(_ name: String) -> String? {
    for index in 0..<count where XMLName.text(self.name(index)) == name {
      return String(decoding: value(index), as: UTF8.self)
    }
    return nil
  }
}
