import Glibc
public import MizanDiagnostics
public import MizanRecords

/// Fetches a file from an address that the settings permit, and keeps it.
///
/// Every host on the way, also behind a redirect, must be named in the settings and lie in the open
/// network; the request goes to the numeric address that was judged, not to one looked up again.
public struct AddressDoor: Sendable {
  /// How many times a host may point elsewhere.
  static let redirectLimit = 5

  private let rules: Settings.Addresses
  private let folder: String
  private let lookUp: @Sendable (String) -> [NetworkPlace]

  public init(_ settings: Settings) {
    self.init(settings, lookUp: NetworkPlace.all)
  }

  init(_ settings: Settings, lookUp: @escaping @Sendable (String) -> [NetworkPlace]) {
    rules = settings.addresses
    folder = settings.folder
    self.lookUp = lookUp
  }

  /// Whether a word of a command line is an address of the network.
  public static func accepts(_ word: String) -> Bool { WebAddress.isOne(word) }

  /// The name by which people know the file of an address; of what may hold a password only the kind.
  public static func fileName(_ word: String) -> String {
    WebAddress(word)?.fileName ?? "address"
  }

  /// Fetches a file, or takes it from the cache.
  /// - Throws: a ``Failure`` of kind `mapping` when the address is not permitted, `missing` when it
  ///   cannot be had, `unreadable` when it is too large.
  public func open(_ input: Input, _ findings: inout Findings) throws(Failure) -> Input {
    let place = Place(input.name)
    let address = try judged(input.path, place)
    let cache = FetchCache(rules, settingsFolder: folder)
    if let known = cache.find(address.text) {
      findings.add(.urlCached, at: place, ["value": ShownText.make(address.host)])
      return Input(path: input.path, name: input.name, held: known)
    }
    var held = try fetch(address, place)
    if let kept = cache.keep(held, address.text) { held = kept }
    return Input(path: input.path, name: input.name, held: held)
  }

  private func fetch(_ first: WebAddress, _ place: Place) throws(Failure) -> HeldFile {
    var address = first
    let deadline = AddressDoor.now() &+ max(1, rules.seconds) &* 1000
    for _ in 0...AddressDoor.redirectLimit {
      let left = deadline &- AddressDoor.now()
      guard left > 0 else {
        throw Failure(.missing, .urlTimeout, at: place, ["known": "\(rules.seconds) s"])
      }
      let numeric = try resolved(address, place)
      let fetch = Fetch(rules, place, certificates: certificates(of: address))
      switch try fetch.run(address, at: numeric, milliseconds: left) {
      case .content(let held): return held
      case .elsewhere(let target): address = try judged(target, place)
      }
    }
    throw Failure(
      .missing, .urlRedirects, at: place, ["known": "\(AddressDoor.redirectLimit)"])
  }

  /// The file of those who vouch for a host of one's own network; nil: the system's list.
  private func certificates(of address: WebAddress) -> String? {
    guard let file = rules.certificates, AddressRules(rules).permitsOwn(address) else { return nil }
    return file.hasPrefix("/") || folder.isEmpty ? file : folder + "/" + file
  }

  /// An address that is one, and that the settings name.
  private func judged(_ text: String, _ place: Place) throws(Failure) -> WebAddress {
    guard let address = WebAddress(text) else {
      // It may hold a password, so only its kind is told.
      throw Failure(.mapping, .urlInvalid, at: place)
    }
    guard AddressRules(rules).permits(address) else {
      let way = address.isEncrypted ? "" : "http://"
      let port = address.port == (address.isEncrypted ? 443 : 80) ? "" : ":\(address.port)"
      throw Failure(
        .mapping, .urlNotAllowed, at: place,
        ["value": way + address.host + port, "known": Settings.fileName])
    }
    return address
  }

  /// The first numeric address of a host, when all of them are permitted.
  private func resolved(_ address: WebAddress, _ place: Place) throws(Failure) -> NetworkPlace {
    let places = lookUp(address.host)
    guard let first = places.first else {
      throw Failure(
        .missing, .urlFailed, at: place, ["problem": "no address for \(address.host)"])
    }
    guard AddressRules(rules).permitsOwn(address) || !places.contains(where: \.isPrivate) else {
      throw Failure(.mapping, .urlPrivate, at: place, ["value": address.host])
    }
    return first
  }

  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec &* 1000 &+ time.tv_nsec / 1_000_000
  }
}

extension Code {
  static let urlInvalid = Code("URL_INVALID", .error)
  static let urlNotAllowed = Code("URL_NOT_ALLOWED", .error)
  static let urlPrivate = Code("URL_PRIVATE_ADDRESS", .error)
  static let urlRedirects = Code("URL_REDIRECTS", .error)
  static let urlCached = Code("URL_FROM_CACHE", .note)
}
