/// A file to read, and the name by which people know it.
public struct Input: Sendable, Hashable {
  /// The path as given, relative to the working folder or absolute.
  public var path: String
  /// The last part of the path, shown in messages.
  public var name: String

  public init(path: String, name: String? = nil) {
    self.path = path
    self.name = name ?? String(path.split(separator: "/").last ?? Substring(path))
  }
}
