internal import Diagnostics
internal import LearnMarkdown
internal import SiteModel

/// The words for what is wrong with a reference where they depend on nothing but the reference.
struct LinkFinding {
  let reference: Reference
  let place: SourcePlace

  func of(_ problem: LinkResolution.Problem) -> Diagnostic {
    let written = reference.written
    switch problem {
    case .fileNotFound(let path), .notAPage(let path):
      return make(
        .fileNotFound,
        "The target of the \(noun) `\(written)` becomes no page: `\(path.utf8String)` is an include, or excluded by the configuration."
      )
    case .fallbackUnknown(let path):
      return make(
        .fallbackUnknown,
        "This locale has no `\(path.utf8String)`, which the \(noun) `\(written)` leads to; whether the source language has it is known with `--source`."
      )
    case .bookmarkNotFound(let id, _):
      return make(.bookmarkNotFound, "The page that `\(written)` leads to has no bookmark `#\(id.utf8String)`.")
    case .queryAfterFragment(let mended):
      return make(
        .bookmarkNotFound,
        "A query stands before the bookmark; browsers read all that follows the `#` of `\(written)` as its name.",
        mended.utf8String)
    case .redirected(let target):
      return make(
        .redirectedLink,
        "The target of the \(noun) `\(written)` has moved; a redirection leads to \(target.isEmpty ? "the home page" : "`\(target.utf8String)`").",
        target.utf8String)
    case .refused(let address):
      return make(
        .addressRefused,
        "The \(noun) `\(written)` leads to `\(address.utf8String)`, which no page may lead to; its text is shown without a link."
      )
    case .circularRedirection:
      return make(.circularRedirection, "The redirection of `\(written)` comes back to where it began.")
    case .uidNotFound(let uid, let near):
      return make(
        .xrefNotFound,
        "No page of the docset says in its metadata that its `uid` is `\(uid.utf8String)`; the text is shown without a link."
          + (near.map { " Did you mean `\($0)`?" } ?? ""), near.map { "xref:" + $0 })
    case .caseMismatch(let right):
      return make(
        .linkCaseMismatch, "Letter case counts in an address: `\(written)` is written `\(right.utf8String)`.",
        reference.leading(to: right))
    case .outOfScope:
      return make(.linkOutOfScope, "The \(noun) `\(written)` leads out of the folder of this docset and language.")
    case .localPath:
      return make(
        .localFilePath, "A link leads to a page or a file of the docset; `\(written)` is a path on one computer.")
    case .backslash(let mended):
      return make(.mtPathBackslash, "A path is written with `/`; `\(written)` has `\\`.", mended.utf8String)
    case .rootPath(nil):
      return make(
        .mtPathRoot,
        "A link that begins with `/` is an address below the site's root, without `.md`; `\(written)` has it, and names no file of the docset.",
        written.replacing(".md", with: "", maxReplacements: 1))
    case .rootPath(let mended?):
      let right = reference.leading(to: mended)
      return make(
        .mtPathRoot,
        "A link that begins with `/` is an address below the site's root, without `.md`; `\(written)` is read as `\(right)`.",
        right)
    case .hardCodedLocale(let locale):
      let name = locale.utf8String
      return make(
        .hardCodedLocale,
        "A link leaves the locale out, so that readers get their language; `\(written)` says `\(name)`.",
        written.replacing("/\(name)/", with: "/", maxReplacements: 1))
    case .fragmentSpace(let mended):
      return make(
        .mtFragmentSpace, "A bookmark has no space inside; `\(written)` has one.",
        reference.path + "#" + mended.utf8String)
    }
  }

  private var noun: String { reference.noun }

  private func make(_ rule: DiagnosticRule, _ message: String, _ suggestion: String? = nil) -> Diagnostic {
    Diagnostic(rule: rule, message, at: place, suggestion: suggestion)
  }
}
