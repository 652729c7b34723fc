extension DiagnosticRule {
  /// Rules about addresses outside of the docset, which are asked for with `--external` only.
  package static let external: [DiagnosticRule] = [
    externalLinkBroken, externalLinkUnreachable, externalLinkPrivate,
  ]

  package static let externalLinkBroken = DiagnosticRule(
    "external-link-broken", .warning, "The server says that an address is gone, or there is no such server.",
    help: "Link to where the page has moved, or take the link out.")

  package static let externalLinkUnreachable = DiagnosticRule(
    "external-link-unreachable", .suggestion, "A server gave no proper answer for an address, also when asked again.",
    help: "Open the address in a browser. If it works there, add it or the status to the external lists.")

  package static let externalLinkPrivate = DiagnosticRule(
    "external-link-private", .warning, "An address leads into a private network or to this machine.",
    help: "Link to an address that readers can reach, or allow private addresses under external.")
}
