internal import BoundedYAML
internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import Yams

extension GlossaryFile {
  private static let keys = ["must", "may", "never"]

  /// Reads a mapping from terms of the source language to `must`, `may` and `never`, each a word or a list of words.
  mutating func readYAML(_ bytes: [UInt8], locale: String, shown: String) {
    var glossary = Glossary()
    do {
      guard let root = try BoundedYAML.compose(String(decoding: bytes, as: UTF8.self)) else { return }
      guard let mapping = root.mapping else {
        return add("A glossary is a mapping: `password: {must: adgangskode}`.", root, shown)
      }
      for (key, value) in mapping {
        if let term = term(key, value, shown) { glossary.terms.append(term) }
      }
    } catch let error as YamlError {
      findings.append(YamlFinding(error).diagnostic(file: shown, firstLine: 0))
    } catch {
      findings.append(Diagnostic(rule: .glossaryInvalid, "\(error)", at: SourcePlace(file: shown)))
    }
    glossaries[locale.canonicalLocale] = glossary
  }

  private mutating func term(_ key: Node, _ value: Node, _ shown: String) -> Glossary.Term? {
    let name = (key.string ?? "").onOneLine
    guard TermWords.hasWord(name) else {
      add("A term is a word or several of the source language; `\(name)` has none.", key, shown)
      return nil
    }
    guard let mapping = value.mapping else {
      add("A term has `must`, `may` or `never`, as in `\(name): {must: \(value.string ?? "…")}`.", value, shown)
      return nil
    }
    var term = Glossary.Term(source: name, place: place(key, shown))
    for (key, value) in mapping {
      switch key.string {
      case "must": term.must = words(value, of: key, shown)
      case "may": term.may = words(value, of: key, shown)
      case "never": term.never = words(value, of: key, shown)
      default:
        let near = NearName.closest(to: key.string ?? "", among: Self.keys).map { " Did you mean `\($0)`?" } ?? ""
        add("A term has the keys `must`, `may` and `never`; `\(key.string ?? "")` is none.\(near)", key, shown)
      }
    }
    if let word = term.never.first(where: { term.must.contains($0) || term.may.contains($0) }) {
      add("A word is allowed or not; `\(word)` stands for `\(name)` under `never` and beside it.", key, shown)
      return nil
    }
    if term.must.isEmpty, term.never.isEmpty {
      add(
        "A term says what it must or must never be called; `\(name)` has neither, so it is passed over.", key, shown)
      return nil
    }
    return term
  }

  private mutating func words(_ value: Node, of key: Node, _ shown: String) -> [String] {
    let nodes = value.sequence.map(Array.init) ?? [value]
    return nodes.compactMap { node in
      let word = (node.string ?? "").onOneLine
      if TermWords.hasWord(word) { return word }
      add("`\(key.string ?? "")` is a word or a list of words; here is none.", node, shown)
      return nil
    }
  }

  private func place(_ node: Node, _ shown: String) -> SourcePlace {
    SourcePlace(file: shown, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  private mutating func add(_ message: String, _ node: Node, _ shown: String) {
    findings.append(Diagnostic(rule: .glossaryInvalid, message, at: place(node, shown)))
  }
}
