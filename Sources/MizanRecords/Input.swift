import MizanDiagnostics

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

  /// The name of an entry of an archive as its bytes stand there; nil for the file itself.
  package let entry: [UInt8]?
  private let around: [Input]

  /// The archive in which the entry lies; nil for a file of its own.
  package var archive: Input? { around.first }

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
    entry = nil
    around = []
    self.name = name ?? String(path.split(separator: "/").last ?? Substring(path))
  }

  /// An entry of an archive, shown as `archive.zip ▸ name.csv`.
  package init(archive: Input, entry: [UInt8]) {
    let shown = ShownText.make(String(decoding: entry, as: UTF8.self), limit: 240)
    path = archive.path + Input.entryMark + shown
    name = archive.name + Input.entryMark + shown
    systemPath = archive.systemPath
    self.entry = entry
    around = [archive]
  }

  /// The content of a file that is packed with gzip; it keeps the names of the file.
  package var unpacked: Input { Input(unpacking: self) }

  /// Whether this is the content of a packed file.
  package var isUnpacked: Bool { entry == [] }

  private init(unpacking file: Input) {
    path = file.path
    name = file.name
    systemPath = file.systemPath
    entry = []
    around = [file]
  }

  /// What stands between the name of an archive and that of its entry.
  package static let entryMark = " ▸ "
}
