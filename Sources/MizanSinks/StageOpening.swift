import Glibc
import MizanDiagnostics
import MizanRecords

/// The steps that prepare a stage: find the place, lock it, clear up after dead runs, create it.
enum StageOpening {
  static func open(_ shown: String, isPrivate: Bool = false) throws(Failure) -> StagePlace {
    let target = try resolve(shown)
    try Generation.check(target, shown: shown)
    let (parent, name) = StagePlace.split(target)
    let base = parent + "/." + short(name) + ".mizan-"
    let (lock, lockPath) = try takeLock(base + "lock", shown: shown)
    let place = StagePlace(
      target: target, staged: base + "staged-\(getpid())", lockPath: lockPath, lock: lock)
    do throws(Failure) {
      recover(target, base)
      // Looked at again: another run may have published while we waited.
      try Generation.check(target, shown: shown)
      guard mkdir(place.staged, isPrivate ? 0o700 : 0o777) == 0 else {
        throw OutputFault.cannotCreate(shown, errno)
      }
    } catch {
      place.unlock()
      throw error
    }
    return place
  }

  /// The target's path with links resolved; folders above it are created.
  private static func resolve(_ shown: String) throws(Failure) -> String {
    var path = shown
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw Failure(.cannotCreate, .outputName, ["value": ShownText.make(shown)])
    }
    if let existing = realPath(path) {
      guard existing != "/" else { throw OutputFault.notOurs(shown, "/") }
      return existing
    }
    let number = errno
    guard number == ENOENT, FolderEntries.kind(path) == nil else {
      throw OutputFault.cannotCreate(shown, number)
    }
    let (parent, name) = StagePlace.split(path)
    guard name != "." && name != ".." else { throw OutputFault.cannotCreate(shown, ENOENT) }
    try makeFolders(parent, shown: shown)
    guard let resolved = realPath(parent) else { throw OutputFault.cannotCreate(shown, errno) }
    return resolved == "/" ? "/" + name : resolved + "/" + name
  }

  private static func makeFolders(_ path: String, shown: String) throws(Failure) {
    var status = stat()
    if stat(path, &status) == 0 { return }
    let (parent, _) = StagePlace.split(path)
    if parent != path { try makeFolders(parent, shown: shown) }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw OutputFault.cannotCreate(shown, errno)
    }
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// A name that leaves room for our ending; long names are replaced by their digest.
  private static func short(_ name: String) -> String {
    name.utf8.count <= 200 ? name : String(SHA256.hex(Array(name.utf8)).prefix(40))
  }

  /// Locks a file by `flock`, which the system lets go when a run dies.
  private static func takeLock(
    _ path: String, shown: String
  ) throws(Failure) -> (Int32, String) {
    while true {
      let lock = Glibc.open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666)
      guard lock >= 0 else { throw OutputFault.cannotCreate(shown, errno) }
      while flock(lock, LOCK_EX | LOCK_NB) != 0 {
        let number = errno
        if number == EINTR { continue }
        close(lock)
        guard number == EWOULDBLOCK else { throw OutputFault.cannotCreate(shown, number) }
        throw Failure(
          .busy, .outputBusy, at: Place(shown), ["value": ShownText.make(shown)])
      }
      // The holder before us may have removed the file between our open and our lock.
      var held = stat()
      var named = stat()
      if fstat(lock, &held) == 0, lstat(path, &named) == 0, held.st_ino == named.st_ino,
        held.st_dev == named.st_dev
      {
        return (lock, path)
      }
      close(lock)
    }
  }

  /// Clears up after runs that died. We hold the lock, so no stage beside ours is alive.
  private static func recover(_ target: String, _ base: String) {
    let (parent, prefix) = StagePlace.split(base)
    for name in FolderEntries.names(parent) ?? [] where name.hasPrefix(prefix) {
      let path = parent + "/" + name
      guard FolderEntries.kind(path) == S_IFDIR else { continue }
      if name.hasPrefix(prefix + "old-"), FolderEntries.kind(target) == nil {
        rename(path, target)
      } else if name.hasPrefix(prefix + "old-") || name.hasPrefix(prefix + "staged-") {
        FolderEntries.remove(path)
      }
    }
  }
}
