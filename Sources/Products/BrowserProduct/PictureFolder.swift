package import Scenarios

/// Where the pictures of steps go, each named by procedure, language, role and step.
package struct PictureFolder: Sendable {
  private let write: @Sendable (_ name: String, _ bytes: [UInt8]) throws -> Void

  /// - Parameter write: Keeps one picture under its name, in place of one of the same name.
  package init(write: @escaping @Sendable (_ name: String, _ bytes: [UInt8]) throws -> Void) { self.write = write }

  func keep(_ picture: [UInt8], of step: StepName, in setup: WorldSetup) throws {
    try write(Self.name(of: step, in: setup), picture)
  }

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
