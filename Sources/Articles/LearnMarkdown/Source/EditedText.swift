/// A text that libcmark is given, made from a source by edits, and the way back from its offsets to the source's.
package struct EditedText: Sendable {
  package let text: SourceText
  /// Ascending in both numbers: from `here` on, an offset is as far from `there` in the source. Empty: identity.
  private let anchors: [(here: Int32, there: Int32)]

  private init(_ text: SourceText, anchors: [(here: Int32, there: Int32)]) {
    self.text = text
    self.anchors = anchors
  }

  /// Offset in the source of the byte that stands at `offset` here.
  package func sourceOffset(_ offset: Int) -> Int {
    guard !anchors.isEmpty else { return offset }
    var low = 0
    var high = anchors.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(anchors[middle].here) <= offset { low = middle } else { high = middle }
    }
    let anchor = anchors[low]
    let next = low + 1 < anchors.count ? Int(anchors[low + 1].there) : Int.max
    return min(Int(anchor.there) + max(0, offset - Int(anchor.here)), max(next, Int(anchor.there)))
  }

  /// The source from `start` on, unedited: an offset is the same in both.
  package static func unedited(_ source: SourceText, from start: Int = 0) -> EditedText {
    EditedText(start == 0 ? source : SourceText(source, from: start), anchors: [])
  }

  /// The offset of the first byte that libcmark is given.
  var start: Int { Int(text.lineStarts[0]) }

  /// Collects pieces of a source, in any order that the new text wants, and own bytes between them.
  package struct Builder {
    private var bytes: [UInt8] = []
    private var anchors: [(here: Int32, there: Int32)] = []

    package init(reserving count: Int, pieces: Int = 0) {
      bytes.reserveCapacity(count)
      anchors.reserveCapacity(pieces)
    }

    package var isEmpty: Bool { bytes.isEmpty }

    package mutating func append(_ source: [UInt8], _ range: Range<Int>) {
      append(source, range, at: range.lowerBound)
    }

    /// A piece of a text that was itself made from the source, whose first byte stands there at `offset`.
    package mutating func append(_ other: [UInt8], _ range: Range<Int>, at offset: Int) {
      append(other[range], at: offset)
    }

    /// Bytes that are not in the source; their place there is `offset`.
    package mutating func append(_ own: [UInt8], at offset: Int) { append(own[...], at: offset) }

    package mutating func append(_ own: ArraySlice<UInt8>, at offset: Int) {
      unsafe own.withUnsafeBufferPointer { unsafe append($0, at: offset) }
    }

    mutating func append(_ own: StaticString, at offset: Int) {
      own.withUTF8Buffer { unsafe append($0, at: offset) }
    }

    private mutating func append(_ own: UnsafeBufferPointer<UInt8>, at offset: Int) {
      guard !own.isEmpty else { return }
      anchors.append((Int32(truncatingIfNeeded: bytes.count), Int32(truncatingIfNeeded: offset)))
      unsafe bytes.append(contentsOf: own)
    }

    package consuming func finish() -> EditedText { EditedText(SourceText(bytes), anchors: anchors) }
  }
}
