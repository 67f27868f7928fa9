import Glibc
import MizanDiagnostics

/// A published folder: which of its files are ours, and which a person has put there.
enum Generation {
  /// Files that every run writes, whatever `result.json` lists.
  private static let standing: Set<String> = [
    "result.json", "report.html", "issues.csv", "review.csv", "source.csv", "held.csv",
  ]

  /// Looks whether a folder may be replaced.
  /// - Throws: a ``Failure`` with `OUTPUT_NOT_OURS` when it is no folder, or holds anything
  ///   although no run of ours has written it, or holds folders.
  static func check(_ path: String, shown: String) throws(Failure) {
    guard let kind = FolderEntries.kind(path) else { return }
    guard kind == S_IFDIR else { throw OutputFault.notOurs(shown, "a file") }
    guard let names = FolderEntries.names(path) else {
      throw OutputFault.cannotCreate(shown, errno)
    }
    guard let first = names.first else { return }
    if result(path) == nil { throw OutputFault.notOurs(shown, first) }
    for name in names where FolderEntries.kind(path + "/" + name) != S_IFREG {
      throw OutputFault.notOurs(shown, name)
    }
  }

  /// The files of a published folder that no run of ours wrote.
  static func foreignFiles(_ path: String) -> [String] {
    guard let result = result(path) else { return [] }
    return (FolderEntries.names(path) ?? []).filter { name in
      if standing.contains(name) || isFurtherHeld(name) { return false }
      return !result.contains("\"path\":\"" + name + "\"")
    }
  }

  /// `held-2.csv` and so on.
  private static func isFurtherHeld(_ name: String) -> Bool {
    guard name.hasPrefix("held-"), name.hasSuffix(".csv") else { return false }
    let number = name.dropFirst(5).dropLast(4)
    return !number.isEmpty && number.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// The text of our `result.json`; nil when there is none, or it is not ours.
  private static func result(_ path: String) -> String? {
    let descriptor = open(path + "/result.json", O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < 64 << 20 {
      let count = read(descriptor, &block, block.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += block[..<count]
    }
    guard bytes.starts(with: Array("{\"schema\":\"mizan.result/".utf8)) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
