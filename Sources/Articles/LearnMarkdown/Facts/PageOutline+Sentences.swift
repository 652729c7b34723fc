extension PageOutline {
  /// Reads the sentences and the traits of a text that is in ``bytes``.
  mutating func readSentences(of done: inout Text) {
    let first = Int32(sentences.count)
    Self.read(&done, bytes, &sentences)
    done.sentences = first..<Int32(sentences.count)
  }

  private static func read(_ done: inout Text, _ bytes: [UInt8], _ sentences: inout [Sentence]) {
    let text = bytes.span
    let end = Int(done.bytes.upperBound)
    var traits: Text.Traits = []
    var (links, kept): (Int32, Int32) = (0, 0)
    // No closure shares these, so that each is a register in the loop.
    var start = Int(done.bytes.lowerBound)
    var (hash, bits, words) = (emptyHash, UInt64(0), 0)
    // Of the word before, where nothing but blanks has followed.
    var last: UInt64 = 0
    var (digits, digitsEnd) = (emptyHash, -1)
    var index = start
    while index < end {
      var letters = LetterRun(text, at: index)
      if letters.count > 0 {
        var word = mixed(emptyHash, letters.bytes)
        var length = letters.count
        if letters.has(from: 0xD9) { traits.formUnion(foreignTraits(of: letters)) }
        while letters.count == LetterRun.most {
          letters = LetterRun(text, at: index &+ length)
          if letters.count == 0 { break }
          word = mixed(word, letters.bytes)
          length &+= letters.count
          if letters.has(from: 0xD9) { traits.formUnion(foreignTraits(of: letters)) }
        }
        index &+= length
        hash = mixed(hash, word)
        if word == last { traits.insert(.doubled) }
        last = word
        if length > 1 {
          words &+= 1
          bits |= 1 &<< (word &>> 58)
        }
        // Most words have one behind them.
        if index == end || text[index] != UInt8(ascii: " ") { continue }
      }
      let byte = text[index]
      index &+= 1
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
        hash = mixed(hash, UInt64(byte))
        // A group that begins is told from one that goes on.
        digits = mixed(digits, UInt64(byte) | (index - 1 == digitsEnd ? 0 : 0x100))
        digitsEnd = index
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\""): traits.insert(.marks)
      case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: ":"):
        guard index == end || text[index] <= 0x20 else { continue }
        if words >= fewestWords {
          sentences.append(Sentence(range: Int32(start)..<Int32(index), hash: hash, words: bits))
        }
        start = index
        (hash, bits, words) = (emptyHash, 0, 0)
      default: break
      }
    }
    if words >= fewestWords { sentences.append(Sentence(range: Int32(start)..<Int32(end), hash: hash, words: bits)) }
    (done.traits, done.links, done.kept, done.digits) = (traits, links, kept, digits)
  }

  /// What letters beyond Latin-1 say of a text.
  @inline(never)
  private static func foreignTraits(of letters: LetterRun) -> Text.Traits {
    var traits: Text.Traits = []
    for place in 0..<letters.count {
      let byte = UInt8(truncatingIfNeeded: letters.bytes &>> UInt64(8 * place))
      if byte >= 0xD9 { traits.formUnion(byte == 0xE2 ? .spaces : [.digits, .scripts, .spaces]) }
    }
    return traits
  }

  private static var emptyHash: UInt64 { 0xCBF2_9CE4_8422_2325 }

  /// The step of wyhash, here with a number that is the same in every process: so are the findings.
  @inline(__always)
  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }

  /// Fewer may be a name.
  private static let fewestWords = 5

  /// The line of the text that a sentence stands in.
  package func line(ofSentence number: Int) -> Int? {
    texts.first { $0.sentences.contains(Int32(number)) }?.line
  }
}
