import Glibc
package import MizanDiagnostics

/// A library of the system that is loaded when it is first needed, so that the program starts as
/// fast without it and runs where it is absent.
package struct DynamicLibrary: @unchecked Sendable {
  private let handle: UnsafeMutableRawPointer

  /// Loads the first of the names that the system knows; nil when it knows none.
  package init?(_ names: [String]) {
    for name in names {
      if let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) {
        self.handle = handle
        return
      }
    }
    return nil
  }

  /// A function by its name; `type` must be the C function's type.
  package func function<Function>(_ name: String, as type: Function.Type) -> Function? {
    dlsym(handle, name).map { unsafeBitCast($0, to: type) }
  }

  /// The bare address of a function, for those that take arguments of any type.
  package func address(of name: String) -> UnsafeMutableRawPointer? { dlsym(handle, name) }

  /// The failure of work that needs an absent library.
  package static func missing(_ name: String, at place: Place) -> Failure {
    Failure(.missing, .libraryMissing, at: place, ["value": name])
  }
}

extension Code {
  static let libraryMissing = Code("LIBRARY_MISSING", .error)
}
