internal import Diagnostics
internal import Procedures

/// Makes every mutant of one article: each is one edit of the source.
struct MutantMaker {
  let article: TestRequest.Article
  let procedures: [Procedure]
  let product: any ProductModel
  private let lines: SourceLines

  init(_ article: TestRequest.Article, _ procedures: [Procedure], product: any ProductModel) {
    self.article = article
    self.procedures = procedures
    self.product = product
    lines = SourceLines(article.source)
  }

  func mutants() -> [Mutant] {
    var mutants: [Mutant] = []
    for procedure in procedures {
      mutants += labels(procedure)
      mutants += joints(procedure)
      mutants += conditions(procedure)
      mutants += links(procedure)
      mutants += verbs(procedure)
      mutants += boldVerbs(procedure)
      mutants += negations(procedure)
      mutants += places(procedure)
      mutants += drops(procedure)
      mutants += swaps(procedure)
    }
    return mutants + roles()
  }

  // MARK: Words

  private func labels(_ procedure: Procedure) -> [Mutant] {
    let known = product.controls.compactMap { product.labels(of: $0.id, locale: article.locale).first }
    return procedure.steps.flatMap(\.clauses).flatMap { clause -> [Phrase] in
      guard case .instructions(let alternatives) = clause.kind else { return [] }
      return alternatives.flatMap(\.self).flatMap { $0.path + $0.contexts }.filter(\.isLabel).map(\.phrase)
    }.unique.compactMap { phrase in
      let name = Spelling.normalized(phrase.text)
      guard let index = known.firstIndex(of: name) else { return nil }
      // The neighbour in the catalogue is the likeliest mistake: it stands on the same page.
      let rest = known[(index + 1)...] + known[..<index]
      guard let other = rest.first(where: { $0 != name }) else { return nil }
      return mutant(.label, procedure.id, phrase.place, phrase.text, other)
    }
  }

  private func joints(_ procedure: Procedure) -> [Mutant] {
    procedure.steps.flatMap { step in
      step.joiningWords.filter { word in
        step.clauses.contains { clause in
          if case .instructions = clause.kind { clause.phrase.place.encloses(word.phrase.place) } else { false }
        } || isBetweenInstructions(word, step)
      }.compactMap { mutant(.joint, procedure.id, $0.phrase.place, $0.phrase.text, $0.opposite) }
    }
  }

  /// The "and" before the next clause belongs to neither clause's words.
  private func isBetweenInstructions(_ word: JoiningWord, _ step: Step) -> Bool {
    let places = step.clauses.filter { if case .instructions = $0.kind { true } else { false } }.map(\.phrase.place)
    let place = word.phrase.place
    return places.contains { ($0.endLine, $0.endColumn) <= (place.line, place.column) }
      && places.contains { ($0.line, $0.column) >= (place.endLine, place.endColumn) }
  }

  private func conditions(_ procedure: Procedure) -> [Mutant] {
    procedure.steps.flatMap(\.clauses).compactMap { clause in
      guard let condition = clause.condition, !condition.negation.isEmpty else { return nil }
      let words = condition.phrase.text.split(separator: " ").map(String.init)
      // Taken out where it stands, put in behind the first word where it does not.
      let negated =
        words.contains(condition.negation)
        ? words.filter { $0 != condition.negation } : [words[0], condition.negation] + words.dropFirst()
      return mutant(
        .condition, procedure.id, condition.phrase.place, condition.phrase.text, negated.joined(separator: " "))
    }
  }

  private func roles() -> [Mutant] {
    let names = product.roles.compactMap { $0.names[article.locale]?.first }
    return procedures.compactMap(\.claim).unique.flatMap(\.roles).unique.compactMap { role in
      guard let index = names.firstIndex(of: Spelling.folded(role.text)) else { return nil }
      return mutant(.role, nil, role.place, role.text, names[(index + 1) % names.count])
    }
  }

  private func links(_ procedure: Procedure) -> [Mutant] {
    let ids = product.controls.compactMap { product.link(to: $0.id) }
    let mark = Array("linkid=".utf8)
    return procedure.steps.flatMap { step -> [Mutant] in
      guard let range = self.range(ofLine: step.line) else { return [] }
      var mutants: [Mutant] = []
      var start = range.lowerBound
      while start + mark.count < range.upperBound {
        guard article.source[start..<start + mark.count].elementsEqual(mark) else {
          start += 1
          continue
        }
        let digits = article.source[(start + mark.count)..<range.upperBound].prefix { (48...57).contains($0) }
        let id = String(decoding: digits, as: UTF8.self)
        if let index = ids.firstIndex(of: id), ids.count > 1 {
          mutants.append(
            mutant(.link, procedure.id, digits.startIndex..<digits.endIndex, id, ids[(index + 1) % ids.count]))
        }
        start = digits.endIndex + 1
      }
      return mutants
    }
  }

  // MARK: Steps

  private func drops(_ procedure: Procedure) -> [Mutant] {
    procedure.steps.compactMap { step in
      guard let range = self.range(of: step, in: procedure) else { return nil }
      return mutant(.stepDropped, procedure.id, range, "step \(step.number)", "")
    }
  }

  private func swaps(_ procedure: Procedure) -> [Mutant] {
    zip(procedure.steps, procedure.steps.dropFirst()).compactMap { first, second in
      guard let a = range(of: first, in: procedure), let b = range(of: second, in: procedure),
        a.upperBound <= b.lowerBound
      else { return nil }
      let (markA, textA) = parted(a)
      let (markB, textB) = parted(b)
      var mutant = mutant(
        .stepsSwapped, procedure.id, a.lowerBound..<b.upperBound, "steps \(first.number), \(second.number)",
        "steps \(second.number), \(first.number)")
      let between = article.source[a.upperBound..<b.lowerBound]
      let parts = [article.source[..<a.lowerBound], markA, textB, between, markB, textA]
      mutant.source = Array(parts.joined()) + article.source[b.upperBound...]
      return mutant
    }
  }

  /// The list mark of an item, and the rest.
  private func parted(_ range: Range<Int>) -> (mark: ArraySlice<UInt8>, text: ArraySlice<UInt8>) {
    let item = article.source[range]
    let end = item.firstIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ")") } ?? item.startIndex
    return (item[..<end], item[end...])
  }

  // MARK: Bytes

  func range(ofLine line: Int) -> Range<Int>? { lines[line].map { $0.startIndex..<$0.endIndex } }

  /// From the step's mark to the mark of the next; the last step ends before the first line that is not part of it.
  private func range(of step: Step, in procedure: Procedure) -> Range<Int>? {
    guard step.file == nil, let start = range(ofLine: step.line)?.lowerBound else { return nil }
    if let next = procedure.steps.first(where: { $0.line > step.line }), let end = range(ofLine: next.line)?.lowerBound
    {
      return start..<end
    }
    var line = step.line + 1
    while let bytes = lines[line], bytes.isEmpty || bytes.first == UInt8(ascii: " "), line < lines.count { line += 1 }
    return start..<(range(ofLine: line)?.lowerBound ?? article.source.count)
  }

  func mutant(
    _ kind: Mutant.Kind, _ procedure: String?, _ place: TextPlace, _ original: String, _ replacement: String
  ) -> Mutant? {
    guard place.file == nil, let start = offset(place.line, place.column),
      let end = offset(place.endLine, place.endColumn), start <= end
    else { return nil }
    return mutant(kind, procedure, start..<end, original, replacement)
  }

  func mutant(
    _ kind: Mutant.Kind, _ procedure: String?, _ range: Range<Int>, _ original: String, _ replacement: String
  ) -> Mutant {
    let start = lines.position(ofByte: range.lowerBound)
    let end = lines.position(ofByte: range.upperBound)
    return Mutant(
      kind: kind, locale: article.locale,
      place: SourcePlace(
        file: article.file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column),
      original: original, replacement: replacement, article: article.path, procedure: procedure,
      source: Array(
        [article.source[..<range.lowerBound], Array(replacement.utf8)[...], article.source[range.upperBound...]]
          .joined()))
  }

  func offset(_ line: Int, _ column: Int) -> Int? {
    guard let bytes = lines[line] else { return nil }
    var remaining = column - 1
    var index = bytes.startIndex
    while remaining > 0, index < bytes.endIndex {
      index += 1
      while index < bytes.endIndex, bytes[index] & 0b1100_0000 == 0b1000_0000 { index += 1 }
      remaining -= 1
    }
    return index
  }
}

extension TextPlace {
  fileprivate func encloses(_ other: TextPlace) -> Bool {
    (line, column) <= (other.line, other.column) && (endLine, endColumn) >= (other.endLine, other.endColumn)
  }
}

extension Sequence where Element: Hashable {
  /// Each once, in order.
  var unique: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
