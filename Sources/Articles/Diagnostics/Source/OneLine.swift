extension String {
  /// The words with one space between each two, and nothing around them.
  package var onOneLine: String {
    unicodeScalars.split { $0.isASCII ? $0 == " " || (9...13).contains($0.value) : $0.properties.isWhitespace }
      .map { String($0) }.joined(separator: " ")
  }
}
