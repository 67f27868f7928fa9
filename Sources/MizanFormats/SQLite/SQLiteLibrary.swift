import MizanRecords

/// The functions of the system's SQLite that are used, loaded when the first database is opened.
struct SQLiteLibrary: @unchecked Sendable {
  typealias Text = UnsafePointer<CChar>
  typealias Authorizer =
    @convention(c) (
      UnsafeMutableRawPointer?, Int32, Text?, Text?, Text?, Text?
    ) -> Int32
  typealias Progress = @convention(c) (UnsafeMutableRawPointer?) -> Int32

  let open: @convention(c) (Text, UnsafeMutablePointer<OpaquePointer?>, Int32, Text?) -> Int32
  let close: @convention(c) (OpaquePointer?) -> Int32
  let message: @convention(c) (OpaquePointer?) -> Text?
  let limit: @convention(c) (OpaquePointer, Int32, Int32) -> Int32
  let execute:
    @convention(c) (
      OpaquePointer, Text, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?,
      UnsafeMutableRawPointer?
    ) -> Int32
  let setAuthorizer: @convention(c) (OpaquePointer, Authorizer?, UnsafeMutableRawPointer?) -> Int32
  let setProgress:
    @convention(c) (OpaquePointer, Int32, Progress?, UnsafeMutableRawPointer?) -> Void
  let prepare:
    @convention(c) (
      OpaquePointer, Text, Int32, UnsafeMutablePointer<OpaquePointer?>,
      UnsafeMutablePointer<Text?>?
    ) -> Int32
  let isReadOnly: @convention(c) (OpaquePointer) -> Int32
  let step: @convention(c) (OpaquePointer) -> Int32
  let finalize: @convention(c) (OpaquePointer?) -> Int32
  let columnCount: @convention(c) (OpaquePointer) -> Int32
  let columnName: @convention(c) (OpaquePointer, Int32) -> Text?
  let type: @convention(c) (OpaquePointer, Int32) -> Int32
  let double: @convention(c) (OpaquePointer, Int32) -> Double
  let text: @convention(c) (OpaquePointer, Int32) -> UnsafePointer<UInt8>?
  let bytes: @convention(c) (OpaquePointer, Int32) -> Int32

  /// Nil where the system has no SQLite.
  static let shared = SQLiteLibrary()

  private init?() {
    guard let library = DynamicLibrary(["libsqlite3.so.0", "libsqlite3.so"]) else { return nil }
    func find<Function>(_ name: String) -> Function? {
      library.function("sqlite3_" + name, as: Function.self)
    }
    guard
      let open:
        @convention(c) (Text, UnsafeMutablePointer<OpaquePointer?>, Int32, Text?)
          -> Int32 = find("open_v2"),
      let close: @convention(c) (OpaquePointer?) -> Int32 = find("close_v2"),
      let message: @convention(c) (OpaquePointer?) -> Text? = find("errmsg"),
      let limit: @convention(c) (OpaquePointer, Int32, Int32) -> Int32 = find("limit"),
      let execute:
        @convention(c) (
          OpaquePointer, Text, UnsafeMutableRawPointer?, UnsafeMutableRawPointer?,
          UnsafeMutableRawPointer?
        ) -> Int32 = find("exec"),
      let setAuthorizer:
        @convention(c) (OpaquePointer, Authorizer?, UnsafeMutableRawPointer?)
          -> Int32 = find("set_authorizer"),
      let setProgress:
        @convention(c) (OpaquePointer, Int32, Progress?, UnsafeMutableRawPointer?)
          -> Void = find("progress_handler"),
      let prepare:
        @convention(c) (
          OpaquePointer, Text, Int32, UnsafeMutablePointer<OpaquePointer?>,
          UnsafeMutablePointer<Text?>?
        ) -> Int32 = find("prepare_v2"),
      let isReadOnly: @convention(c) (OpaquePointer) -> Int32 = find("stmt_readonly"),
      let step: @convention(c) (OpaquePointer) -> Int32 = find("step"),
      let finalize: @convention(c) (OpaquePointer?) -> Int32 = find("finalize"),
      let columnCount: @convention(c) (OpaquePointer) -> Int32 = find("column_count"),
      let columnName: @convention(c) (OpaquePointer, Int32) -> Text? = find("column_name"),
      let type: @convention(c) (OpaquePointer, Int32) -> Int32 = find("column_type"),
      let double: @convention(c) (OpaquePointer, Int32) -> Double = find("column_double"),
      let text: @convention(c) (OpaquePointer, Int32) -> UnsafePointer<UInt8>? = find(
        "column_text"),
      let bytes: @convention(c) (OpaquePointer, Int32) -> Int32 = find("column_bytes")
    else { return nil }
    self.open = open
    self.close = close
    self.message = message
    self.limit = limit
    self.execute = execute
    self.setAuthorizer = setAuthorizer
    self.setProgress = setProgress
    self.prepare = prepare
    self.isReadOnly = isReadOnly
    self.step = step
    self.finalize = finalize
    self.columnCount = columnCount
    self.columnName = columnName
    self.type = type
    self.double = double
    self.text = text
    self.bytes = bytes
  }
}

/// The numbers of SQLite's interface that are used.
enum SQLiteNumber {
  static let isOK: Int32 = 0
  static let corrupt: Int32 = 11
  static let tooBig: Int32 = 18
  static let refused: Int32 = 23
  static let noDatabase: Int32 = 26
  static let row: Int32 = 100
  static let done: Int32 = 101
  static let interrupted: Int32 = 9
  /// Read only, the name is an address, one thread a connection.
  static let openFlags: Int32 = 0x1 | 0x40 | 0x8000
  static let integer: Int32 = 1
  static let float: Int32 = 2
  static let text: Int32 = 3
  static let blob: Int32 = 4
}
