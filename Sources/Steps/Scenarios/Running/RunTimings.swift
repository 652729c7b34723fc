extension TestReport {
  /// How many step actions the runs did and how fast, for `trin test --timings`. A run's time counts from its fresh
  /// world to its last expectation; with one job at a time it is the time of one core.
  package var timings: String {
    let runs = procedures.flatMap(\.runs)
    let actions = runs.reduce(0) { $0 + $1.steps.reduce(0) { $0 + $1.actions.count } }
    let milliseconds = runs.reduce(0) { $0 + $1.milliseconds }
    let steps = runs.reduce(0) { $0 + $1.stepMilliseconds }
    func rate(_ time: Double) -> Int { time > 0 ? Int(Double(actions) * 1000 / time) : 0 }
    return """
      \(actions) actions in \(runs.count) runs
      runs with their worlds: \(Int(milliseconds.rounded())) ms, \(rate(milliseconds)) actions a second
      steps alone:            \(Int(steps.rounded())) ms, \(rate(steps)) actions a second
      """
  }
}
