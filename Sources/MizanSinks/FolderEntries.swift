import Glibc

/// Names and kinds of what lies in a folder.
enum FolderEntries {
  /// The names in a folder without `.` and `..`, in byte order; nil when it cannot be read.
  static func names(_ path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// The kind bits of what lies at a path, symbolic links not followed; nil when nothing does.
  static func kind(_ path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  /// Removes a folder and the files in it; we write no folders inside folders. A few rounds,
  /// because another thread may still be creating a file.
  static func remove(_ path: String) {
    for _ in 0..<4 {
      for name in names(path) ?? [] { unlink(path + "/" + name) }
      if rmdir(path) == 0 || errno == ENOENT { return }
    }
  }

  /// Gives a file a second name, or copies it where the file system knows no second names.
  static func keep(_ path: String, as copy: String) -> Bool {
    if link(path, copy) == 0 { return true }
    let source = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard source >= 0 else { return false }
    defer { close(source) }
    let target = open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard target >= 0 else { return false }
    defer { close(target) }
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(source, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return count == 0 }
      let isWritten = block[..<count].withUnsafeBytes { bytes in
        do throws(BlockWriter.Fault) {
          try BlockWriter.writeAll(bytes, to: target)
          return true
        } catch {
          return false
        }
      }
      guard isWritten else { return false }
    }
  }
}
