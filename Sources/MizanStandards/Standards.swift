public import MizanDiagnostics
import MizanRecords
import Synchronization

/// The canonical standard with its code lists and country packs, read from `standards/`.
///
/// Only the schema is read at once; a list or a country is read when it is first asked for.
///
/// ```swift
/// let standards = try Standards(folder: StandardsFolder.find())
/// standards.list("sex")?.entry(code: "F")?.name(in: "fr")   // Féminin
/// ```
public struct Standards: Sendable {
  /// The standard's name and version, as mappings write it.
  public let version = "eie-core@1"
  /// The folder that the standard was read from.
  public let folder: String
  /// The tables in the order of the schema.
  public let tables: [StandardTable]
  private let lists = Shelf<CodeList>()
  private let countries = Shelf<CountryPack>()
  private let files: Once<Names>
  private let texts: Once<Messages>

  private struct Names: Sendable {
    var lists: [String]
    var countries: [String]
  }

  /// Reads the schema of a folder.
  /// - Throws: a ``Failure`` of kind `missing` when `schema/fields.csv` cannot be opened, and
  ///   `mapping` when it is wrong.
  public init(folder: String) throws(Failure) {
    self.folder = folder
    tables = try SchemaReader.read(folder)
    texts = Once { MessageReader.read(folder + "/messages") }
    files = Once {
      Names(
        lists: FolderListing.names(in: folder + "/lists", suffix: ".csv"),
        countries: FolderListing.all(in: folder + "/countries").filter {
          FolderListing.isFolder(folder + "/countries/" + $0)
        })
    }
  }

  /// The names of all code lists, in alphabetic order.
  public var listNames: [String] { (try? files.value())?.lists ?? [] }

  /// The ISO 3166-1 alpha-3 codes of all countries that have a pack, in alphabetic order.
  public var countryCodes: [String] { (try? files.value())?.countries ?? [] }

  /// The table with this name, such as `observation`.
  public func table(_ name: String) -> StandardTable? { tables.first { $0.name == name } }

  /// The code list with this name, such as `sex`; nil when there is none, or when its file cannot
  /// be read: ``read(list:)`` tells why.
  public func list(_ name: String) -> CodeList? { (try? read(list: name)) ?? nil }

  /// The code list with this name; nil when there is none.
  /// - Throws: a ``Failure`` when its file is there and cannot be read.
  public func read(list name: String) throws(Failure) -> CodeList? {
    guard Standards.isName(name) else { return nil }
    let path = "\(folder)/lists/\(name).csv"
    return try lists.take(name, path) { () throws(Failure) in
      try CodeList(file: path, name: name)
    }
  }

  /// The pack of a country by its ISO 3166-1 alpha-3 code; nil when there is none.
  /// - Throws: a ``Failure`` when its profile or its grades cannot be read.
  public func country(_ iso3: String) throws(Failure) -> CountryPack? {
    guard Standards.isName(iso3) else { return nil }
    let path = "\(folder)/countries/\(iso3)"
    return try countries.take(iso3, path) { () throws(Failure) in
      try CountryPack(folder: path, iso3: iso3, grades: self)
    }
  }

  /// The texts of all codes, from every file of `messages/`, read once; what cannot be read is left
  /// out.
  public func messages() -> Messages { (try? texts.value()) ?? Messages() }

  /// Names of files come from mappings: letters, digits and underscores only.
  private static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        byte == 95 || byte &- 48 < 10 || byte | 32 &- 97 < 26
      }
  }
}

/// Things read from files, each once.
private final class Shelf<Value: Sendable>: Sendable {
  private let kept = Mutex<[String: Result<Value?, Failure>]>([:])

  /// The thing under a name, made when it is not there yet; nil when `path` does not exist.
  func take(
    _ name: String, _ path: String, _ make: () throws(Failure) -> Value
  ) throws(Failure) -> Value? {
    let result = kept.withLock { kept in
      if let known = kept[name] { return known }
      let result = Result<Value?, Failure> { () throws(Failure) in
        FolderListing.exists(path) ? try make() : nil
      }
      kept[name] = result
      return result
    }
    return try result.get()
  }
}
