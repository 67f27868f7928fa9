import Glibc
public import MizanDiagnostics

/// A whole generation of output files that becomes visible in one step.
///
/// Files are written to a hidden folder beside the target. ``publish()`` exchanges the two; a
/// crash before that leaves the last good output as it was. Files that a person has put into a
/// published folder are carried over.
///
/// ```swift
/// let stage = try StagedFolder(target: "out")
/// let file = try stage.create("facility.csv")
/// try file.write(bytes)
/// _ = try file.finish()
/// try stage.publish()
/// ```
public final class StagedFolder {
  /// The target as the user named it.
  public let target: String
  private let register: StageRegister
  private let id: Int
  private let folder: Int32
  private var files: [StagedFile] = []
  private var names: Set<String> = []

  /// Locks the target, clears up after dead runs and creates the hidden folder.
  /// - Parameter isPrivate: whether only this user may look into the stage, as where it lies among
  ///   files of others.
  /// - Throws: a ``Failure`` of kind `cannotCreate` (`OUTPUT_UNWRITABLE`; `OUTPUT_NOT_OURS` when
  ///   the target is a file or a folder that no run of ours wrote), `cannotWrite` when the disk
  ///   is full, `busy` when another run holds the target.
  public convenience init(target: String, isPrivate: Bool = false) throws(Failure) {
    try self.init(target: target, isPrivate: isPrivate, register: .shared)
  }

  /// As ``init(target:)``, known to a register of its own.
  init(target: String, isPrivate: Bool = false, register: StageRegister) throws(Failure) {
    self.target = target
    self.register = register
    let place = try StageOpening.open(target, isPrivate: isPrivate)
    folder = open(place.staged, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else {
      let number = errno
      place.abandon()
      throw OutputFault.cannotCreate(target, number)
    }
    id = register.add(place)
  }

  deinit {
    abandon()
    if folder >= 0 { close(folder) }
  }

  /// Files up to this size are digested with SHA-256, unless the caller says otherwise: 16 MB.
  public static let digestLimit = 16 << 20

  /// Files beyond this size have no digest; for files created after it was set.
  public var digestLimit = StagedFolder.digestLimit

  /// Creates a file in the staged folder.
  /// - Parameter name: A plain name without `/`; not used before.
  /// - Throws: a ``Failure`` of kind `cannotCreate`, or `interrupted` after ``abandonAll()``.
  public func create(_ name: String) throws(Failure) -> StagedFile {
    let isPlain =
      !name.isEmpty && name != "." && name != ".."
      && !name.utf8.contains { $0 == 0x2F || $0 == 0 }
    guard isPlain, names.insert(name).inserted else {
      throw Failure(.cannotCreate, .outputName, ["value": ShownText.make(name)])
    }
    guard register.isOpen(id) else { throw StagedFolder.ended() }
    let descriptor = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw OutputFault.cannotCreate(target + "/" + name, errno)
    }
    let file = StagedFile(
      name, descriptor: descriptor, shownPath: target + "/" + name, digestLimit: digestLimit)
    files.append(file)
    return file
  }

  /// The path of a staged file, for reading it back before it is published.
  public func path(of name: String) -> String? {
    files.contains { $0.name == name } ? "/proc/self/fd/\(folder)/\(name)" : nil
  }

  /// Takes a staged file away again; nothing happens when there is none of that name.
  public func discard(_ name: String) {
    guard files.contains(where: { $0.name == name }) else { return }
    files.removeAll { $0.name == name }
    unlinkat(folder, name, 0)
  }

  /// Makes the staged files the published ones, in one step.
  /// - Throws: a ``Failure`` of kind `cannotWrite` or `cannotCreate`; the target is then as it
  ///   was. Of kind `interrupted` when the stage was abandoned before.
  public func publish() throws(Failure) {
    do throws(Failure) {
      for file in files { _ = try file.finish() }
    } catch {
      abandon()
      throw error
    }
    guard let place = register.take(id) else { throw StagedFolder.ended() }
    defer { place.unlock() }
    do throws(Failure) {
      try StageSwitch.run(place, folder: folder, shown: target)
    } catch {
      FolderEntries.remove(place.staged)
      throw error
    }
  }

  /// Removes what was staged and leaves the target as it was. Nothing happens after a publish.
  public func abandon() { register.take(id)?.abandon() }

  /// Abandons every stage of this process; for the handler of a dispatch signal source, after
  /// which the process ends. A publication that has begun is left to finish.
  public static func abandonAll() { StageRegister.shared.abandonAll() }

  private static func ended() -> Failure { Failure(.interrupted, .interrupted) }
}
