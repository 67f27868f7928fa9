import CSystem
import Glibc
public import MizanDiagnostics
public import MizanRecords

/// Starts a program that a mapping names and the settings permit, and keeps the table it prints.
///
/// The program gets no shell, no standard input, no environment of ours, and bounds of time, memory
/// and output. Nothing is read of it before it has ended well.
public struct PlugInDoor: Sendable {
  private let settings: Settings

  public init(_ settings: Settings) { self.settings = settings }

  /// Runs a program for one file.
  ///
  /// - Parameters:
  ///   - words: the program and its arguments; `{file}` stands for the file's whole path.
  ///   - folder: the folder of the mapping, to which the program's path is relative.
  /// - Returns: an input with what the program printed.
  /// - Throws: a ``Failure`` of kind `mapping` when the program is not permitted, `missing` when it
  ///   is not there, `unreadable` when it fails, hangs, or prints too much.
  public func open(
    _ words: [String], for input: Input, folder: String, _ findings: inout Findings
  ) throws(Failure) -> Input {
    let program = try permitted(words.first ?? "", folder, input)
    guard input.held == nil, input.path != "-",
      let real = input.systemPath.withUnsafeBufferPointer({ PlugInDoor.resolved($0.baseAddress) })
    else {
      throw Failure(
        .missing, .plugInNeedsFile, at: Place(input.name),
        ["value": ShownText.make(words.first ?? "")])
    }
    let name = ShownText.make(String(program.split(separator: "/").last ?? ""))
    let arguments = words.dropFirst().map { PlugInDoor.filled($0, file: real) }
    var run = try ChildRun(
      Array(program.utf8), arguments, settings.plugIns, place: Place(input.name), name: name)
    let held = try run.finish()
    for line in run.lines {
      findings.add(
        .plugInSays, at: Place(input.name), column: name, value: line,
        ["column": name, "value": line])
    }
    return Input(path: input.path, name: "\(input.name) ▸ \(name)", held: held)
  }

  /// The whole path of a program that the settings permit.
  private func permitted(
    _ word: String, _ folder: String, _ input: Input
  ) throws(Failure) -> String {
    // Without a slash it would be looked for in places that others may write to.
    let path = PlugInDoor.resolved(PlugInDoor.joined(folder, word))
    let known = settings.plugIns.allow.map { entry in
      PlugInDoor.resolved(PlugInDoor.joined(settings.folder, entry))
    }
    guard word.contains("/"), path == nil || known.contains(path) else {
      throw Failure(
        .mapping, .plugInNotAllowed, at: Place(input.name),
        ["value": ShownText.make(word), "known": Settings.fileName])
    }
    guard let path, access(path, X_OK) == 0 else {
      throw Failure(
        .missing, .plugInMissing, at: Place(input.name), ["value": ShownText.make(word)])
    }
    return path
  }

  private static func joined(_ folder: String, _ path: String) -> String {
    path.hasPrefix("/") || folder.isEmpty ? path : folder + "/" + path
  }

  private static func resolved(_ path: UnsafePointer<CChar>?) -> [UInt8]? {
    guard let path, let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return UnsafeBufferPointer(start: real, count: strlen(real)).map { UInt8(bitPattern: $0) }
  }

  private static func resolved(_ path: String) -> String? {
    path.withCString { resolved($0) }.map { String(decoding: $0, as: UTF8.self) }
  }

  /// A word with the file's path in place of `{file}`; a path need not be text.
  static func filled(_ word: String, file: [UInt8]) -> [UInt8] {
    let word = Array(word.utf8)
    let gap = Array("{file}".utf8)
    var result: [UInt8] = []
    var at = 0
    while at < word.count {
      if word[at...].starts(with: gap) {
        result += file
        at += gap.count
      } else {
        result.append(word[at])
        at += 1
      }
    }
    return result
  }
}

extension Code {
  static let plugInNotAllowed = Code("PLUG_IN_NOT_ALLOWED", .error)
  static let plugInMissing = Code("PLUG_IN_MISSING", .error)
  static let plugInNeedsFile = Code("PLUG_IN_NEEDS_FILE", .error)
  static let plugInSays = Code("PLUG_IN_SAYS", .warning)
}
