internal import LearnMarkdown

extension PageOutline {
  /// Reads the sentences and the traits of a text that is in ``bytes``.
  mutating func readSentences(of done: inout Text) {
    done.sentences = sentences.count..<sentences.count
    Self.read(&done, bytes, &sentences)
    done.sentences = done.sentences.lowerBound..<sentences.count
  }

  private static func read(_ done: inout Text, _ bytes: [UInt8], _ sentences: inout [Sentence]) {
    let text = bytes.span
    let end = done.bytes.upperBound
    var start = done.bytes.lowerBound
    var hash = emptyHash
    var (length, words) = (0, 0)
    var index = start
    while index < end {
      let byte = text[index]
      index += 1
      if Ascii.isLetter(byte) || byte >= 0x80 {
        hash = (hash ^ UInt64(Ascii.lower(byte))) &* 0x100_0000_01B3
        length += 1
        if length == 2 { words += 1 }
        if byte >= 0xD9 { done.traits.insert(byte == 0xE2 ? .spaces : [.digits, .spaces]) }
        continue
      }
      length = 0
      switch byte {
      case Mark.link: done.links += 1
      case Mark.kept:
        done.kept += 1
        if index < end, text[index] != Mark.keptEnd { done.traits.insert(.code) }
        while index < end, text[index] != Mark.keptEnd { index += 1 }
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        done.traits.insert(.digits)
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\""): done.traits.insert(.marks)
      case UInt8(ascii: " "): if index < end, text[index] == byte { done.traits.insert(.spaces) }
      default: break
      }
      guard ends(byte), index == end || text[index] <= 0x20 else { continue }
      if words >= fewestWords { sentences.append(Sentence(range: start..<index, hash: hash)) }
      start = index
      hash = emptyHash
      words = 0
    }
    if words >= fewestWords { sentences.append(Sentence(range: start..<end, hash: hash)) }
  }

  private static func ends(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: ":")
  }

  /// FNV-1a's.
  private static let emptyHash: UInt64 = 0xCBF2_9CE4_8422_2325
  /// Fewer may be a name.
  private static let fewestWords = 5

  /// The line of the text that a sentence stands in.
  func line(ofSentence number: Int) -> Int? {
    sections.lazy.flatMap(\.texts).first { $0.sentences.contains(number) }?.line
  }
}

/// The sentences of a page, to be asked for by their hashes. Of most it is told by a bit that they are none of them.
struct SentenceSet {
  private let sentences: [PageOutline.Sentence]
  private var bits = [UInt64](repeating: 0, count: 128)

  init(_ sentences: [PageOutline.Sentence]) {
    self.sentences = sentences
    for sentence in sentences { bits[Int(sentence.hash >> 6) & 127] |= 1 << (sentence.hash & 63) }
  }

  /// The numbers of those with the hash.
  func numbers(of hash: UInt64) -> [Int] {
    guard bits[Int(hash >> 6) & 127] & 1 << (hash & 63) != 0 else { return [] }
    return sentences.indices.filter { sentences[$0].hash == hash }
  }
}
