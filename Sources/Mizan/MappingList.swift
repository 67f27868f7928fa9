import Glibc
public import MizanDiagnostics

/// Turns the words of `mizan check` and `mizan test` into mappings and standards.
public enum MappingList {
  /// One thing to check.
  public enum Item: Sendable, Hashable {
    case mapping(String)
    /// A folder with `schema/` and `lists/`.
    case standards(String)
  }

  /// A file stands for itself; a folder for the `*.map.yaml` files in it and below it, or for a
  /// standard.
  /// - Throws: a ``Failure`` of kind `missing` when there is none.
  public static func expand(_ path: String) throws(Failure) -> [Item] {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      return [.mapping(path)]
    }
    let folder = path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path
    let names = FolderWalk.names(in: folder)
    if names.contains("schema") && names.contains("lists") { return [.standards(folder)] }
    let found = FolderWalk.files(in: folder).filter { $0.hasSuffix(".map.yaml") }
    if found.isEmpty { throw Failure(.missing, .mappingsNone, at: Place(path), ["value": path]) }
    return found.map { .mapping($0) }
  }
}

extension Code {
  static let mappingsNone = Code("FOLDER_NO_MAPPING", .error)
}
