import Foundation
import PasswordReset
import PasswordResetPostgreSQL
import PasswordResetSQLite
import PostgreSQLServers

/// Whether the time of self-service's answers tells a user who exists from one who does not.
struct TimingProof {
  let samples: Int
  var onServer = false

  func run() async throws -> Bool {
    let start = try await measure("asking for a recovery") { service, name in
      let time = try await ContinuousClock().measure { _ = try await service.startRecovery(of: name) }
      return time
    }
    let redeem = try await measure("redeeming a wrong code") { service, name in
      let ticket = try await service.startRecovery(of: name)
      try await service.deliver()
      return await ContinuousClock().measure { _ = try? await service.redeem(Secret("00000000"), for: ticket) }
    }
    return start && redeem
  }

  private func measure(
    _ what: String, _ sample: (PasswordResetService, String) async throws -> Duration
  ) async throws -> Bool {
    let folder = try ResetProof.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let clock = ManualClock()
    let server = onServer ? try PostgreSQLServer() : nil
    let store: any ResetStore =
      if let server {
        try await PostgreSQLResetStore(PostgreSQLLocation(server.database()))
      } else {
        try SQLiteResetStore(path: folder.appendingPathComponent("directory.sqlite").path)
      }
    let service = PasswordResetService(
      store: store, keys: KeyRing(),
      hasher: PasswordHasher(cost: .reducedForTests), clock: clock, mail: InMemoryMailbox())
    let names = (0..<50).map { "user\($0)@contoso.example" }
    try await service.setUp(
      Tenant(name: "Contoso", selfService: .all), domains: [Domain(name: "contoso.example")],
      users: names.map { NewUser($0, alternateEmail: "a@privat.example") })
    var known: [Double] = []
    var unknown: [Double] = []
    for turn in 0..<samples {
      clock.advance(by: .minutes(3))
      let name = names[turn % names.count]
      // In turns, and who goes first by chance, so that whatever drifts drifts for both.
      let order = Bool.random() ? [true, false] : [false, true]
      for isKnown in order {
        let time = try await sample(service, isKnown ? name : "x\(name)")
        let milliseconds = Double(time.components.attoseconds) * 1e-15 + Double(time.components.seconds) * 1000
        if isKnown { known.append(milliseconds) } else { unknown.append(milliseconds) }
      }
    }
    let difference = abs(median(known) - median(unknown))
    print(
      String(
        format:
          "timing: %@: medians %.4f ms known, %.4f ms unknown, difference %.4f ms, Welch's t %.2f over %d samples each",
        what, median(known), median(unknown), difference, welch(known, unknown), samples))
    return difference < 1
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

  private func welch(_ a: [Double], _ b: [Double]) -> Double {
    func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
      let mean = values.reduce(0, +) / Double(values.count)
      return (mean, values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1))
    }
    let (first, second) = (moments(a), moments(b))
    return (first.mean - second.mean)
      / (first.variance / Double(a.count) + second.variance / Double(b.count)).squareRoot()
  }
}
