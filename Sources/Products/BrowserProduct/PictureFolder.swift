package import Scenarios
internal import Synchronization

/// Where the pictures of steps go, each named by procedure, language, role and step.
package struct PictureFolder: Sendable {
  package typealias Taken = (file: String, setup: WorldSetup, step: StepName)

  private final class Taking: Sendable {
    let taken = Mutex<[String: Taken]>([:])
  }

  private let write: @Sendable (_ name: String, _ bytes: [UInt8]) throws -> Void
  private let taking = Taking()

  /// - Parameter write: Keeps one picture under its name, in place of one of the same name.
  package init(write: @escaping @Sendable (_ name: String, _ bytes: [UInt8]) throws -> Void) { self.write = write }

  func keep(_ picture: [UInt8], of step: StepName, in setup: WorldSetup) throws {
    let name = Self.name(of: step, in: setup)
    try write(name, picture)
    taking.taken.withLock { $0[name] = (name, setup, step) }
  }

  /// What was taken so far, in no order.
  package var taken: [Taken] { taking.taken.withLock { Array($0.values) } }

  /// `admin/add-users/resend-user-password#resend-user-password` becomes
  /// `admin-add-users-resend-user-password.resend-user-password.da-DK.global-administrator.step-2.png`.
  package static func name(of step: StepName, in setup: WorldSetup) -> String {
    let procedure = String(
      setup.procedure.map { character in
        character == "#" ? "." : character.isLetter || character.isNumber || "-.".contains(character) ? character : "-"
      })
    let variant = setup.variant == "only" ? "" : ".\(setup.variant)"
    return "\(procedure).\(setup.locale).\(setup.role)\(variant).step-\(step.number).png"
  }
}
