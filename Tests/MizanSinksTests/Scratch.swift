import Glibc
import MizanDiagnostics

@testable import MizanSinks

/// A folder of its own for one test, removed with everything in it at the end.
final class Scratch {
  let path: String

  init() {
    var template = Array("/tmp/mizan-sinks-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  }

  deinit { Scratch.remove(path) }

  subscript(_ name: String) -> String { path + "/" + name }

  func write(_ text: String, to name: String) {
    let descriptor = open(self[name], O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    _ = text.utf8CString.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count - 1) }
    close(descriptor)
  }

  /// A folder as an earlier run has left it.
  func publishedFolder(_ name: String, _ files: [String: String]) {
    mkdir(self[name], 0o755)
    let listed = files.keys.sorted().map { "{\"path\":\"\($0)\"}" }.joined(separator: ",")
    write("{\"schema\":\"mizan.result/1\",\"outputs\":[\(listed)]}\n", to: name + "/result.json")
    for (file, text) in files { write(text, to: name + "/" + file) }
  }

  func text(_ name: String) -> String? { Scratch.text(self[name]) }

  /// The names in a folder, hidden ones too.
  func names(_ folder: String = "") -> [String] {
    FolderEntries.names(folder.isEmpty ? path : self[folder]) ?? []
  }

  static func text(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return drain(descriptor)
  }

  static func drain(_ descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &block, block.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += block[..<count]
    }
  }

  private static func remove(_ path: String) {
    if FolderEntries.kind(path) == S_IFDIR {
      chmod(path, 0o755)
      for name in FolderEntries.names(path) ?? [] { remove(path + "/" + name) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}

extension ByteSink {
  func write(text: String) throws(Failure) {
    var failure: Failure?
    Array(text.utf8).withUnsafeBytes { bytes in
      do throws(Failure) { try write(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }
}

/// The failure that a body throws, nil when it throws none.
func failure(of body: () throws(Failure) -> Void) -> Failure? {
  do throws(Failure) {
    try body()
    return nil
  } catch {
    return error
  }
}
