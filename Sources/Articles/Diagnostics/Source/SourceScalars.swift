/// Decodes UTF-8 one scalar after the other, without a copy of the text, so that a window of a very long line costs
/// no more than the way to it.
enum SourceScalars {
  /// Calls `body` with each scalar until it returns false. Ill-formed bytes come as U+FFFD, as `String` repairs them.
  static func forEach(in bytes: ArraySlice<UInt8>, _ body: (Unicode.Scalar) -> Bool) {
    var iterator = bytes.makeIterator()
    var decoder = UTF8()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): if !body(scalar) { return }
      case .emptyInput: return
      case .error: if !body("\u{FFFD}") { return }
      }
    }
  }
}
