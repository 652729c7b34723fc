internal import Docset
internal import LearnMarkdown

/// Gives catalogs what git knows of their past.
struct HistoryReading {
  let sourceLocale: String

  /// Reads the history of the source language, and of each translation that does not say itself what it was made of.
  func read(_ catalogs: inout [Catalog], _ reference: inout Catalog?) {
    reference.map { reference = read($0) }
    for index in catalogs.indices where catalogs[index].source.locale == sourceLocale {
      catalogs[index] = read(catalogs[index])
    }
    let isKnown = (catalogs + [reference].compactMap { $0 }).contains {
      if case .known = $0.history { true } else { false }
    }
    guard isKnown else { return }
    for index in catalogs.indices where catalogs[index].source.locale != sourceLocale {
      let isDated = catalogs[index].pages.allSatisfy { page in
        ["ms.sourcegitcommit", "ms.lasthandoff"].contains { page.metadata.text($0) != nil }
      }
      if !isDated { catalogs[index] = read(catalogs[index]) }
    }
  }

  private func read(_ catalog: Catalog) -> Catalog {
    var catalog = catalog
    catalog.history = .read(catalog.source.folder, of: Set(catalog.pages.map { ByteString($0.path) }))
    return catalog
  }
}
