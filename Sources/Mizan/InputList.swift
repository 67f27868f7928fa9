import Glibc
public import MizanDiagnostics
import MizanDoors
import MizanFormats
public import MizanRecords

/// Turns the words of a command line into files: names, folders, patterns, lists.
public enum InputList {
  /// The files that the words stand for, each once, in the order of the words.
  ///
  /// A folder stands for the tables in it and below it, sorted by name; a pattern for what fits;
  /// `@list.txt` for the lines of a text file; `-` for standard input. An archive stands for the
  /// tables in it. A name that differs from
  /// the one on the disk in the composition of its accents only is found all the same.
  /// - Throws: a ``Failure`` of kind `missing` when a word stands for nothing.
  public static func expand(_ words: [String]) throws(Failure) -> [Input] {
    var paths: [String] = []
    for word in words {
      if word.hasPrefix("@"), !exists(word) {
        let list = String(word.dropFirst())
        let bytes = try SmallFile.read(list, limit: 16 << 20)
        for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
          paths += try files(trimmed(line))
        }
      } else {
        paths += try files(word)
      }
    }
    var seen: Set<[UInt8]> = []
    return paths.filter { seen.insert(Array($0.utf8)).inserted }.flatMap(inputs)
  }

  /// An archive stands for the tables in it; `archive.zip ▸ name.csv` for one of them.
  private static func inputs(_ path: String) -> [Input] {
    guard case .file = Door(path) else { return [input(path)] }
    if !exists(path), let mark = path.firstRange(of: Input.entryMark) {
      let around = String(path[..<mark.lowerBound])
      let found = ZipContent.expand(PathBytes.input(around)).filter { $0.path == path }
      if !found.isEmpty { return found }
    }
    return isFolder(path) ? [PathBytes.input(path)] : ZipContent.expand(PathBytes.input(path))
  }

  /// The input that `source.csv` names: a file, one table of an archive, or what is no file.
  static func recorded(_ path: String) -> Input {
    inputs(path).first { $0.path == path } ?? input(path)
  }

  /// The input of a path, or of a word that is no file.
  static func input(_ word: String) -> Input {
    switch Door(word) {
    case .address: Input(path: word, name: AddressDoor.fileName(word))
    case .database: Input(path: word, name: DatabaseDoor.name(word))
    case .file: PathBytes.input(word)
    }
  }

  private static func trimmed(_ line: Substring) -> String {
    var line = line
    while line.last?.isWhitespace ?? false { line.removeLast() }
    while line.first?.isWhitespace ?? false { line.removeFirst() }
    return String(line)
  }

  private static func files(_ word: String) throws(Failure) -> [String] {
    if Door(word) != .file { return [word] }
    if word == "-" || word.isEmpty { return word.isEmpty ? [] : [word] }
    if isFolder(word) {
      // A folder named like a table is told by the format; one with another name is looked into.
      if isTable(word) { return [word] }
      let found = FolderWalk.files(in: word).filter { isTable($0) }
      if found.isEmpty { throw Failure(.missing, .folderEmpty, at: Place(word), ["value": word]) }
      return found
    }
    if exists(word) { return [word] }
    if word.contains(where: { "*?[".contains($0) }) {
      let found = matches(word)
      if found.isEmpty { throw Failure(.missing, .patternEmpty, at: Place(word), ["value": word]) }
      return found
    }
    return [FolderWalk.twin(of: word) ?? word]
  }

  private static func exists(_ path: String) -> Bool { PathBytes.status(path) != nil }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func isTable(_ path: String) -> Bool { FormatCatalog.isTableName(path) }

  private static func matches(_ pattern: String) -> [String] {
    var result = glob_t()
    defer { globfree(&result) }
    guard glob(pattern, 0, nil, &result) == 0 else { return [] }
    return (0..<Int(result.gl_pathc)).compactMap { index in
      result.gl_pathv[index].map { String(cString: $0) }
    }
  }
}

/// Walks folders in an order that does not depend on the file system.
enum FolderWalk {
  /// All files below a folder, sorted by the bytes of their paths; hidden ones are left out.
  static func files(in folder: String) -> [String] {
    var files: [String] = []
    var open = [folder]
    while let next = open.popLast() {
      for name in names(in: next) where !name.hasPrefix(".") {
        let path = next.hasSuffix("/") ? next + name : next + "/" + name
        // Two names that look the same cannot be told apart by their text: reading tells it.
        switch (PathBytes.status(path)?.st_mode ?? S_IFREG) & S_IFMT {
        case S_IFDIR: open.append(path)
        case S_IFREG: files.append(path)
        default: break
        }
      }
    }
    return files.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// The path whose name differs only in the composition of its accents.
  static func twin(of path: String) -> String? {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
    guard let found = names(in: folder).first(where: { $0 == name }) else { return nil }
    return slash == nil ? found : folder + "/" + found
  }

  static func names(in folder: String) -> [String] {
    PathBytes.names(in: PathBytes.bytes(of: folder) ?? Array(folder.utf8))
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

extension Code {
  static let folderEmpty = Code("FOLDER_EMPTY", .error)
  static let patternEmpty = Code("PATTERN_EMPTY", .error)
}
