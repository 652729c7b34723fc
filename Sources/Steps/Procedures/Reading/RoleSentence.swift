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

extension Lexicon {
  /// Whether a text may say which roles a reader needs: most do not, and are not cut into words.
  func mayNameRole(_ spans: [OutlineSpan]) -> Bool {
    roleMarks.contains { mark in spans.contains { $0.text.utf8.hasSmall(mark) } }
  }

  /// Words of which every sentence that names roles has one: the longest of each opening.
  static func roleMarks(_ openings: WordList) -> [[UInt8]] {
    let longest = (openings.entries + openings.single.map { [$0] }).map { entry in
      entry.max { $0.utf8.count < $1.utf8.count } ?? ""
    }
    return Set(longest).map { Array($0.utf8) }
  }
}

extension String.UTF8View {
  /// Whether the text has the word, which is in small letters, in letters of either case, as far as ASCII and Latin-1 go.
  fileprivate func hasSmall(_ word: [UInt8]) -> Bool {
    let (text, word) = (span, word.span)
    guard !word.isEmpty, text.count >= word.count else { return word.isEmpty }
    for start in 0...(text.count - word.count) {
      var length = 0
      while length < word.count, small(text[start + length], behind: length > 0 ? word[length - 1] : 0) == word[length]
      {
        length += 1
      }
      if length == word.count { return true }
    }
    return false
  }

  private func small(_ byte: UInt8, behind first: UInt8) -> UInt8 {
    byte &- 0x41 < 26 || first == 0xC3 && byte >= 0x80 && byte < 0x9F ? byte | 0x20 : byte
  }
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
