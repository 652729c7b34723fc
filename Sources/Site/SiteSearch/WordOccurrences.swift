/// How much a word at a place tells of what the place is about; each outweighs those before it.
enum WordWeight: UInt32 {
  case once, marked, heading, title
}

/// The words of all pages of one language, and in which sections they stand.
struct WordOccurrences: ~Copyable {
  /// In lower case.
  var words = WordTable(reserving: 1 << 14)
  /// Of each occurrence the word; and the section with the weight: see ``place(_:_:)``. Sections never fall.
  private(set) var all: [(word: UInt32, place: UInt32)] = []
  /// By word, where its last occurrence is.
  private var last: [Int32] = []
  private var recent = RecentWords()
  private var buffer = InlineArray<40, UInt8>(repeating: 0)
  /// At hand here: what all have in common is looked up each time whether it is there yet.
  private let kinds = WordByte.kinds

  /// Longer words are no words: addresses, keys, pictures as text. In bytes.
  private static let longest = 40

  static func place(_ section: Int, _ weight: WordWeight) -> UInt32 { UInt32(section) << 2 | weight.rawValue }

  /// - Returns: How many words the text has.
  @discardableResult
  mutating func add(_ text: Span<UInt8>, section: Int, _ weight: WordWeight) -> Int {
    var found = 0
    var index = 0
    let end = text.count
    while index < end {
      let plain = PlainWord(text, at: index)
      let next = index &+ plain.count
      if plain.count > 0, plain.count < PlainWord.most, next == end || kinds[Int(text[next])] == 0 {
        index = next
        found += 1
        note(number(of: plain), section, weight)
      } else if let number = readWord(text, from: &index) {
        found += 1
        note(number, section, weight)
      }
      // What parted the word, with all of its bytes.
      index += 1
      while index < end, text[index] & 0xC0 == 0x80 { index += 1 }
    }
    return found
  }

  private mutating func number(of word: PlainWord) -> Int {
    if let known = recent.number(of: word) { return known }
    for place in 0..<word.count {
      let half = place < 8 ? word.bytes.0 : word.bytes.1
      buffer[place] = UInt8(truncatingIfNeeded: half &>> UInt64(8 * (place & 7)))
    }
    let number = words.number(of: buffer.span.extracting(first: word.count))
    recent.keep(number, of: word)
    return number
  }

  /// The number of any word that begins at `index`, which becomes its end; nil where there is none.
  private mutating func readWord(_ text: Span<UInt8>, from index: inout Int) -> Int? {
    // Most stand in the text as they are kept.
    let start = index
    index = Self.endOfSmallLetters(text, from: index)
    guard index == text.count || kinds[Int(text[index])] == 0 else {
      return convertedWord(text, from: start, small: index - start, to: &index)
    }
    let length = index - start
    return length > 0 && length <= Self.longest ? words.number(of: text.extracting(start..<index)) : nil
  }

  /// Where the letters end that are digits, small, and of ASCII or Latin-1.
  @inline(__always)
  private static func endOfSmallLetters(_ text: Span<UInt8>, from start: Int) -> Int {
    var index = start
    let end = text.count
    while index < end {
      let byte = text[index]
      if byte &- 0x61 < 26 || byte &- 0x30 < 10 {
        index &+= 1
      } else if byte == 0xC3, index &+ 1 < end, text[index &+ 1] >= 0x9F {
        index &+= 2
      } else {
        break
      }
    }
    return index
  }

  /// A word with letters that are kept as others, or with signs that part no word.
  ///
  /// - Parameters:
  ///   - small: How many of its bytes are known to be kept as they are.
  ///   - index: Where the word ends.
  private mutating func convertedWord(
    _ text: Span<UInt8>, from start: Int, small: Int, to index: inout Int
  ) -> Int? {
    let end = text.count
    var length = small
    var isPlain = true
    for offset in 0..<min(small, Self.longest) { buffer[offset] = text[start + offset] }
    while index < end {
      let byte = text[index]
      let kind = kinds[Int(byte)]
      if kind == WordByte.part {
        if length < Self.longest { buffer[length] = byte }
      } else if kind == WordByte.capital {
        if length < Self.longest { buffer[length] = byte | 0x20 }
      } else if kind == WordByte.latin, index + 1 < end {
        index += 1
        let second = text[index]
        if length + 1 < Self.longest {
          buffer[length] = byte
          buffer[length + 1] = second >= 0x80 && second <= 0x9E && second != 0x97 ? second | 0x20 : second
        }
        length += 1
      } else if kind == WordByte.foreign {
        if length < Self.longest { buffer[length] = byte }
        isPlain = false
      } else if kind == WordByte.sign {
        // Two bytes; of them the soft hyphen parts no word.
        let isSoftHyphen = index + 1 < end && text[index + 1] == 0xAD
        if !isSoftHyphen { break }
        index += 2
        continue
      } else {
        break
      }
      length += 1
      index += 1
    }
    guard length > 0, length <= Self.longest else { return nil }
    if isPlain { return words.number(of: buffer.span.extracting(first: length)) }
    // Unicode's tables are needed.
    let folded = Array(String(decoding: (0..<length).map { buffer[$0] }, as: UTF8.self).lowercased().utf8)
    return words.number(of: folded.span)
  }

  private mutating func note(_ word: Int, _ section: Int, _ weight: WordWeight) {
    if word == last.count { last.append(-1) }
    let before = Int(last[word])
    if before >= 0, Int(all[before].place >> 2) == section {
      let known = all[before].place & 3
      // Said twice is as good as marked.
      let better = max(weight.rawValue, WordWeight.marked.rawValue)
      if better > known { all[before].place = UInt32(section) << 2 | better }
      return
    }
    last[word] = Int32(all.count)
    all.append((UInt32(word), Self.place(section, weight)))
  }
}

/// What a byte is to words.
enum WordByte {
  static let part: UInt8 = 1
  static let capital: UInt8 = 2
  /// Begins a letter of Latin-1.
  static let latin: UInt8 = 3
  /// Is of another letter.
  static let foreign: UInt8 = 4
  /// Begins a sign of Latin-1.
  static let sign: UInt8 = 5

  static let kinds: InlineArray<256, UInt8> = {
    var kinds = InlineArray<256, UInt8>(repeating: 0)
    for byte in 0x30...0x39 { kinds[byte] = part }
    for byte in 0x61...0x7A { kinds[byte] = part }
    for byte in 0x41...0x5A { kinds[byte] = capital }
    for byte in 0x80...0xEE { kinds[byte] = foreign }
    kinds[0xC3] = latin
    kinds[0xC2] = sign
    // Punctuation, arrows and mathematics; what stands behind U+F000, and beyond 16 bits.
    kinds[0xE2] = 0
    return kinds
  }()
}
