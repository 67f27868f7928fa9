import Glibc

/// The names in a folder, in order of their bytes.
enum FolderListing {
  /// The names of all files that end in `suffix`, without it; empty when there is no such folder.
  static func names(in folder: String, suffix: String) -> [String] {
    all(in: folder).filter { $0.hasSuffix(suffix) && $0.utf8.count > suffix.utf8.count }
      .map { String($0.dropLast(suffix.count)) }
  }

  /// All names but those that begin with a dot.
  static func all(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether there is anything at a path.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether a path is a folder.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
