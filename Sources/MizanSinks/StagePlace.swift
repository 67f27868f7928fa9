import Glibc
import MizanDiagnostics
import Synchronization

/// Where one staged folder lives, with the lock that keeps other runs away.
struct StagePlace: Sendable {
  /// The published folder, links resolved.
  let target: String
  /// The hidden sibling that is written.
  let staged: String
  let lockPath: String
  let lock: Int32

  /// The folder that holds target, stage and lock.
  var parent: String { StagePlace.split(target).parent }

  /// Removes the lock file while it is still locked, then lets it go.
  func unlock() {
    unlink(lockPath)
    close(lock)
  }

  func abandon() {
    FolderEntries.remove(staged)
    unlock()
  }

  /// The folder and the name of a path.
  static func split(_ path: String) -> (parent: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return (".", path) }
    let parent = String(path[..<slash])
    return (parent.isEmpty ? "/" : parent, String(path[path.utf8.index(after: slash)...]))
  }
}

/// The stages that are neither published nor abandoned. Whoever takes a stage out of the register
/// ends it, so that it is ended once.
final class StageRegister: Sendable {
  /// The stages of this process.
  static let shared = StageRegister()

  private let open = Mutex<(next: Int, places: [Int: StagePlace])>((0, [:]))

  func add(_ place: StagePlace) -> Int {
    open.withLock { register in
      register.next += 1
      register.places[register.next] = place
      return register.next
    }
  }

  func take(_ id: Int) -> StagePlace? {
    open.withLock { $0.places.removeValue(forKey: id) }
  }

  func isOpen(_ id: Int) -> Bool { open.withLock { $0.places[id] != nil } }

  /// Removes every stage from the disk, the oldest first.
  func abandonAll() {
    let places = open.withLock { register in
      let places = register.places.sorted { $0.key < $1.key }.map(\.value)
      register.places = [:]
      return places
    }
    for place in places { place.abandon() }
  }
}
