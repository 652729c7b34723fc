package import LearnMarkdown

extension Catalog {
  /// The file that a page shows code of, relative to the docset; nil where the path leaves the repository.
  package func path(of code: CodeReference, in path: String) -> [UInt8]? {
    source.path(to: Paths.decodePercent(code.path), from: Array(path.utf8))
  }

  /// Reads the files of this docset that the articles of `catalogs` show code of: those of another locale show them
  /// too, where they have none of their own.
  package mutating func readCode(namedIn catalogs: [Catalog]) {
    for catalog in catalogs {
      for files in [catalog.pages, catalog.fragments] {
        for file in files {
          for reference in file.article.code {
            if let path = self.path(of: reference, in: file.path) { readCode(path) }
          }
        }
      }
    }
  }

  private mutating func readCode(_ path: [UInt8]) {
    let isBeside = DocsetSource.isBeside(path)
    guard isBeside || index[path] != nil, code[ByteString(path)] == nil else { return }
    do throws(Files.Failure) {
      code[ByteString(path)] = .success(try source.read(path.utf8String))
    } catch {
      if isBeside, case .missing = error { return }
      code[ByteString(path)] = .failure(error)
    }
  }
}
