import Glibc
import MizanDiagnostics
import MizanRecords

/// One request to one host at one numeric address that was judged before.
struct Fetch {
  /// What a host answered.
  enum Answer {
    case content(HeldFile)
    case elsewhere(String)
  }

  private let rules: Settings.Addresses
  private let place: Place
  /// A file of those who vouch for the host, in place of the system's list.
  private let certificates: String?

  init(_ rules: Settings.Addresses, _ place: Place, certificates: String? = nil) {
    self.rules = rules
    self.place = place
    self.certificates = certificates
  }

  /// Takes what comes, as long as it is within the bound.
  private final class Tap {
    let held: HeldFile
    let limit: Int
    var failure: Failure?
    var isTooMuch = false

    init(_ held: HeldFile, _ limit: Int) {
      self.held = held
      self.limit = limit
    }

    func take(_ bytes: UnsafeRawBufferPointer) -> Int {
      isTooMuch = held.count + bytes.count > limit
      if isTooMuch { return 0 }
      do throws(Failure) {
        try held.write(bytes)
        return bytes.count
      } catch {
        failure = error
        return 0
      }
    }
  }

  /// Asks for a file.
  /// - Parameter milliseconds: the time that is left.
  func run(
    _ address: WebAddress, at numeric: NetworkPlace, milliseconds: Int
  ) throws(Failure) -> Answer {
    guard let curl = CurlLibrary.shared else {
      throw DynamicLibrary.missing("libcurl", at: place)
    }
    guard let handle = curl.make() else { throw failed("libcurl") }
    defer { curl.cleanUp(handle) }
    let tap = Tap(try HeldFile(), rules.bytes)
    let host = address.host.contains(":") ? "[\(address.host)]" : address.host
    let pinned = numeric.bytes.count == 16 ? "[\(numeric.text)]" : numeric.text
    let list = curl.append(nil, "\(host):\(address.port):\(pinned)")
    defer { curl.freeList(list) }
    let write: CurlLibrary.Write = { start, size, count, tap in
      guard let tap, let start else { return 0 }
      return Unmanaged<Tap>.fromOpaque(tap).takeUnretainedValue()
        .take(UnsafeRawBufferPointer(start: start, count: size &* count))
    }
    let isSet = address.text.withCString { url in
      // libcurl keeps copies of texts. No proxy, no names and passwords from files.
      curl.set(handle, .url, url) && curl.set(handle, .proxy, "")
        && curl.set(handle, .userAgent, "mizan") && curl.set(handle, .resolve, list)
        && curl.set(handle, .followRedirects, 0) && curl.set(handle, .netrc, 0)
        && curl.set(handle, .protocols, address.isEncrypted ? 2 : 1)
        && curl.set(handle, .verifyPeer, 1) && curl.set(handle, .verifyHost, 2)
        && curl.set(handle, .noSignal, 1) && curl.set(handle, .timeout, max(1, milliseconds))
        && curl.set(handle, .connectTimeout, max(1, min(milliseconds, 15_000)))
        && curl.set(handle, .maximumSize, rules.bytes)
        && curl.set(handle, .writeFunction, unsafeBitCast(write, to: UnsafeRawPointer.self))
        && curl.set(handle, .writeData, Unmanaged.passUnretained(tap).toOpaque())
    }
    guard isSet, trust(curl, handle) else { throw failed("libcurl") }
    let result = withExtendedLifetime(tap) { curl.perform(handle) }
    if let failure = tap.failure { throw failure }
    if tap.isTooMuch || result == 63 {
      throw Failure(.unreadable, .urlTooLarge, at: place, ["known": "\(rules.bytes >> 20) MB"])
    }
    if result == 28 {
      throw Failure(.missing, .urlTimeout, at: place, ["known": "\(rules.seconds) s"])
    }
    // 60: the certificate; 77: the file of certificates.
    if result == 60 || result == 77 {
      throw Failure(.missing, .urlNotTrusted, at: place, ["value": ShownText.make(address.host)])
    }
    guard result == 0 else {
      throw failed(curl.problem(result).map { String(cString: $0) } ?? "\(result)")
    }
    // The address that was judged must be the one that answered.
    guard curl.text(handle, 0x10_0020) == numeric.text else {
      throw Failure(.mapping, .urlPrivate, at: place, ["value": ShownText.make(address.host)])
    }
    let status = curl.status(handle)
    switch status {
    case 200: return .content(tap.held)
    case 301, 302, 303, 307, 308:
      if let target = curl.text(handle, 0x10_001F) { return .elsewhere(target) }
    default: break
    }
    throw Failure(.missing, .urlStatus, at: place, ["value": "\(status)"])
  }

  private func trust(_ curl: CurlLibrary, _ handle: UnsafeMutableRawPointer) -> Bool {
    guard let certificates else { return true }
    // The folder of the system's certificates would be asked as well.
    return certificates.withCString { curl.set(handle, .certificates, $0) }
      && curl.set(handle, .certificateFolder, nil as UnsafeRawPointer?)
  }

  private func failed(_ problem: String) -> Failure {
    Failure(.missing, .urlFailed, at: place, ["problem": ShownText.make(problem)])
  }
}

extension Code {
  static let urlTooLarge = Code("URL_TOO_LARGE", .error)
  static let urlTimeout = Code("URL_TIMEOUT", .error)
  static let urlStatus = Code("URL_STATUS", .error)
  static let urlNotTrusted = Code("URL_NOT_TRUSTED", .error)
  static let urlFailed = Code("URL_FAILED", .error)
}
