import MizanRecords

/// The lines before the table of an SSSOM file that begin with `#`: what the mapping set is, in the
/// small part of YAML that it needs.
struct SSSOMHead {
  /// What each prefix stands for.
  private(set) var prefixes = SSSOMNames.builtIn
  /// The other things said about the set, in order.
  private(set) var slots: [String] = []
  /// How many lines of the file it takes.
  private(set) var lines = 0
  /// The first byte after it.
  private(set) var end = 0

  init(_ bytes: [UInt8]) {
    var isMap = false
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while index < bytes.count, bytes[index] == 35 {
      let stop = bytes[index...].firstIndex(of: 10) ?? bytes.count
      let line = String(decoding: bytes[(index + 1)..<stop], as: UTF8.self)
        .filter { $0 != "\r" && $0 != "\r\n" }
      read(line, &isMap)
      index = min(bytes.count, stop + 1)
      lines += 1
    }
    end = index
  }

  private mutating func read(_ line: String, _ isMap: inout Bool) {
    // Some writers put a blank behind `#`, some do not; keys of the set stand at the left edge.
    let depth = line.prefix { $0 == " " }.count
    let text = line.dropFirst(depth)
    guard let colon = text.firstIndex(of: ":"), !text.hasPrefix("-") else { return }
    let key = String(text[..<colon])
    let value = text[text.index(after: colon)...].drop { $0 == " " }
    if depth < 2 {
      isMap = key == "curie_map"
      if !isMap { slots.append(key) }
    } else if isMap {
      prefixes[key] = String(value.filter { $0 != "\"" && $0 != "'" && $0 != " " })
    }
  }
}
