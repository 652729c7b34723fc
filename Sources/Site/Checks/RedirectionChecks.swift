internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// Findings about the redirections of a docset.
struct RedirectionChecks: Sendable {
  let links: LinkChecks

  private var docset: SiteDocset { links.docset }

  func findings() -> [Diagnostic] {
    var findings: [Diagnostic] = []
    var first: [ByteString: DocsetSource.Redirection] = [:]
    for entry in docset.catalog.source.redirections + docset.catalog.redirections {
      let source = ByteString(entry.from)
      // `old.md` and `old.html` are one address.
      let route = docset.route(ofPage: source.bytes)
      if let earlier = first[ByteString(route)] {
        findings.append(repeated(entry, earlier))
        continue
      }
      first[ByteString(route)] = entry
      if docset.catalog.index[source.bytes] != nil || docset.page(at: route)?.isFallback == false {
        findings.append(shadowed(entry))
      } else if route == docset.notFoundRoute {
        findings.append(reserved(entry))
      }
      if !NameLength.allowsPage(source.bytes) { findings.append(tooLong(entry)) }
      switch docset.redirections.target(of: source.bytes) {
      case .circular:
        findings.append(
          Diagnostic(
            rule: .circularRedirection,
            "Redirections may not come back to where they began; that of `\(entry.from)` does.", at: entry.place))
      case .path(let path, let suffix):
        guard let problem = links.problem(redirectingTo: path, suffix: suffix) else { continue }
        findings.append(links.finding(problem, Reference("redirection", Array(entry.to.utf8), in: []), at: entry.place))
      case .address(let address):
        let isRefused = links.resolver.site.redirectionTarget(at: address, outOf: docset) == nil
        if isRefused, !address.isEmpty { findings.append(refused(entry, address)) }
      case nil: continue
      }
    }
    return findings
  }

  private func repeated(_ entry: DocsetSource.Redirection, _ earlier: DocsetSource.Redirection) -> Diagnostic {
    let other = earlier.place.file == entry.place.file ? "" : " of `\(earlier.place.file)`"
    let name = earlier.from == entry.from ? "is" : "has the address of `\(earlier.from)`, which is"
    return Diagnostic(
      rule: .redirectionConflict,
      "A page is redirected once; `\(entry.from)` \(name) on line \(earlier.place.line)\(other) already, to `\(earlier.to)`.",
      at: entry.place)
  }

  private func reserved(_ entry: DocsetSource.Redirection) -> Diagnostic {
    Diagnostic(
      rule: .redirectionConflict,
      "A redirection begins where a page was; at the address of `\(entry.from)` stands the page for addresses that lead nowhere, so that nobody is redirected.",
      at: entry.place)
  }

  /// An error, since the page would open the address by itself.
  private func refused(_ entry: DocsetSource.Redirection, _ address: [UInt8]) -> Diagnostic {
    Diagnostic(
      .error, DiagnosticRule.addressRefused.code,
      "A redirection leads to a page of the docset or to an address of the web; that of `\(entry.from)` leads to `\(address.utf8String)`, and no page is written for it.",
      at: entry.place)
  }

  private func tooLong(_ entry: DocsetSource.Redirection) -> Diagnostic {
    Diagnostic(
      rule: .pathTooLong,
      "A page's file, with `.html.md` at its end, has a name of at most 255 bytes; that of this redirection would be longer, and is not written.",
      at: entry.place)
  }

  private func shadowed(_ entry: DocsetSource.Redirection) -> Diagnostic {
    Diagnostic(
      rule: .redirectionConflict,
      "A page that is redirected is no longer there; `\(entry.from)` is, so that nobody is redirected.",
      at: entry.place)
  }
}
