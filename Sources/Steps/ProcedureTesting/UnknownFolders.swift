internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteBuilding
internal import SiteModel

extension SitePipeline {
  /// Folders beside the locales of a docset of Trin's own shape that nothing is read from, where they seem to be meant: a
  /// locale that the site does not have, or a name near to one that is known.
  static func unknownFolders(of loaded: LoadedSite) -> [Diagnostic] {
    let (workspace, configuration) = (loaded.workspace, loaded.site.configuration)
    guard workspace.shape == .own, let names = try? Files.names(in: workspace.root.path + "/Content") else { return [] }
    let known = StepFolders.names + configuration.localeFolders
    return names.sorted().compactMap { name -> Diagnostic? in
      guard !name.hasPrefix("."), !known.contains(where: { $0.lowercased() == name.lowercased() }),
        Files.isDirectory("\(workspace.root.path)/Content/\(name)")
      else { return nil }
      let near = NearName.closest(to: name, among: known)
      guard near != nil || LocaleName.isOne(name.utf8) else { return nil }
      let what = near.map { "Did you mean `\($0)`?" } ?? "List it under `locales` in `\(configuration.file)`."
      return Diagnostic(
        rule: .folderUnknown,
        "A folder of `Content` is a locale of the site, or holds what steps are run with; nothing is read from `Content/\(name)`. \(what)",
        at: SourcePlace(file: configuration.file))
    }
  }
}
