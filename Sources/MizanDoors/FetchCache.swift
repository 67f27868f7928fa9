import Glibc
import MizanRecords

/// Files fetched before, under the SHA-256 of their bytes; a small file under that of the address
/// says which. A file whose bytes do not fit its name any more is not used.
struct FetchCache {
  private let folder: String?
  private let seconds: Int

  init(_ rules: Settings.Addresses, settingsFolder: String) {
    seconds = rules.cacheSeconds
    if let cache = rules.cache {
      folder = cache.hasPrefix("/") || settingsFolder.isEmpty ? cache : settingsFolder + "/" + cache
    } else if let home = FetchCache.variable("XDG_CACHE_HOME") {
      folder = home + "/mizan"
    } else {
      folder = FetchCache.variable("HOME").map { $0 + "/.cache/mizan" }
    }
  }

  /// The file of an address, if it was fetched lately.
  func find(_ address: String) -> HeldFile? {
    guard let folder, seconds > 0 else { return nil }
    let note = folder + "/" + SHA256.hex(Array(address.utf8)) + ".address"
    var status = stat()
    guard stat(note, &status) == 0, time(nil) &- status.st_mtim.tv_sec <= seconds,
      time(nil) >= status.st_mtim.tv_sec,
      let bytes = try? SmallFile.read(note, limit: 1 << 13)
    else { return nil }
    let hash = String(decoding: bytes.prefix(64), as: UTF8.self)
    guard hash.utf8.count == 64, hash.utf8.allSatisfy({ 48...57 ~= $0 || 97...102 ~= $0 }),
      String(decoding: bytes.dropFirst(65), as: UTF8.self) == address + "\n"
    else { return nil }
    let file = Glibc.open(folder + "/" + hash, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
    let held = HeldFile(taking: file)
    return held.sha256() == hash ? held : nil
  }

  /// Puts a file into the cache; nil when it cannot be kept there.
  func keep(_ held: HeldFile, _ address: String) -> HeldFile? {
    guard let folder, seconds > 0, FetchCache.make(folder) else { return nil }
    let draft = "\(folder)/.draft-\(getpid())"
    unlink(draft)
    let file = Glibc.open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return nil }
    let copy = HeldFile(taking: file)
    let hash = held.sha256()
    guard (try? copy.append(held)) != nil, rename(draft, folder + "/" + hash) == 0,
      (try? AtomicFile.write(
        Array("\(hash)\n\(address)\n".utf8),
        to: folder + "/" + SHA256.hex(Array(address.utf8)) + ".address")) != nil
    else {
      unlink(draft)
      return nil
    }
    return copy
  }

  /// Makes a folder and those above it.
  private static func make(_ folder: String) -> Bool {
    if mkdir(folder, 0o700) == 0 || errno == EEXIST { return true }
    guard errno == ENOENT, let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else {
      return false
    }
    return make(String(folder[..<slash])) && (mkdir(folder, 0o700) == 0 || errno == EEXIST)
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
  }
}
