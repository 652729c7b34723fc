package import LearnMarkdown

extension CodeReference {
  /// What is shown of a file: its lines, or the source of a notebook's cells.
  package func snippet(of code: [UInt8]) throws(CodeSnippet.Fault) -> CodeSnippet {
    guard isNotebook else { return try CodeSnippet(selection, of: code, path: path) }
    var selection = selection
    let cells = try Notebook(code).cells
    guard case .snippet(let name) = selection.part else {
      let all = cells.filter(\.isCode).map(\.source).joined(separator: "\n\n")
      return try CodeSnippet(selection, of: Array(all.utf8), path: path)
    }
    guard let cell = cells.first(where: { $0.name == name }) else {
      throw .noSnippet(name, known: cells.compactMap(\.name))
    }
    selection.part = .whole
    return try CodeSnippet(selection, of: Array(cell.source.utf8), path: path)
  }
}

/// A Jupyter notebook (nbformat 4), as far as a page shows it.
private struct Notebook {
  struct Cell {
    var name: String?
    var isCode: Bool
    var source: String
  }

  var cells: [Cell]

  init(_ bytes: [UInt8]) throws(CodeSnippet.Fault) {
    guard let root = try? JSONParser.read(bytes), case .list(let cells)? = root["cells"]?.kind else {
      throw .notNotebook
    }
    self.cells = cells.map { cell in
      Cell(
        name: cell["metadata"]?["name"]?.text, isCode: cell["cell_type"]?.text == "code",
        source: cell["source"]?.lines ?? "")
    }
  }
}

extension JSONValue {
  fileprivate var text: String? {
    if case .text(let text) = kind { return text }
    return nil
  }

  /// A text, or a list of its lines, each with its end.
  fileprivate var lines: String {
    if case .list(let lines) = kind { return lines.compactMap(\.text).joined() }
    return text ?? ""
  }
}
