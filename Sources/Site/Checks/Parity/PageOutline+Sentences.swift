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
    var traits: Text.Traits = []
    var (links, kept) = (0, 0)
    // No closure shares these, so that each is a register in the loop.
    var start = done.bytes.lowerBound
    var (hash, bits, words) = (emptyHash, UInt64(0), 0)
    // Of the word before, where nothing but blanks has followed.
    var last: UInt64 = 0
    var index = start
    while index < end {
      var word = emptyHash
      let first = index
      while index < end {
        let byte = text[index]
        if (byte | 0x20) &- 0x61 < 26 {
          word = (word ^ UInt64(byte | 0x20)) &* prime
        } else if byte >= 0x80 {
          word = (word ^ UInt64(byte)) &* prime
          if byte >= 0xD9 { traits.formUnion(byte == 0xE2 ? .spaces : [.digits, .spaces]) }
        } else {
          break
        }
        index += 1
      }
      if index > first {
        hash = (hash ^ word) &* prime
        if word == last { traits.insert(.doubled) }
        last = word
        if index - first > 1 {
          words += 1
          bits |= 1 << (word >> 58)
        }
        continue
      }
      let byte = text[index]
      index += 1
      if byte == UInt8(ascii: " ") {
        if index < end, text[index] == byte { traits.insert(.spaces) }
        continue
      }
      last = 0
      switch byte {
      case Mark.link: links += 1
      case Mark.kept:
        kept += 1
        if index < end, text[index] != Mark.keptEnd { traits.insert(.code) }
        while index < end, text[index] != Mark.keptEnd { index += 1 }
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        traits.insert(.digits)
        hash = (hash ^ UInt64(byte)) &* prime
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\""): traits.insert(.marks)
      case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ":"):
        guard index == end || text[index] <= 0x20 else { continue }
        if words >= fewestWords { sentences.append(Sentence(range: start..<index, hash: hash, words: bits)) }
        start = index
        (hash, bits, words) = (emptyHash, 0, 0)
      default: break
      }
    }
    if words >= fewestWords { sentences.append(Sentence(range: start..<end, hash: hash, words: bits)) }
    (done.traits, done.links, done.kept) = (traits, links, kept)
  }

  /// FNV-1a's.
  private static let emptyHash: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let prime: UInt64 = 0x100_0000_01B3
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
