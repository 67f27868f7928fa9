public import MizanDiagnostics
public import MizanRecords
public struct RuleContext: Sendable { public init(file: String, sheet: String?, headings: [Heading], countColumns: [Int], checksDuplicates: Bool) {} }
public struct RowRules { public init() {}
 public mutating func inspect(_ b: RecordBatch, _ c: RuleContext, _ f: inout Findings) {}
 public func conclude(_ c: RuleContext, _ f: inout Findings) {} }
