internal import CStemmer

/// Snowball's stemmer of one language.
@safe package struct Stemmer: ~Copyable {
  /// Nil where Snowball has none for the language, such as `ja`: each word is its own stem then.
  private let stemmer: OpaquePointer?

  package init(language: String) {
    // Snowball calls all of Norwegian by one name.
    let name = ["nb", "nn"].contains(language) ? "no" : language
    unsafe stemmer = sb_stemmer_new(name, "UTF_8")
  }

  deinit { unsafe sb_stemmer_delete(stemmer) }

  /// Gives the stem of a word in lower case; the bytes are gone with the next one.
  package mutating func withStem<Result>(of word: Span<UInt8>, _ use: (Span<UInt8>) -> Result) -> Result {
    guard let stemmer = unsafe stemmer else { return use(word) }
    return unsafe word.withUnsafeBufferPointer { buffer in
      guard let stem = unsafe sb_stemmer_stem(stemmer, buffer.baseAddress, CInt(buffer.count)) else { return use(word) }
      let count = Int(unsafe sb_stemmer_length(stemmer))
      return unsafe use(Span(_unsafeStart: stem, count: count))
    }
  }

  /// Languages that write words together, so that one is looked for at the end of another.
  package static func joinsWords(_ language: String) -> Bool {
    ["da", "de", "fi", "hu", "nb", "nl", "nn", "no", "sv"].contains(language)
  }
}
