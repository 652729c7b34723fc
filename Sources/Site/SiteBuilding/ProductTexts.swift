internal import BoundedYAML
package import Diagnostics
internal import Docset
package import ProductLabels
internal import Yams

/// What the translation files of the product say, that a docset names.
package struct ProductTexts: Sendable {
  package var labels: ScreenLabels
  /// What is wrong with the files.
  package var findings: [Diagnostic]
}

/// What is done with the files that `labels:` of a product file names.
package struct LabelOptions: Sendable {
  /// Whether the commands of a product file may run: a stranger may have written it.
  package var allowsCommands = false
  /// A folder with the files as they were, or a git revision at which they are read.
  package var from: String?

  package init() {}
}

extension ProductTexts {
  /// Reads them; nil where the docset names no product file, or that no translation files.
  static func read(of workspace: Workspace, _ options: LabelOptions) throws(DocsetError) -> ProductTexts? {
    let configuration = workspace.configuration
    guard let path = configuration.productFile, let files = try files(path, of: workspace) else {
      guard options.from == nil else {
        throw DocsetError(
          .invalidConfiguration,
          "`--labels-from` compares the files that `labels` of a product file names; there is none.",
          at: .init(file: configuration.file))
      }
      return nil
    }
    let parent = path.split(separator: "/").dropLast().joined(separator: "/")
    let folderPath = workspace.root.path + (parent.isEmpty ? "" : "/" + parent)
    let folder: SourceFolder
    do throws(Files.Failure) {
      folder = parent.isEmpty ? workspace.root : try workspace.root.folder(parent)
    } catch {
      throw DocsetError(.unreadable, "The folder `\(parent)` cannot be read: \(error.reason).")
    }
    let shown = configuration.shownRoot + (parent.isEmpty ? "" : parent + "/")
    let locales = workspace.sources.map(\.locale)
    let source = configuration.sourceLocale
    let all = locales.contains(source) ? locales : [source] + locales
    func read(_ folder: SourceFolder, _ commands: LabelFiles.Commands) -> (LabelCatalogs, [Diagnostic]) {
      files.read(in: folder, shown: shown, locales: all, sourceLocale: source, commands: commands)
    }
    let commands: LabelFiles.Commands = options.allowsCommands ? .allowed : .refused
    let (now, findings) = read(folder, commands)
    guard let from = options.from else {
      return ProductTexts(labels: ScreenLabels(now, locales: all), findings: findings)
    }
    let before: (LabelCatalogs, [Diagnostic])
    if Files.isDirectory(from) {
      before = read(SourceFolder(from), commands)
    } else {
      do throws(GitChanges.Failure) {
        let changes = try GitChanges.since(from, in: folderPath)
        before = read(SourceFolder(folderPath, snapshot: changes.before), .ofAnotherTime)
      } catch {
        throw DocsetError(.unreadable, "`--labels-from` names a folder or a git revision. \(error.reason)")
      }
    }
    if let first = before.1.first(where: { $0.severity == .error }) {
      throw DocsetError(.unreadable, "Of `--labels-from`: \(first.message)", at: first.place)
    }
    return ProductTexts(labels: ScreenLabels(now, locales: all, before: before.0), findings: findings)
  }

  private static func files(_ path: String, of workspace: Workspace) throws(DocsetError) -> LabelFiles? {
    let shown = workspace.configuration.shownRoot + path
    let bytes: [UInt8]
    do throws(Files.Failure) {
      bytes = try workspace.root.read(path, limit: Files.articleLimit)
    } catch {
      throw DocsetError(
        .unreadable, "The product file `\(path)` cannot be read: \(error.reason).",
        at: workspace.configuration.productPlace)
    }
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
