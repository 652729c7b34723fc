package import CoreMetrics
internal import Synchronization

/// Keeps what is counted through swift-metrics, and gives it in the text form that Prometheus scrapes.
///
/// - SeeAlso: https://prometheus.io/docs/instrumenting/exposition_formats/
package final class PrometheusMetrics: MetricsFactory {
  private struct Series: Hashable {
    let label: String
    let dimensions: [String]
  }

  private enum Kind: String { case counter, gauge, summary }

  private struct Value {
    let kind: Kind
    var sum = 0.0
    /// Of a summary.
    var count: Int64 = 0
  }

  private final class Handler: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler, TimerHandler
  {
    private let series: Series
    private let kind: Kind
    private let metrics: PrometheusMetrics

    init(_ series: Series, _ kind: Kind, _ metrics: PrometheusMetrics) {
      self.series = series
      self.kind = kind
      self.metrics = metrics
      change { _ in }
    }

    private func change(_ body: (inout Value) -> Void) { metrics.change(series, kind, body) }

    func increment(by amount: Int64) { change { $0.sum += Double(amount) } }
    func increment(by amount: Double) { change { $0.sum += amount } }
    func decrement(by amount: Double) { change { $0.sum -= amount } }
    func set(_ value: Int64) { change { $0.sum = Double(value) } }
    func set(_ value: Double) { change { $0.sum = value } }
    func reset() { change { $0.sum = 0 } }

    func record(_ value: Int64) { record(Double(value)) }
    func record(_ value: Double) {
      change { kept in
        if kept.kind == .gauge { return kept.sum = value }
        kept.sum += value
        kept.count += 1
      }
    }
    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1_000_000_000) }
  }

  private let values = Mutex<[Series: Value]>([:])

  package init() {}

  private func change(_ series: Series, _ kind: Kind, _ body: (inout Value) -> Void) {
    values.withLock { values in body(&values[series, default: Value(kind: kind)]) }
  }

  private func handler(_ label: String, _ dimensions: [(String, String)], _ kind: Kind) -> Handler {
    let pairs = dimensions.map { "\(Self.name($0.0))=\"\(Self.escaped($0.1))\"" }
    return Handler(Series(label: Self.name(label), dimensions: pairs), kind, self)
  }

  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    handler(label, dimensions, .counter)
  }

  package func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler { handler(label, dimensions, .counter) }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    handler(label, dimensions, .gauge)
  }

  package func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler { handler(label, dimensions, aggregate ? .summary : .gauge) }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    handler(label, dimensions, .summary)
  }

  // A series stays, as a counter that vanished would be taken for one that began anew.
  package func destroyCounter(_ handler: any CounterHandler) {}
  package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  package func destroyMeter(_ handler: any MeterHandler) {}
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  package func destroyTimer(_ handler: any TimerHandler) {}

  /// Every series, by name.
  package var text: String {
    let values = values.withLock { $0 }
    var text = ""
    var last = ""
    for (series, value) in values.sorted(by: {
      ($0.key.label, $0.key.dimensions.joined()) < ($1.key.label, $1.key.dimensions.joined())
    }) {
      if series.label != last { text += "# TYPE \(series.label) \(value.kind.rawValue)\n" }
      last = series.label
      let dimensions = series.dimensions.isEmpty ? "" : "{\(series.dimensions.joined(separator: ","))}"
      if value.kind == .summary {
        text += "\(series.label)_sum\(dimensions) \(value.sum)\n\(series.label)_count\(dimensions) \(value.count)\n"
      } else {
        text += "\(series.label)\(dimensions) \(value.sum)\n"
      }
    }
    return text
  }

  private static func name(_ label: String) -> String {
    String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "_" ? $0 : "_" })
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
