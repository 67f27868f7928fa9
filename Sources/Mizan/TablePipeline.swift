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

  private var lock = pthread_mutex_t()
  private var turn = pthread_cond_t()
  private var nextTicket = 0
  private var duplicateTurn = 0
  private var outputTurn = 0
  private var isFinished = false
  private var failure: Failure?
  private let gate = DuplicateGate()
  private var rules = RowRules()
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
    pthread_mutex_init(&lock, nil)
    pthread_cond_init(&turn, nil)
  }

  deinit {
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
    result.conclude(workers)
    rules.conclude(context, &result.findings)
    return result
  }

  private func work(_ worker: TableWorker) {
    let batch = RecordBatch()
    while let ticket = take(into: batch) {
      do throws(Failure) {
        let keys = worker.uniqueKeys(batch)
        var duplicates: [Bool] = []
        inTurn(\.duplicateTurn, ticket) { if !keys.isEmpty { duplicates = gate.judge(keys) } }
        let output = try worker.process(batch, duplicates: duplicates)
        var thrown: Failure?
        inTurn(\.outputTurn, ticket) {
          do throws(Failure) {
            rules.inspect(batch, context, &output.findings)
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

  /// Reads the next batch; nil at the end or after a failure.
  private func take(into batch: RecordBatch) -> Int? {
    pthread_mutex_lock(&lock)
    defer { pthread_mutex_unlock(&lock) }
    if isFinished || failure != nil { return nil }
    do throws(Failure) {
      var findings = Findings()
      guard try reader.next(into: batch, &findings) else {
        result.findings.merge(findings)
        isFinished = true
        return nil
      }
      result.findings.merge(findings)
    } catch {
      failure = error
      pthread_cond_broadcast(&turn)
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

  private func fail(_ error: Failure) {
    pthread_mutex_lock(&lock)
    if failure == nil { failure = error }
    pthread_cond_broadcast(&turn)
    pthread_mutex_unlock(&lock)
  }
}
