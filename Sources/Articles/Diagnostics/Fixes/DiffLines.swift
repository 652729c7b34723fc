/// A text's lines as a diff counts them: each ends after LF, and nothing follows the last one.
///
/// A lone CR ends no line here, other than in ``SourceLines``: `patch` and git know only LF.
struct DiffLines {
  let bytes: [UInt8]
  /// The offset of each line's first byte.
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    var starts: [Int] = bytes.isEmpty ? [] : [0]
    for index in bytes.indices.dropLast() where bytes[index] == 0x0A { starts.append(index + 1) }
    self.bytes = bytes
    self.starts = starts
  }

  var count: Int { starts.count }
  var all: [ArraySlice<UInt8>] { (0..<count).map(line) }

  func start(ofLine index: Int) -> Int { index < starts.count ? starts[index] : bytes.count }
  func end(ofLine index: Int) -> Int { start(ofLine: index + 1) }
  func line(_ index: Int) -> ArraySlice<UInt8> { bytes[start(ofLine: index)..<end(ofLine: index)] }

  /// The 0-based lines that an edit of `range` changes, with the next one when a line end goes.
  func lines(touchedBy range: Range<Int>) -> Range<Int> {
    guard count > 0 else { return 0..<0 }
    let first = line(holding: range.lowerBound)
    return first..<max(first, line(holding: range.upperBound)) + 1
  }

  /// The line that holds the byte at `offset`; the last one when `offset` is the text's length.
  private func line(holding offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }
}
