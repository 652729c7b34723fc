internal import CoreMetrics

/// What a program that set up swift-metrics counts of the library; costs next to nothing where none did.
enum Counters {
  static func resets(_ origin: ResetOperation.Origin) {
    Counter(label: "password_resets_total", dimensions: [("origin", origin.rawValue)]).increment()
  }

  static func signIn(_ outcome: String) {
    Counter(label: "password_sign_ins_total", dimensions: [("outcome", outcome)]).increment()
  }

  static func refusal(_ error: ResetError) {
    Counter(label: "password_refusals_total", dimensions: [("code", error.code)]).increment()
  }

  static func deliveries(_ report: DeliveryReport) {
    for (outcome, count) in [
      ("sent", report.sent), ("postponed", report.postponed), ("dead", report.dead), ("superseded", report.superseded),
      ("expired", report.expired),
    ] where count > 0 {
      Counter(label: "password_deliveries_total", dimensions: [("outcome", outcome)]).increment(by: count)
    }
  }
}
