import Glibc
import MizanDiagnostics

/// Follows an SDMX-ML data message through its events: data sets, groups, series, observations.
///
/// Generic and structure-specific messages of 2.1 and 3.0 are told alike: values with the id of
/// their component and the level at which they are attached. Namespaces do not count, so that a
/// message of a service that names them differently is read too.
class SDMXWalk: XMLStream {
  enum Level: Int, CaseIterable { case dataSet, group, series, obs }

  private let kinds = PointerMap()
  private(set) var level = Level.dataSet
  private(set) var isKey = false
  /// The root element's name.
  private(set) var root = ""
  private(set) var dataSetCount = 0
  /// The number of the series in its data set, and of the observation in its series or data set.
  private(set) var seriesNumber = 0
  private(set) var obsNumber = 0
  private(set) var isInSeries = false
  private(set) var header = SDMXHeader()
  private(set) var dataSet = SDMXHeader.DataSet()
  private var isInData = false
  private var compID: [UInt8] = []
  private var compValues: [UInt8] = []
  private var footer: (code: String, text: String)?
  private(set) var footers: [(code: String, text: String)] = []
  private var collected: [UInt8] = []
  private var collects = false

  // What a subclass takes.
  func beginDataSet() {}
  func beginGroup() {}
  func endGroup() {}
  func beginSeries() {}
  func endSeries() {}
  func beginObs() {}
  func endObs() {}
  /// A value whose component is named by an attribute or element name.
  func value(named name: UnsafePointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>) {}
  /// A value whose component is named by an id.
  func value(of id: UnsafeBufferPointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>) {}
  /// The type of an observation, where messages name a measure by it.
  func type(_ bytes: UnsafeBufferPointer<UInt8>) {}

  override final func start(_ name: XMLName, _ attributes: XMLAttributes) {
    let kind = SDMXElement(rawValue: kinds.find(name.local) ?? learn(name.local)) ?? .other
    guard isInData else { return startOutside(kind, name, attributes) }
    switch kind {
    case .value: startValue(attributes)
    case .obs:
      level = .obs
      obsNumber &+= 1
      beginObs()
      take(attributes)
    case .obsDimension:
      var id = header.observation
      var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
      for index in 0..<attributes.count {
        if attributes.name(index)[0] == 105 {
          id = Array(attributes.value(index))
        } else {
          text = attributes.value(index)
        }
      }
      isKey = true
      id.withUnsafeBufferPointer { value(of: $0, text) }
      isKey = false
    case .obsValue:
      for index in 0..<attributes.count where attributes.name(index)[0] == 118 {
        SDMXElement.valueID.withUnsafeBufferPointer { value(of: $0, attributes.value(index)) }
      }
    case .key: isKey = true
    case .series:
      level = .series
      isInSeries = true
      seriesNumber &+= 1
      obsNumber = 0
      beginSeries()
      take(attributes)
    case .group:
      level = .group
      beginGroup()
      take(attributes)
    case .dataSetAttributes: take(attributes)
    case .comp:
      compID = Array((attributes.text("id") ?? "").utf8)
      compValues = []
    default: break
    }
  }

  override final func end(_ name: UnsafePointer<UInt8>) {
    let kind = SDMXElement(rawValue: kinds.find(name) ?? 0) ?? .other
    guard isInData else { return endOutside(kind) }
    switch kind {
    case .obs:
      endObs()
      level = isInSeries ? .series : .dataSet
    case .key: isKey = false
    case .series:
      endSeries()
      isInSeries = false
      level = .dataSet
    case .group:
      endGroup()
      level = .dataSet
    case .dataSet: isInData = false
    case .value where collects:
      // One component with several values: they stand in one cell, as in SDMX-CSV.
      collects = false
      if !compValues.isEmpty { compValues += Array("; ".utf8) }
      compValues += SDMXText.trimmed(collected)
    case .comp:
      compID.withUnsafeBufferPointer { id in
        compValues.withUnsafeBufferPointer { value(of: id, $0) }
      }
    default: break
    }
  }

  override final func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard collects else { return }
    collected.append(contentsOf: bytes)
    if collected.count > limits.fieldBytes {
      fail(.limitFieldSize, ["known": "\(limits.fieldBytes >> 10) kB"])
    }
  }

  private func learn(_ name: UnsafePointer<UInt8>) -> Int32 {
    let kind = SDMXElement(named: XMLName.text(name))
    kinds.insert(name, kind.rawValue)
    return kind.rawValue
  }

  @inline(__always)
  private func startValue(_ attributes: XMLAttributes) {
    var id = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    var text = id
    for index in 0..<attributes.count {
      switch attributes.name(index)[0] {
      case 105, 99: id = attributes.value(index)  // id, or concept in messages of 2.0
      case 118: text = attributes.value(index)
      default: break
      }
    }
    if id.count > 0 {
      value(of: id, text)
    } else {
      collects = true
      collected = []
    }
  }

  /// Takes the attributes of an element as values of components; those of a namespace are not.
  @inline(__always)
  private func take(_ attributes: XMLAttributes) {
    for index in 0..<attributes.count {
      if attributes.uri(index) == nil {
        // The type of a generic group is its name and no component.
        if level == .group, XMLName.text(attributes.name(index)) == "type" { continue }
        value(named: attributes.name(index), attributes.value(index))
      } else if XMLName.text(attributes.name(index)) == "type" {
        type(attributes.value(index))
      }
    }
  }

  private func startOutside(_ kind: SDMXElement, _ name: XMLName, _ attributes: XMLAttributes) {
    if depth == 1 {
      root = XMLName.text(name.local)
      if !SDMXElement.isData(root: root) && root != "Error" {
        fail(.sdmxNotData, ["value": ShownText.make(root)])
      }
      return
    }
    switch kind {
    case .structure: header.add(attributes)
    case .reference where depth > 3: header.refer(attributes)
    case .dataSet:
      isInData = true
      dataSetCount += 1
      seriesNumber = 0
      obsNumber = 0
      level = .dataSet
      dataSet = SDMXHeader.DataSet(attributes)
      header.choose(dataSet.structure)
      beginDataSet()
      for index in 0..<attributes.count where attributes.uri(index) == nil {
        if SDMXHeader.isStructural(XMLName.text(attributes.name(index))) { continue }
        value(named: attributes.name(index), attributes.value(index))
      }
    case .message: footer = (attributes.text("code") ?? "", "")
    case .text, .urn:
      collects = true
      collected = []
    default: break
    }
  }

  private func endOutside(_ kind: SDMXElement) {
    switch kind {
    case .text where collects:
      collects = false
      let text = String(decoding: SDMXText.trimmed(collected), as: UTF8.self)
      if let known = footer {
        footer = (known.code, known.text.isEmpty ? text : known.text + " · " + text)
      }
    case .urn where collects:
      collects = false
      header.refer(urn: String(decoding: SDMXText.trimmed(collected), as: UTF8.self))
    case .message:
      if let footer { footers.append(footer) }
      footer = nil
    default:
      if depth == 1, root == "Error" {
        fail(.sdmxErrorMessage, ["value": ShownText.make(SDMXText.joined(footers), limit: 200)])
      }
    }
  }
}

/// Small texts of messages.
enum SDMXText {
  /// Whether a text that is not empty has these bytes.
  @inline(__always)
  static func isSame(_ one: UnsafeBufferPointer<UInt8>, _ other: [UInt8]) -> Bool {
    guard one.count == other.count, let base = one.baseAddress else { return false }
    return other.withUnsafeBufferPointer { other in
      other.baseAddress.map { memcmp($0, base, one.count) == 0 } ?? false
    }
  }

  static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes[...]
    while let first = bytes.first, first <= 32 { bytes.removeFirst() }
    while let last = bytes.last, last <= 32 { bytes.removeLast() }
    return Array(bytes)
  }

  static func joined(_ footers: [(code: String, text: String)]) -> String {
    footers.map { $0.code.isEmpty ? $0.text : "\($0.code) \($0.text)" }.joined(separator: " | ")
  }
}

extension Code {
  static let sdmxNotData = Code("SDMX_NOT_DATA", .error)
  static let sdmxErrorMessage = Code("SDMX_ERROR_MESSAGE", .error)
}
