import Glibc
public import MizanDiagnostics
import MizanStandardsData
import Synchronization

/// Finds the folder of the standard on this machine.
public enum StandardsFolder {
  /// The folder that holds `schema`, `lists`, `countries` and `messages`.
  ///
  /// The folder named by ``use(_:)`` counts alone. Else looked for in this order:
  /// `$MIZAN_HOME/standards`; the resources beside the program;
  /// `share/mizan/standards` and `standards` beside the program's folder; the folder of the
  /// sources, for development.
  /// - Throws: a ``Failure`` of kind `missing` that names every place tried.
  public static func find() throws(Failure) -> String {
    if let folder = chosen.withLock({ $0 }) {
      guard isStandard(folder) else {
        throw Failure(.missing, .standardsMissing, at: Place(folder), ["known": folder])
      }
      return folder
    }
    let home = getenv("MIZAN_HOME").map { String(cString: $0) }
    return try find(home: home, program: program(), sources: StandardsData.sourceFolder)
  }

  private static let chosen = Mutex<String?>(nil)

  /// Takes the standard from this folder and from nowhere else; nil looks in the usual places.
  public static func use(_ folder: String?) { chosen.withLock { $0 = folder } }

  static func find(
    home: String?, program: String?, sources: String
  ) throws(Failure) -> String {
    var places: [String] = []
    if let home, !home.isEmpty { places.append(home + "/standards") }
    if let program, let slash = program.lastIndex(of: "/") {
      let folder = String(program[..<slash])
      places.append(folder + "/" + StandardsData.bundleName)
      places.append(folder + "/../share/mizan/standards")
      places.append(folder + "/../standards")
    }
    places.append(sources)
    for place in places where isStandard(place) { return place }
    throw Failure(.missing, .standardsMissing, ["known": places.joined(separator: ", ")])
  }

  private static func isStandard(_ folder: String) -> Bool {
    access(folder + "/schema/fields.csv", R_OK) == 0 && FolderListing.isFolder(folder + "/lists")
  }

  /// The path of the running program.
  private static func program() -> String? {
    let limit = 4096
    var path = [CChar](repeating: 0, count: limit)
    let length = readlink("/proc/self/exe", &path, limit)
    let bytes = path.prefix(max(0, length)).map { UInt8(bitPattern: $0) }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}

extension Code {
  static let standardsMissing = Code("STANDARDS_MISSING", .error)
}
