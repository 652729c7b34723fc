extension String {
  /// The words with one space between each two, and nothing around them.
  package var onOneLine: String {
    unicodeScalars.split(whereSeparator: \.isWhiteSpace).map { String($0) }.joined(separator: " ")
  }
}

extension Unicode.Scalar {
  /// By Unicode's `White_Space`, without its tables for ASCII.
  package var isWhiteSpace: Bool { isASCII ? self == " " || (9...13).contains(value) : properties.isWhitespace }
}
