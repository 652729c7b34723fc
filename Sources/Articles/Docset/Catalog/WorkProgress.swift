/// Is told how far long work is, by the tasks that do it.
///
/// Handed down by the task: the stages between the command and the work need not know of it.
package final class WorkProgress: Sendable {
  @TaskLocal package static var current: WorkProgress?

  /// Called after each part, one call at a time: how many things of the work at hand are done, out of how many.
  package let report: @Sendable (_ done: Int, _ total: Int) -> Void

  package init(report: @escaping @Sendable (_ done: Int, _ total: Int) -> Void) { self.report = report }
}
