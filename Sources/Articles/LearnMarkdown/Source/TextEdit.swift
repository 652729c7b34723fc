/// Replaces the bytes `range` of a text by `bytes`.
struct TextEdit: Sendable {
  var range: Range<Int>
  var bytes: [UInt8]

  init(_ range: Range<Int>, _ bytes: some Sequence<UInt8>) {
    self.range = range
    self.bytes = Array(bytes)
  }
}

extension EditedText {
  /// The part `body` of a source with edits done to it. Edits that overlap an earlier one are left out.
  static func applying(_ edits: [TextEdit], to source: SourceText, within body: Range<Int>) -> EditedText {
    var builder = Builder(reserving: body.count + edits.count * 16)
    var position = body.lowerBound
    // What is only put in comes before what is replaced from the same place on.
    let ordered = edits.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
    for edit in ordered {
      guard edit.range.lowerBound >= position, edit.range.upperBound <= body.upperBound else { continue }
      if edit.range.lowerBound > position { builder.append(source.bytes, position..<edit.range.lowerBound) }
      if !edit.bytes.isEmpty { builder.append(edit.bytes, at: edit.range.lowerBound) }
      position = edit.range.upperBound
    }
    if position < body.upperBound || builder.isEmpty { builder.append(source.bytes, position..<body.upperBound) }
    return builder.finish()
  }
}
