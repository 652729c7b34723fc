package import Checks
package import Diagnostics
internal import Docset

/// The glossaries of a docset: the files of `Content/glossary`.
package struct Glossaries: Sendable {
  package var byLocale: [String: Glossary] = [:]
  /// What is wrong with the files.
  package var findings: [Diagnostic] = []

  package init() {}

  package static let folder = "Content/glossary"

  static func read(of workspace: Workspace) throws(DocsetError) -> Glossaries {
    var glossaries = Glossaries()
    guard workspace.root.exists(folder) else { return glossaries }
    let shown = workspace.configuration.shownRoot + folder + "/"
    let source = workspace.configuration.sourceLocale
    let locales = workspace.sources.map(\.locale).filter { $0 != source }
    let files: SourceFolder
    do throws(Files.Failure) {
      files = try workspace.root.folder(folder)
    } catch {
      throw DocsetError(.unreadable, "The folder cannot be read: \(error.reason).", at: .init(file: shown))
    }
    for path in try FileTree(of: files).files where GlossaryFile.isOne(path) {
      let bytes: [UInt8]
      do throws(Files.Failure) {
        bytes = try files.read(path, limit: Files.articleLimit)
      } catch {
        throw DocsetError(.unreadable, "The glossary cannot be read: \(error.reason).", at: .init(file: shown + path))
      }
      let file = GlossaryFile(bytes, name: path, shown: shown + path, sourceLocale: source)
      glossaries.findings += file.findings
      // A term base may have languages that the site has not.
      var isUsed = path.hasSuffix(".tbx")
      for (language, glossary) in file.glossaries {
        for locale in locales where locale == language || locale.prefix(while: { $0 != "-" }) == language {
          glossaries.byLocale[locale, default: Glossary()].terms += glossary.terms
          isUsed = true
        }
      }
      if !isUsed {
        let others = locales.map { "`\($0).yml`" }.joined(separator: ", ")
        glossaries.findings.append(
          Diagnostic(
            rule: .glossaryInvalid,
            "A glossary is called after the translation that it is of\(others.isEmpty ? "" : ", here \(others)"); no locale of the site is called `\(path.dropLast(4))`.",
            at: SourcePlace(file: shown + path)))
      }
    }
    return glossaries
  }
}
