/// A file to read, and the name by which people know it.
///
/// Names on a disk are bytes. A path that is no UTF-8 is shown with U+FFFD for what cannot be read,
/// and keeps its bytes beside it.
public struct Input: Sendable, Hashable {
  /// The path as given, relative to the working folder or absolute.
  public let path: String
  /// The last part of the path, shown in messages.
  public var name: String

  /// The path as the system takes it, ended by a zero.
  package let systemPath: [CChar]

  /// What came through a door and is kept, where the path is no file: an address, a database, what
  /// a plug-in printed.
  package private(set) var held: HeldFile?

  /// An input whose bytes are kept already.
  package init(path: String, name: String, held: HeldFile) {
    self.init(path: path, name: name)
    self.held = held
  }

  /// - Parameter bytes: the bytes of a path that is no UTF-8, without a zero.
  public init(path: String, name: String? = nil, bytes: [UInt8]? = nil) {
    self.path = path
    systemPath = (bytes ?? Array(path.utf8)).map { CChar(bitPattern: $0) } + [0]
    self.name = name ?? String(path.split(separator: "/").last ?? Substring(path))
  }
}
