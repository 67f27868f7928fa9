import CSystem
import Glibc
import MizanRecords

/// The functions of the system's libcurl that are used, loaded when the first address is read.
struct CurlLibrary: @unchecked Sendable {
  typealias Write =
    @convention(c) (
      UnsafeMutableRawPointer?, Int, Int, UnsafeMutableRawPointer?
    ) -> Int

  private let setOption: UnsafeMutableRawPointer
  private let getInfo: UnsafeMutableRawPointer
  let make: @convention(c) () -> UnsafeMutableRawPointer?
  let perform: @convention(c) (UnsafeMutableRawPointer) -> Int32
  let cleanUp: @convention(c) (UnsafeMutableRawPointer) -> Void
  let problem: @convention(c) (Int32) -> UnsafePointer<CChar>?
  let append:
    @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>) -> UnsafeMutableRawPointer?
  let freeList: @convention(c) (UnsafeMutableRawPointer?) -> Void

  /// Nil where the system has no libcurl.
  static let shared = CurlLibrary()

  private init?() {
    let names = ["libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so"]
    guard let library = DynamicLibrary(names),
      let start = library.function(
        "curl_global_init", as: (@convention(c) (Int) -> Int32).self), start(3) == 0,
      let setOption = library.address(of: "curl_easy_setopt"),
      let getInfo = library.address(of: "curl_easy_getinfo"),
      let make = library.function(
        "curl_easy_init", as: (@convention(c) () -> UnsafeMutableRawPointer?).self),
      let perform = library.function(
        "curl_easy_perform", as: (@convention(c) (UnsafeMutableRawPointer) -> Int32).self),
      let cleanUp = library.function(
        "curl_easy_cleanup", as: (@convention(c) (UnsafeMutableRawPointer) -> Void).self),
      let problem = library.function(
        "curl_easy_strerror", as: (@convention(c) (Int32) -> UnsafePointer<CChar>?).self),
      let append = library.function(
        "curl_slist_append",
        as: (@convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>)
          -> UnsafeMutableRawPointer?).self),
      let freeList = library.function(
        "curl_slist_free_all", as: (@convention(c) (UnsafeMutableRawPointer?) -> Void).self)
    else { return nil }
    self.setOption = setOption
    self.getInfo = getInfo
    self.make = make
    self.perform = perform
    self.cleanUp = cleanUp
    self.problem = problem
    self.append = append
    self.freeList = freeList
  }

  func set(_ handle: UnsafeMutableRawPointer, _ option: CurlOption, _ value: Int) -> Bool {
    csystem_call_number(setOption, handle, option.rawValue, value) == 0
  }

  func set(
    _ handle: UnsafeMutableRawPointer, _ option: CurlOption, _ value: UnsafeRawPointer?
  ) -> Bool {
    csystem_call_pointer(setOption, handle, option.rawValue, value) == 0
  }

  /// A text that is known after a transfer.
  func text(_ handle: UnsafeMutableRawPointer, _ number: Int32) -> String? {
    var found: UnsafePointer<CChar>?
    let status = withUnsafeMutablePointer(to: &found) {
      csystem_call_pointer(getInfo, handle, number, $0)
    }
    return status == 0 ? found.map { String(cString: $0) } : nil
  }

  /// The status of the answer.
  func status(_ handle: UnsafeMutableRawPointer) -> Int {
    var status = 0
    _ = withUnsafeMutablePointer(to: &status) {
      csystem_call_pointer(getInfo, handle, 0x20_0002, $0)
    }
    return status
  }
}

/// The options of a transfer that are set, by their numbers in libcurl's interface.
enum CurlOption: Int32 {
  case url = 10002
  case writeFunction = 20011
  case writeData = 10001
  case followRedirects = 52
  case netrc = 51
  case protocols = 181
  case resolve = 10203
  case proxy = 10004
  case noSignal = 99
  case timeout = 155
  case connectTimeout = 156
  case maximumSize = 30117
  case userAgent = 10018
  case verifyPeer = 64
  case verifyHost = 81
  case certificates = 10065
  case certificateFolder = 10097
}
