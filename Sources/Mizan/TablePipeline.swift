import Dispatch
import Glibc
import MizanDiagnostics
import MizanMapping
import MizanQuality
import MizanRecords

/// Reads one table and applies its plan: one reader, several workers, one ordered writer.
///
/// Batches get a ticket when they are read. Workers apply the plan side by side; what depends on
/// the order of rows (duplicates, output, counts) waits for its turn, so that the result does not
/// depend on the number of workers.
final class TablePipeline {
  private let reader: any RowReader
  private let plan: TablePlan
  private let checked: CheckedMapping
  private let workerCount: Int
  private let context: RuleContext
  private let write: (BatchOutput) throws(Failure) -> Void

  /// Guards the reader; held while a batch is read.
  private var readLock = pthread_mutex_t()
  /// Guards everything else; held while a batch takes its turn.
  private var lock = pthread_mutex_t()
  private var turn = pthread_cond_t()
  /// What the reader told, kept apart so that its order does not depend on the workers.
  private var readerFindings = Findings()
  private var nextTicket = 0
  private var duplicateTurn = 0
  private var outputTurn = 0
  private var isFinished = false
  private var failure: Failure?
  private let gate = DuplicateGate()
  private var rules = RowRules()
  /// What the rules about raw rows told, kept apart so that its order does not depend on batches.
  private var ruleFindings = Findings()
  private(set) var result: TableResult

  init(
    _ reader: any RowReader, _ plan: TablePlan, _ checked: CheckedMapping, workers: Int,
    _ context: RuleContext, write: @escaping (BatchOutput) throws(Failure) -> Void
  ) {
    self.reader = reader
    self.plan = plan
    self.checked = checked
    self.workerCount = max(1, workers)
    self.context = context
    self.write = write
    result = TableResult(plan)
    pthread_mutex_init(&readLock, nil)
    pthread_mutex_init(&lock, nil)
    pthread_cond_init(&turn, nil)
  }

  deinit {
    pthread_mutex_destroy(&readLock)
    pthread_mutex_destroy(&lock)
    pthread_cond_destroy(&turn)
  }

  /// Reads the table to its end.
  func run() throws(Failure) -> TableResult {
    let workers = (0..<workerCount).map { _ in TableWorker(plan, checked) }
    if workerCount == 1 {
      work(workers[0])
    } else {
      nonisolated(unsafe) let pipeline = self
      nonisolated(unsafe) let all = workers
      DispatchQueue.concurrentPerform(iterations: workerCount) { pipeline.work(all[$0]) }
    }
    if let failure { throw failure }
    result.findings = merged(merged(readerFindings, result.findings), ruleFindings)
    result.conclude(workers)
    rules.conclude(context, &result.findings)
    return result
  }

  private func work(_ worker: TableWorker) {
    let batch = RecordBatch()
    while !hasFailed, let ticket = take(into: batch) {
      do throws(Failure) {
        let output = try worker.process(batch, duplicates: duplicates(worker, batch, ticket))
        var thrown: Failure?
        inTurn(\.outputTurn, ticket) {
          do throws(Failure) {
            rules.inspect(batch, context, &ruleFindings)
            try write(output)
            result.merge(output)
          } catch {
            thrown = error
          }
        }
        if let thrown { throw thrown }
      } catch {
        fail(error)
        return
      }
    }
  }

  /// What the worker must know about duplicates; the only worker asks the gate as it goes.
  private func duplicates(
    _ worker: TableWorker, _ batch: RecordBatch, _ ticket: Int
  ) -> TableWorker.Duplicates {
    if workerCount == 1 { return .gate(gate) }
    let keys = worker.uniqueKeys(batch)
    var answers: [Bool] = []
    inTurn(\.duplicateTurn, ticket) { answers = gate.judge(keys) }
    return .judged(answers)
  }

  private func merged(_ first: Findings, _ later: Findings) -> Findings {
    var all = first
    all.merge(later)
    return all
  }

  /// Reads the next batch; nil at the end or after a failure.
  private func take(into batch: RecordBatch) -> Int? {
    pthread_mutex_lock(&readLock)
    defer { pthread_mutex_unlock(&readLock) }
    if isFinished { return nil }
    do throws(Failure) {
      guard try reader.next(into: batch, &readerFindings) else {
        isFinished = true
        return nil
      }
    } catch {
      isFinished = true
      fail(error)
      return nil
    }
    nextTicket += 1
    return nextTicket - 1
  }

  private func inTurn(
    _ counter: ReferenceWritableKeyPath<TablePipeline, Int>, _ ticket: Int, _ body: () -> Void
  ) {
    pthread_mutex_lock(&lock)
    while self[keyPath: counter] != ticket && failure == nil { pthread_cond_wait(&turn, &lock) }
    if failure == nil { body() }
    self[keyPath: counter] = max(self[keyPath: counter], ticket + 1)
    pthread_cond_broadcast(&turn)
    pthread_mutex_unlock(&lock)
  }

  private var hasFailed: Bool {
    pthread_mutex_lock(&lock)
    defer { pthread_mutex_unlock(&lock) }
    return failure != nil
  }

  private func fail(_ error: Failure) {
    pthread_mutex_lock(&lock)
    if failure == nil { failure = error }
    pthread_cond_broadcast(&turn)
    pthread_mutex_unlock(&lock)
  }
}
