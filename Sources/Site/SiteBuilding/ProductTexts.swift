internal import BoundedYAML
package import Diagnostics
internal import Docset
package import ProductLabels
internal import Yams

/// What the translation files of the product say, that a docset names.
package struct ProductTexts: Sendable {
  package var catalogs: LabelCatalogs
  package var labels: ScreenLabels
  /// What is wrong with the files.
  package var findings: [Diagnostic]
}

/// What is done with the files that `labels:` of a product file names.
package struct LabelOptions: Sendable {
  /// In place of the docset's own.
  package var productFile: String?
  /// Whether the commands of the product file may run: a stranger may have written it.
  package var allowsCommands: Bool
  /// A folder with the files as they were, or a git revision at which they are read.
  package var from: String?

  package init(productFile: String? = nil, allowsCommands: Bool = false, from: String? = nil) {
    self.productFile = productFile
    self.allowsCommands = allowsCommands
    self.from = from
  }
}

extension ProductTexts {
  /// Reads them; nil where there is no product file, or one that names no translation files.
  static func read(of workspace: Workspace, _ options: LabelOptions) throws(DocsetError) -> ProductTexts? {
    let configuration = workspace.configuration
    guard let file = try ProductFileSource(of: workspace, options.productFile), let files = try file.labels() else {
      guard options.from == nil else {
        throw DocsetError(
          .invalidConfiguration,
          "`--labels-from` compares the files that `labels` of a product file names; there is none.",
          at: .init(file: configuration.file))
      }
      return nil
    }
    let locales = workspace.sources.map(\.locale)
    let source = configuration.sourceLocale
    let all = locales.contains(source) ? locales : [source] + locales
    func read(_ folder: SourceFolder, _ commands: LabelFiles.Commands) -> (LabelCatalogs, [Diagnostic]) {
      files.read(in: folder, shown: file.shownFolder, locales: all, sourceLocale: source, commands: commands)
    }
    let commands: LabelFiles.Commands = options.allowsCommands ? .allowed : .refused
    let (now, findings) = read(file.folder, commands)
    guard let from = options.from else {
      return ProductTexts(catalogs: now, labels: ScreenLabels(now, locales: all), findings: findings)
    }
    let before: (LabelCatalogs, [Diagnostic])
    if Files.isDirectory(from) {
      before = read(SourceFolder(from), commands)
    } else {
      do throws(GitChanges.Failure) {
        let changes = try GitChanges.since(from, in: file.folder.path)
        before = read(SourceFolder(file.folder.path, snapshot: changes.before), .ofAnotherTime)
      } catch {
        throw DocsetError(.unreadable, "`--labels-from` names a folder or a git revision. \(error.reason)")
      }
    }
    if let first = before.1.first(where: { $0.severity == .error }) {
      throw DocsetError(.unreadable, "Of `--labels-from`: \(first.message)", at: first.place)
    }
    return ProductTexts(
      catalogs: now, labels: ScreenLabels(now, locales: all, before: before.0), findings: findings)
  }
}

extension ProductFileSource {
  /// What it says about labels; nil where it says nothing.
  fileprivate func labels() throws(DocsetError) -> LabelFiles? {
    do {
      guard let labels = try BoundedYAML.compose(String(decoding: bytes, as: UTF8.self))?["labels"] else { return nil }
      return try LabelFiles(labels, file: shown)
    } catch let error as LabelFailure {
      throw DocsetError(.invalidConfiguration, error.finding.message, at: error.finding.place)
    } catch let error as YamlError {
      let finding = YamlFinding(error).diagnostic(file: shown, firstLine: 0)
      throw DocsetError(.invalidConfiguration, finding.message, at: finding.place)
    } catch {
      throw DocsetError(.invalidConfiguration, "\(error)", at: .init(file: shown))
    }
  }
}
