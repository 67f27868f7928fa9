import MizanRecords

/// The functions of libpq that are used, loaded when the first database server is asked.
struct PostgresLibrary: @unchecked Sendable {
  typealias Text = UnsafePointer<CChar>

  let connect: @convention(c) (UnsafePointer<Text?>, UnsafePointer<Text?>, Int32) -> OpaquePointer?
  let status: @convention(c) (OpaquePointer?) -> Int32
  let message: @convention(c) (OpaquePointer?) -> Text?
  let finish: @convention(c) (OpaquePointer?) -> Void
  let execute:
    @convention(c) (
      OpaquePointer?, Text, Int32, UnsafeRawPointer?, UnsafeRawPointer?, UnsafeRawPointer?,
      UnsafeRawPointer?, Int32
    ) -> OpaquePointer?
  let resultStatus: @convention(c) (OpaquePointer?) -> Int32
  let clear: @convention(c) (OpaquePointer?) -> Void
  let rows: @convention(c) (OpaquePointer?) -> Int32
  let columns: @convention(c) (OpaquePointer?) -> Int32
  let name: @convention(c) (OpaquePointer?, Int32) -> Text?
  let value: @convention(c) (OpaquePointer?, Int32, Int32) -> UnsafePointer<UInt8>?
  let length: @convention(c) (OpaquePointer?, Int32, Int32) -> Int32

  /// Nil where the system has no libpq.
  static let shared = PostgresLibrary()

  private init?() {
    guard let library = DynamicLibrary(["libpq.so.5", "libpq.so"]) else { return nil }
    typealias Handle = OpaquePointer
    guard
      let connect = library.function(
        "PQconnectdbParams",
        as: (@convention(c) (UnsafePointer<Text?>, UnsafePointer<Text?>, Int32) -> Handle?).self),
      let status = library.function(
        "PQstatus", as: (@convention(c) (Handle?) -> Int32).self),
      let message = library.function(
        "PQerrorMessage", as: (@convention(c) (Handle?) -> Text?).self),
      let finish = library.function("PQfinish", as: (@convention(c) (Handle?) -> Void).self),
      let execute = library.function(
        "PQexecParams",
        as: (@convention(c) (
          Handle?, Text, Int32, UnsafeRawPointer?, UnsafeRawPointer?, UnsafeRawPointer?,
          UnsafeRawPointer?, Int32
        ) -> Handle?).self),
      let resultStatus = library.function(
        "PQresultStatus", as: (@convention(c) (Handle?) -> Int32).self),
      let clear = library.function("PQclear", as: (@convention(c) (Handle?) -> Void).self),
      let rows = library.function("PQntuples", as: (@convention(c) (Handle?) -> Int32).self),
      let columns = library.function("PQnfields", as: (@convention(c) (Handle?) -> Int32).self),
      let name = library.function("PQfname", as: (@convention(c) (Handle?, Int32) -> Text?).self),
      let value = library.function(
        "PQgetvalue", as: (@convention(c) (Handle?, Int32, Int32) -> UnsafePointer<UInt8>?).self),
      let length = library.function(
        "PQgetlength", as: (@convention(c) (Handle?, Int32, Int32) -> Int32).self)
    else { return nil }
    self.connect = connect
    self.status = status
    self.message = message
    self.finish = finish
    self.execute = execute
    self.resultStatus = resultStatus
    self.clear = clear
    self.rows = rows
    self.columns = columns
    self.name = name
    self.value = value
    self.length = length
  }
}
