import MizanDiagnostics

/// What each cell style of a workbook makes of a number.
final class StyleTable: @unchecked Sendable {
  /// The meaning of each style by its index; styles beyond the table mean plain numbers.
  let formats: UnsafePointer<NumberFormat>
  let count: Int
  private let storage: UnsafeMutablePointer<NumberFormat>

  init(_ formats: [NumberFormat] = []) {
    storage = .allocate(capacity: max(1, formats.count))
    storage.initialize(from: formats, count: formats.count)
    self.formats = UnsafePointer(storage)
    count = formats.count
  }

  deinit { storage.deallocate() }

  /// Reads the styles of a workbook.
  convenience init(_ stream: PartStream) throws(Failure) {
    let xml = try XMLReader(stream)
    var formats: [NumberFormat] = []
    var own: [Int: NumberFormat] = [:]
    var isInCellFormats = false
    while let token = try xml.next() {
      switch token.kind {
      case .start, .empty:
        if token.isNamed("extLst") {
          try xml.skip(token)
        } else if token.isNamed("numFmt") {
          if let id = token.number("numFmtId"), let code = token.text(of: "formatCode") {
            own[id] = NumberFormat(code: code)
          }
        } else if token.isNamed("cellXfs") {
          isInCellFormats = token.kind == .start
        } else if isInCellFormats && token.isNamed("xf") && formats.count < 1 << 16 {
          let id = token.number("numFmtId") ?? 0
          formats.append(own[id] ?? NumberFormat(builtIn: id))
        }
      case .end:
        if token.isNamed("cellXfs") { isInCellFormats = false }
      default: break
      }
    }
    self.init(formats)
  }
}
