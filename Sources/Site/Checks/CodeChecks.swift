internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// Findings about the files that articles show code of.
struct CodeChecks: Sendable {
  let docset: SiteDocset

  func findings(in file: ArticleFile) -> [Diagnostic] {
    file.article.code.compactMap { reference in
      let place = reference.place.place(in: Paths.shown(file.path, behind: docset.catalog.source.shownPrefix))
      let written = reference.path.utf8String
      guard let path = docset.catalog.path(of: reference, in: file.path), !path.isEmpty else {
        return Diagnostic(
          rule: .linkOutOfScope,
          "Code is shown from files of the repository; `\(written)` lies outside of it, or in what is hidden there.",
          at: place)
      }
      switch docset.code(reference, in: file.path, from: docset.catalog) {
      case .success(let code)?: return fault(of: reference, code, at: place)
      case .failure(.tooLarge(let size))?:
        return Diagnostic(
          rule: .fileTooLarge,
          "A file that code is shown of has at most \(Files.articleLimit >> 20) MiB; `\(written)` has \(size >> 20) MiB and was not read.",
          at: place)
      case .failure(let failure)?:
        return Diagnostic(rule: .fileUnreadable, "`\(written)` cannot be read: \(failure.reason).", at: place)
      case nil: return missing(written, path, file, at: place)
      }
    }
  }

  private func missing(_ written: String, _ path: [UInt8], _ file: ArticleFile, at place: SourcePlace) -> Diagnostic {
    guard docset.isSource || docset.fallback != nil else {
      return Diagnostic(
        rule: .fallbackUnknown,
        "This locale lacks the file of code `\(written)`; whether the source language has it is known with `--source`.",
        at: place)
    }
    let paths = (docset.catalog.index.paths + (docset.fallback?.index.paths ?? [])).map(\.string).sorted {
      $0.precedesInBytes($1)
    }
    let near = NearName.closest(to: path.utf8String, among: paths).map {
      Route.relative(to: Array($0.utf8), from: Array(file.path.utf8)).utf8String
    }
    return Diagnostic(
      rule: .codesnippetNotFound,
      "The file that code is shown of is not there: `\(written)`." + (near.map { " Did you mean `\($0)`?" } ?? ""),
      at: place, suggestion: near)
  }

  private func fault(of reference: CodeReference, _ code: [UInt8], at place: SourcePlace) -> Diagnostic? {
    let written = reference.path.utf8String
    do throws(CodeSnippet.Fault) {
      _ = try reference.snippet(of: code)
    } catch {
      switch error {
      case .noSnippet(let name, let known):
        let near = NearName.closest(to: name, among: known)
        if reference.isNotebook {
          return Diagnostic(
            rule: .codesnippetInvalid,
            "A cell of a notebook has its name in its `metadata`; `\(written)` has no cell called `\(name)`."
              + (near.map { " Did you mean `\($0)`?" } ?? ""),
            at: place, suggestion: near)
        }
        return Diagnostic(
          rule: .codesnippetInvalid,
          "A snippet stands in its file between marks such as `// <\(name)>` and `// </\(name)>`; `\(written)` has none called `\(name)`."
            + (near.map { " Did you mean `\($0)`?" } ?? ""),
          at: place, suggestion: near)
      case .notNotebook:
        return Diagnostic(
          rule: .codesnippetInvalid, "A notebook is a JSON file with `cells`; `\(written)` is none.", at: place)
      case .tooFewLines(let count, let asked):
        return Diagnostic(
          rule: .codesnippetInvalid, "`\(written)` has \(count) lines; line \(asked) of it is asked for.", at: place)
      case .unreadable(let text):
        return Diagnostic(
          rule: .codesnippetInvalid, "Lines are written as `3`, `2-7` or `2-7,9-`; `\(text)` is none of these.",
          at: place)
      }
    }
    guard let damage = SourceText(code).encodingFindings(in: place.file).first else { return nil }
    return Diagnostic(
      rule: .invalidUTF8,
      "`\(written)` is not clean UTF-8 on line \(damage.place.line): what cannot be read is shown as \u{FFFD}.",
      at: place)
  }
}
