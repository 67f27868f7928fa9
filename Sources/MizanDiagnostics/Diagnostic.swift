/// Something told about data, a mapping or a run: what, where, and the words that fill its text.
///
/// A diagnostic holds no sentence. ``Messages`` turns it into one in the reader's language.
public struct Diagnostic: Sendable, Hashable {
  public var code: Code
  public var place: Place?
  /// Values for the gaps in the text, by name: `{value}`, `{column}`, `{known}`.
  public var arguments: [String: String]

  public init(_ code: Code, at place: Place? = nil, _ arguments: [String: String] = [:]) {
    self.code = code
    self.place = place
    self.arguments = arguments
  }
}

/// Why a run, or one file of a run, cannot go on. What a run can survive is a finding instead.
public struct Failure: Error, Sendable, Hashable {
  /// The kind decides the exit status; see ``exitStatus``.
  public enum Kind: Sendable, Hashable, CaseIterable {
    /// The command was called with wrong words.
    case usage
    /// A person must decide first.
    case undecided
    /// The input is not what it says: corrupt, a bomb, a wrong type.
    case unreadable
    /// The input does not exist or may not be opened.
    case missing
    /// A bug in Mizan, such as a run that does not balance.
    case bug
    /// The output cannot be created.
    case cannotCreate
    /// The output cannot be written to its end.
    case cannotWrite
    /// Another run holds the output.
    case busy
    /// A mapping or another file that decides is wrong.
    case mapping
    /// The user stopped the run.
    case interrupted
  }

  public var kind: Kind
  /// What happened; the first is the main thing, never empty. One of them is an error: what ends
  /// a file or a run is none of the things that only ask for a look.
  public var diagnostics: [Diagnostic]

  public init(_ kind: Kind, _ diagnostics: [Diagnostic]) {
    precondition(!diagnostics.isEmpty, "a failure says what happened")
    self.kind = kind
    self.diagnostics = diagnostics
    if !diagnostics.contains(where: { $0.code.severity == .error }) {
      self.diagnostics[0].code = Code(diagnostics[0].code.name, .error)
    }
  }

  public init(
    _ kind: Kind, _ code: Code, at place: Place? = nil, _ arguments: [String: String] = [:]
  ) {
    self.init(kind, [Diagnostic(code, at: place, arguments)])
  }

  /// The status with which the command ends; from `sysexits.h` where it has one.
  public var exitStatus: Int32 {
    switch kind {
    case .undecided: 2
    case .usage: 64
    case .unreadable: 65
    case .missing: 66
    case .bug: 70
    case .cannotCreate: 73
    case .cannotWrite: 74
    case .busy: 75
    case .mapping: 78
    case .interrupted: 130
    }
  }
}
