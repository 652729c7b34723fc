/// Reads a sentence that says which roles a reader needs: "You must be a global administrator or password
/// administrator to …". Labels are names like any other here.
func roleClaim(in words: ArraySlice<Word>, lexicon: Lexicon) -> RoleClaim? {
  let flat = words.flatMap(\.split)[...]
  guard let start = flat.indices.first(where: { lexicon.length(of: .roleOpenings, in: flat, at: $0) > 0 }) else {
    return nil
  }
  let first = start + lexicon.length(of: .roleOpenings, in: flat, at: start)
  return roles(in: flat[first...], of: words, lexicon: lexicon)
}

/// The roles that the words name, up to where something else is said.
///
/// - Parameter sentence: With the words before them.
func roles(in words: ArraySlice<Word>, of sentence: ArraySlice<Word>, lexicon: Lexicon) -> RoleClaim? {
  let flat = words.flatMap(\.split)[...]
  var roles: [Phrase] = []
  var current: [Word] = []
  func finish() {
    if let phrase = current.phrase { roles.append(phrase) }
    current = []
  }
  var position = flat.startIndex
  while position < flat.endIndex, lexicon.length(of: .roleClosings, in: flat, at: position) == 0 {
    let word = flat[position]
    let joint = max(
      lexicon.length(of: .alternatives, in: flat, at: position), lexicon.length(of: .either, in: flat, at: position))
    if joint > 0 || word.kind == .comma {
      finish()
      position += max(joint, 1)
      continue
    }
    if !lexicon.contains(.determiners, word.key) { current.append(word) }
    position += 1
  }
  finish()
  guard !roles.isEmpty, let phrase = sentence.phrase else { return nil }
  return RoleClaim(phrase: phrase, roles: roles)
}

extension Word {
  /// A label cut into its words, each with its place as long as the label stands on one line.
  fileprivate var split: [Word] {
    guard isLabel else { return [self] }
    var words: [Word] = []
    var column = place.column
    for part in text.split(separator: " ", omittingEmptySubsequences: false) {
      let width = part.unicodeScalars.count
      let place = TextPlace(
        line: place.line, column: column, endLine: place.line, endColumn: column + width, file: place.file)
      column += width + 1
      guard !part.isEmpty else { continue }
      if part.hasSuffix(",") {
        words.append(Word(.prose, String(part.dropLast()), place))
        words.append(Word(.comma, ",", place))
      } else {
        words.append(Word(.prose, String(part), place))
      }
    }
    return words
  }
}
