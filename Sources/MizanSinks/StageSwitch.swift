import Glibc
import MizanDiagnostics

/// The one step in which a staged folder takes the place of the published one.
enum StageSwitch {
  static func run(_ place: StagePlace, folder: Int32, shown: String) throws(Failure) {
    var old = stat()
    let isReplacing = lstat(place.target, &old) == 0
    if isReplacing {
      // Whatever happened to the target since we looked, someone's own files are not touched.
      try Generation.check(place.target, shown: shown)
      try carryOver(place, shown)
      // The old files go for good below, so the new ones must have reached the disk before.
      try syncFiles(place, shown)
      fchmod(folder, old.st_mode & 0o7777)
      _ = fchown(folder, uid_t.max, old.st_gid)
    }
    guard fsync(folder) == 0 || errno == EINVAL else {
      throw OutputFault.cannotWrite(shown, errno)
    }
    if isReplacing {
      try replace(place, shown)
    } else if rename(place.staged, place.target) != 0 {
      throw OutputFault.cannotCreate(shown, errno)
    }
    syncParent(place)
  }

  /// Exchanges the two folders and removes the old one.
  private static func replace(_ place: StagePlace, _ shown: String) throws(Failure) {
    let number = exchange(place.staged, place.target)
    if number == 0 {
      syncParent(place)
      return FolderEntries.remove(place.staged)
    }
    guard number == EINVAL || number == ENOSYS || number == ENOTSUP else {
      throw OutputFault.cannotCreate(shown, number)
    }
    try renameBoth(place, shown)
  }

  /// Exchanges two paths by `renameat2`, which the Glibc module does not show to Swift.
  /// - Returns: 0, or the number of the error; `ENOSYS` where the library has no such call.
  private static func exchange(_ one: String, _ other: String) -> Int32 {
    typealias Call =
      @convention(c) (
        Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
      ) -> Int32
    guard let symbol = dlsym(nil, "renameat2") else { return ENOSYS }
    let call = unsafeBitCast(symbol, to: Call.self)
    let exchangeFlag: UInt32 = 2
    return call(AT_FDCWD, one, AT_FDCWD, other, exchangeFlag) == 0 ? 0 : errno
  }

  /// For file systems that cannot exchange: the old one goes away, the new one comes in. A run
  /// that dies between the two is repaired by the next one.
  static func renameBoth(_ place: StagePlace, _ shown: String) throws(Failure) {
    let away = String(place.lockPath.dropLast("lock".utf8.count)) + "old-\(getpid())"
    guard rename(place.target, away) == 0 else { throw OutputFault.cannotCreate(shown, errno) }
    guard rename(place.staged, place.target) == 0 else {
      let number = errno
      rename(away, place.target)
      throw OutputFault.cannotCreate(shown, number)
    }
    FolderEntries.remove(away)
  }

  /// Keeps the files that a person has put into the published folder.
  private static func carryOver(_ place: StagePlace, _ shown: String) throws(Failure) {
    for name in Generation.foreignFiles(place.target) {
      let copy = place.staged + "/" + name
      if FolderEntries.kind(copy) != nil { continue }
      guard FolderEntries.keep(place.target + "/" + name, as: copy) else {
        throw OutputFault.cannotWrite(shown + "/" + name, errno)
      }
    }
  }

  /// Waits until the bytes of every staged file are on the disk.
  static func syncFiles(_ place: StagePlace, _ shown: String) throws(Failure) {
    for name in FolderEntries.names(place.staged) ?? [] {
      let file = open(place.staged + "/" + name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      // What a person has put there may be a link or something that cannot be opened.
      guard file >= 0 else { continue }
      defer { close(file) }
      guard fdatasync(file) == 0 || errno == EINVAL || errno == EROFS else {
        throw OutputFault.cannotWrite(shown + "/" + name, errno)
      }
    }
  }

  private static func syncParent(_ place: StagePlace) {
    let parent = open(place.parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard parent >= 0 else { return }
    fsync(parent)
    close(parent)
  }
}
