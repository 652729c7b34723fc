internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

extension LinkChecks {
  /// The edit that gives a link the destination at which it arrives. Nil where that leaves anything to be said of it,
  /// or where the destination is not written as it reads.
  func fix(
    for problem: LinkResolution.Problem, of link: Link, _ resolution: LinkResolution, in file: [UInt8],
    on page: SitePage
  ) -> Fix? {
    guard isMendable(problem, link), let range = link.destinationSource,
      let target = resolver.sourcePath(of: resolution.target)
    else { return nil }
    var destination = link.destination
    for case .queryAfterFragment(let mended) in resolution.problems { destination = mended }
    let parts = Paths.split(destination)
    var path = parts.path.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
    var suffix = Array(destination[parts.path.endIndex...])
    for problem in resolution.problems {
      switch problem {
      case .fragmentSpace(let bookmark): suffix = parts.query + [UInt8(ascii: "#")] + bookmark
      case .redirected, .caseMismatch, .rootPath:
        path = Route.relative(to: target, from: file)
        if suffix.isEmpty { suffix = resolution.suffix }
      default: continue
      }
    }
    let mended = path + suffix
    let isPlain = !mended.contains { $0 <= 0x20 || "()<>\"'".utf8.contains($0) }
    let after = resolver.resolve(mended, form: link.form, from: file, on: page)
    return isPlain && after.problems.isEmpty ? Fix([.init(range, mended.utf8String)]) : nil
  }

  private func isMendable(_ problem: LinkResolution.Problem, _ link: Link) -> Bool {
    switch problem {
    case .redirected, .caseMismatch, .backslash, .fragmentSpace, .queryAfterFragment: return true
    case .rootPath:
      // `/security` may be a folder of the docset, and another docset beside it.
      let path = Paths.split(link.destination).path
      return path.suffix(3).elementsEqual(".md".utf8) || path.dropFirst().dropLast().contains(UInt8(ascii: "/"))
    default: return false
    }
  }

  /// Whether a page has the bookmark was not known when a link was mended: without it, the repair is not certain.
  func confirm(_ link: Link, _ resolution: LinkResolution, among findings: inout [Diagnostic]) {
    let isLost = resolution.problems.contains { if case .bookmarkNotFound = $0 { true } else { false } }
    guard isLost else { return }
    for index in findings.indices where findings[index].fix?.lies(in: link.source) == true {
      findings[index].fix = nil
    }
  }
}

extension Fix {
  /// Whether all that it changes is in `range` of the file.
  fileprivate func lies(in range: Range<Int>) -> Bool {
    edits.allSatisfy { $0.range.lowerBound >= range.lowerBound && $0.range.upperBound <= range.upperBound }
  }
}
