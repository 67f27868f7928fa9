import MizanDiagnostics
import MizanRecords

/// Looks at the first megabytes of a message: which components it has, and where they are attached.
final class SDMXSurvey: SDMXWalk {
  static let usualBytes = 4 << 20

  private var found: [SDMXColumns.Component] = []
  /// The components in the order in which series and observations have them, then the others.
  var components: [SDMXColumns.Component] {
    found.filter(\.isInData).sorted { $0.rank < $1.rank } + found.filter { !$0.isInData }
  }
  private var nextRank = 0
  private var slots: [String: Int] = [:]
  private var obsCount = 0
  /// What was noted already, by what decides about the path of a component.
  private let seen = (0..<4 * Level.allCases.count).map { _ in Seen() }

  /// Names and ids of components.
  private final class Seen {
    let names = PointerMap()
    var ids = ByteMap()
  }

  private var situation: Int {
    level.rawValue * 4 + (isKey ? 2 : 0) + (isInSeries ? 1 : 0)
  }

  /// Reads until it has seen `bytes` and an observation, or to the end.
  func run(bytes: Int = SDMXSurvey.usualBytes) throws(Failure) {
    var count = 0
    while count < bytes || obsCount == 0, try feed() { count += XMLStream.blockSize }
  }

  override func beginObs() { obsCount += 1 }

  override func value(
    named name: UnsafePointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    let names = seen[situation].names
    if names.find(name) != nil { return }
    names.insert(name, 0)
    let id = XMLName.text(name)
    note(id, path: "/@" + id)
  }

  override func value(
    of id: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>
  ) {
    let here = seen[situation]
    guard let base = id.baseAddress, here.ids.find(base, id.count) == nil else { return }
    here.ids.insert(base, id.count, 0)
    let id = String(decoding: id, as: UTF8.self)
    if id == "OBS_VALUE" { return note(id, path: "/ObsValue/@value") }
    let part = isKey ? (level == .series ? "SeriesKey" : "ObsKey") : "Attributes"
    if isKey, level == .obs, isInSeries { return note(id, path: "/ObsDimension/@value") }
    note(id, path: "/\(part)/Value[@id='\(id)']/@value")
  }

  override func type(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard level == .obs else { return }
    note(String(decoding: header.observation, as: UTF8.self), path: "/@xsi:type")
  }

  private func note(_ id: String, path: String) {
    let index: Int
    if let known = slots[id] {
      index = known
    } else {
      if found.count >= limits.columns {
        return fail(.csvColumns, ["known": "\(limits.columns)"])
      }
      index = found.count
      slots[id] = index
      found.append(SDMXColumns.Component(id: id))
    }
    found[index].isKey = found[index].isKey || isKey
    switch level {
    case .group: found[index].isInGroup = true
    case .series, .obs:
      if !found[index].isInData {
        found[index].rank = nextRank
        nextRank += 1
      }
      found[index].isInData = true
      found[index].path = path
      found[index].up = level == .series ? 1 : 0
    case .dataSet: break
    }
  }
}
