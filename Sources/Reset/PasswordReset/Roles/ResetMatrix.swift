/// Who may reset whose password: the table that Entra ID documents.
///
/// An actor may reset a target when one of the actor's roles may touch *every* role of the target. That is the rule
/// of the target's highest role, made safe for pairs of roles of which neither is higher than the other.
///
/// - SeeAlso: Microsoft Entra, "Who can reset passwords".
public enum ResetMatrix {
  /// The roles that may reset somebody, from the weakest to the strongest.
  public static let actors: [Role] = [
    .passwordAdministrator, .helpdeskAdministrator, .authenticationAdministrator, .userAdministrator,
    .privilegedAuthenticationAdministrator, .globalAdministrator,
  ]

  /// What `actor` may do to a target that holds nothing but `target`; `nil` stands for a target without any role.
  public static func allows(_ actor: Role, toReset target: Role?) -> Bool {
    guard let actor = actors.firstIndex(of: actor) else { return false }
    return permitted(target).contains(actor)
  }

  /// Whether the holder of all of `actor` may reset the holder of all of `target`.
  public static func allows(_ actor: Set<Role>, toReset target: Set<Role>) -> Bool {
    actor.contains { actor in
      target.isEmpty ? allows(actor, toReset: nil) : target.allSatisfy { allows(actor, toReset: $0) }
    }
  }

  /// Whether `actor` may reset anybody at all.
  public static func resetsSomebody(_ actor: Set<Role>) -> Bool { actor.contains { actors.contains($0) } }

  private static let everyActor = 0..<6
  private static let fromHelpdesk = 1..<6
  private static let fromUserAdministrator = 3..<6
  private static let strongest = 4..<6

  private static func permitted(_ target: Role?) -> [Int] {
    switch target {
    case nil, .directoryReader?, .guestInviter?, .passwordAdministrator?: Array(everyActor)
    case .messageCenterReader?, .reportsReader?, .userExperienceSuccessManager?, .usageSummaryReportsReader?:
      Array(fromHelpdesk)
    case .helpdeskAdministrator?: [1] + Array(fromUserAdministrator)
    case .authenticationAdministrator?: [2] + Array(strongest)
    case .groupsAdministrator?, .userAdministrator?: Array(fromUserAdministrator)
    default: Array(strongest)
    }
  }
}
