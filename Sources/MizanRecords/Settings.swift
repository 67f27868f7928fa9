/// What the person who runs Mizan permits: the file `mizan.yaml` of the working folder.
///
/// A mapping comes with a partner's files, this file does not: so it is never looked for beside a
/// mapping. Without the file nothing of it is permitted.
public struct Settings: Sendable, Hashable {
  /// The name of the file in the working folder.
  public static let fileName = "mizan.yaml"

  /// Programs that a mapping may start.
  public struct PlugIns: Sendable, Hashable {
    /// Paths of programs, relative to the settings' folder.
    public var allow: [String] = []
    /// The longest time that one run of a program may take, in seconds.
    public var seconds = 60
    /// The most memory of one of its processes, in bytes.
    public var memoryBytes = 1 << 30
    /// The most bytes that it may print.
    public var outputBytes = 1 << 30
    public init() {}
  }

  /// Addresses of the network that may be read.
  public struct Addresses: Sendable, Hashable {
    /// Hosts, with a port where it is not the usual one: `data.humdata.org`, `host:8443`. Only
    /// `https` is spoken, and `http` where the entry begins with `http://`.
    public var allow: [String] = []
    /// Those of ``allow`` that may lie on this machine or in its own network.
    public var allowPrivate: [String] = []
    /// A file of certificates in PEM, relative to the settings' folder: who vouches for hosts of
    /// ``allowPrivate``. The system's own list vouches for all others; nil: for those too.
    public var certificates: String?
    /// The longest time for one file, in seconds.
    public var seconds = 60
    /// The longest file, in bytes.
    public var bytes = 512 << 20
    /// The folder of what was fetched; nil: `mizan` in the user's folder for caches.
    public var cache: String?
    /// How long a fetched file is used again, in seconds.
    public var cacheSeconds = 3600
    public init() {}
  }

  /// The file's path; nil where there is none.
  public var file: String?
  public var plugIns = PlugIns()
  public var addresses = Addresses()

  public init() {}

  /// The folder to which paths of the settings are relative; empty for the working folder.
  public var folder: String {
    guard let file, let slash = file.lastIndex(of: "/") else { return "" }
    return String(file[..<slash])
  }
}
