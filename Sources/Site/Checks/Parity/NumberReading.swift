internal import LearnMarkdown

/// The numbers of a text, each with all that it may mean.
struct NumberReading {
  struct Number {
    var value: UInt64
    /// What else it may be: 3 of `3 PM` is 15 too, 17 of `6/16/17` the year 2017.
    var others: [UInt64] = []
    /// As written.
    var text: Range<Int>
    /// Written in digits, and no part of a name: the other language has it, too.
    var isRequired = true
    /// Part of a name: that it is another is a difference, that the name is gone is none.
    var isOfName = false
  }

  var numbers: [Number] = []
  /// `10 000`: numbers, by their index, that may be one, with the value of that.
  private(set) var joined: [(numbers: ClosedRange<Int>, value: UInt64)] = []
  let bytes: [UInt8]
  private let words: NumberWords?
  var index = 0
  /// The token before is a word with a capital, and not the first of its sentence: `Widget 365` is a name.
  private var isAfterName = false
  private var beginsSentence = true

  /// - Parameters:
  ///   - bytes: With the decimal digits of ASCII: see ``withAsciiDigits(_:)``.
  ///   - words: Nil: only digits are read.
  init(_ bytes: ArraySlice<UInt8>, words: NumberWords? = nil) {
    self.bytes = Array(bytes)
    self.words = words
    while index < self.bytes.count {
      if self.bytes[index] == PageOutline.Mark.kept {
        while index < self.bytes.count, self.bytes[index] != PageOutline.Mark.keptEnd { index += 1 }
      } else if Self.isBoundary(self.bytes, index) > 0 {
        index += 1
      } else {
        readToken()
      }
    }
  }

  // MARK: Tokens

  private mutating func readToken() {
    let start = index
    while index < bytes.count, Self.isBoundary(bytes, index) == 0 { index += 1 }
    let token = start..<index
    index = start
    defer { index = token.upperBound + (token.upperBound < bytes.count ? Self.isBoundary(bytes, token.upperBound) : 0) }
    // Of most words nothing is read.
    if words == nil, !bytes[token].contains(where: Ascii.isDigit) { return noteName(token) }
    let isName = isAddress(token) || isAfterName
    let first = numbers.count
    defer {
      if isAfterName, let text = numbers[first...].first?.text, text.lowerBound == token.lowerBound {
        numbers[first].isOfName = true
      }
      noteName(token)
    }
    var hasLetter = false
    while index < token.upperBound {
      let byte = bytes[index]
      if Ascii.isDigit(byte) {
        let first = numbers.count
        readDigits(in: token, isRequired: !isName && !hasLetter)
        if first == numbers.count - 1 { join(first, token) }
      } else if Ascii.isLetter(byte) || byte >= 0x80 {
        let word = index
        while index < token.upperBound, Ascii.isLetter(bytes[index]) || bytes[index] >= 0x80 { index += 1 }
        readWord(word..<index)
        // `SHA-256` and `ICP0222` are names; in `30-day`, the number comes first.
        if isLetters(word..<index) { hasLetter = true }
      } else {
        // `(x)2` and `and/2`: the name is over.
        if byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "/")
          || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":")
        {
          hasLetter = false
        }
        index += 1
      }
    }
  }

  private mutating func noteName(_ token: Range<Int>) {
    let last = bytes[token.upperBound - 1]
    let isWord = Ascii.isLetter(last) || last >= 0x80
    isAfterName =
      isWord && (0x41...0x5A).contains(bytes[token.lowerBound])
      && (!beginsSentence || isNameBehindNumber(token.upperBound))
    beginsSentence = last == UInt8(ascii: ".") || last == UInt8(ascii: "?") || last == UInt8(ascii: "!")
  }

  /// `Widget 365 Lighthouse`: behind a number stands a word with a capital.
  private func isNameBehindNumber(_ end: Int) -> Bool {
    var index = end
    func skipBlanks() {
      while index < bytes.count, case let length = Self.isBoundary(bytes, index), length > 0 { index += length }
    }
    skipBlanks()
    let number = index
    while index < bytes.count, Ascii.isDigit(bytes[index]) { index += 1 }
    guard index > number else { return false }
    skipBlanks()
    return index < bytes.count && (0x41...0x5A).contains(bytes[index])
  }

  /// Signs beyond ASCII, such as dashes and quotation marks, are no letters.
  private func isLetters(_ range: Range<Int>) -> Bool {
    if bytes[range].contains(where: Ascii.isLetter) { return true }
    return String(decoding: bytes[range], as: UTF8.self).unicodeScalars.contains { $0.properties.isAlphabetic }
  }

  /// An address, a path or an assignment, which parity of links and code looks at.
  private func isAddress(_ token: Range<Int>) -> Bool {
    var slashes = 0
    for index in token {
      switch bytes[index] {
      case UInt8(ascii: "\\"), UInt8(ascii: "@"), UInt8(ascii: "="), UInt8(ascii: "_"), UInt8(ascii: "#"),
        UInt8(ascii: "{"):
        return true
      case UInt8(ascii: "/"):
        slashes += 1
        if index + 1 < token.upperBound, bytes[index + 1] == UInt8(ascii: "/") { return true }
      default: break
      }
    }
    // Long ones of letters, digits and hyphens are keys.
    return (slashes > 1 || token.count >= 16) && bytes[token].contains(where: Ascii.isLetter)
      && bytes[token].contains(where: Ascii.isDigit)
  }

  // MARK: Digits

  private mutating func readDigits(in token: Range<Int>, isRequired: Bool) {
    var groups: [Range<Int>] = []
    var separators: [UInt8] = []
    while index < token.upperBound, Ascii.isDigit(bytes[index]) {
      let start = index
      while index < token.upperBound, Ascii.isDigit(bytes[index]) { index += 1 }
      groups.append(start..<index)
      guard let length = separator(at: index, token) else { break }
      separators.append(bytes[index])
      index += length
    }
    let first = numbers.count
    // An address of the internet, or a version: its parts say nothing by themselves.
    let isThousands = groups[0].count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 }
    if groups.count > 3, !isThousands, separators.allSatisfy({ $0 == UInt8(ascii: ".") }) {
      let text = groups[0].lowerBound..<groups[groups.count - 1].upperBound
      let value = groups.reduce(0) { ($0 &* 1_000_003) &+ self.value(of: $1) &+ 1 }
      numbers.append(Number(value: value, text: text, isRequired: isRequired))
      return
    }
    var group = 0
    while group < groups.count {
      // `1,000`, `1.000` and `1'000` are one number, as is `2,500`, whichever it means: it means the same there.
      var last = group
      if groups[group].count <= 3 {
        while last < separators.count, last + 1 < groups.count, groups[last + 1].count == 3,
          Self.isThousands(separators[last]), separators[last] == separators[group]
        { last += 1 }
      }
      let text = groups[group].lowerBound..<groups[last].upperBound
      numbers.append(Number(value: value(of: text), text: text, isRequired: isRequired))
      group = last + 1
    }
    // `88.1` is `88,10`.
    if groups.count == 2, numbers.count - first == 2, separators[0] != UInt8(ascii: ":"), groups[1].count == 2,
      numbers[first + 1].value % 10 == 0
    {
      numbers[first + 1].others.append(numbers[first + 1].value / 10)
    }
    // `4.Choose`: a step whose blank was lost.
    if groups.count == 1, groups[0].lowerBound == 0, index + 1 < token.upperBound, bytes[index] == UInt8(ascii: "."),
      numbers.count > first
    {
      numbers[first].isRequired = false
    }
    // `.25` there is `0,25` here.
    if numbers.count - first == 2, groups[0].count == 1, numbers[first].value == 0 { numbers[first].isRequired = false }
    if numbers.count - first == 3, groups.count == 3 { readDate(first, groups, separators) }
    if numbers.count - first == 1, let factor = factor(at: index) {
      numbers[first].others.append(numbers[first].value &* factor)
    }
    readTime(first, groups, separators, in: token)
  }

  /// What a number is to be taken times of which `K`, `-K` or a capital `K` behind a blank follows.
  private func factor(at end: Int) -> UInt64? {
    guard end < bytes.count else { return nil }
    let gap = bytes[end] == UInt8(ascii: "-") ? 1 : Self.isBoundary(bytes, end)
    let letter = end + gap
    guard letter < bytes.count, let factor = Self.factors[bytes[letter]],
      gap == 0 || bytes[letter] != UInt8(ascii: "k"),
      letter + 1 == bytes.count || !Ascii.isLetter(bytes[letter + 1]) && bytes[letter + 1] < 0x80
    else { return nil }
    return factor
  }

  /// `250K` is 250,000.
  private static let factors: [UInt8: UInt64] = [
    UInt8(ascii: "K"): 1000, UInt8(ascii: "k"): 1000, UInt8(ascii: "M"): 1_000_000,
  ]

  /// The length of what stands between two groups of digits; nil where no digit follows.
  private func separator(at index: Int, _ token: Range<Int>) -> Int? {
    guard index + 1 < token.upperBound else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "-"),
      UInt8(ascii: "'"):
      return Ascii.isDigit(bytes[index + 1]) ? 1 : nil
    case 0xE2:
      // The apostrophe U+2019.
      let isMark = index + 3 < token.upperBound && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x99
      return isMark && Ascii.isDigit(bytes[index + 3]) ? 3 : nil
    default: return nil
    }
  }

  private static func isThousands(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "'") || byte == 0xE2
  }

  /// Leading zeros do not count. Of more than 19 digits, the value is one that hardly another number has.
  private func value(of range: Range<Int>) -> UInt64 {
    bytes[range].reduce(0) { Ascii.isDigit($1) ? $0 &* 10 &+ UInt64($1 - 0x30) : $0 }
  }

  /// Notes that `000` behind `10` may be its thousands.
  private mutating func join(_ number: Int, _ token: Range<Int>) {
    guard number > 0, numbers[number].text.count == 3, numbers[number].text.lowerBound == token.lowerBound else {
      return
    }
    let before = numbers[number - 1]
    var between = before.text.upperBound
    while between < token.lowerBound {
      let length = Self.isBoundary(bytes, between)
      if length == 0 { return }
      between += length
    }
    let isLong = joined.last.map { $0.numbers.upperBound == number - 1 } ?? false
    guard before.text.count <= 3 else { return }
    joined.append((number - 1...number, before.value * 1000 + numbers[number].value))
    if isLong {
      let whole = joined[joined.count - 2]
      joined.append((whole.numbers.lowerBound...number, whole.value * 1000 + numbers[number].value))
    }
  }

  // MARK: Words

  private mutating func readWord(_ range: Range<Int>) {
    guard let words, words.mayHave(bytes[range]) else { return }
    let word = String(decoding: bytes[range], as: UTF8.self).lowercased()
    // Beyond ASCII, signs such as quotation marks may stand at its ends.
    let letters = word.utf8.allSatisfy { $0 < 0x80 } ? word : word.filter(\.isLetter)
    guard let value = words.value(of: letters) ?? (letters == word ? nil : words.value(of: word)) else { return }
    // "30 million".
    if value >= 1000, let last = numbers.last, last.isRequired, last.text.upperBound + 1 >= range.lowerBound {
      joined.append((numbers.count - 1...numbers.count - 1, last.value &* value))
    }
    // "twenty-one", "two hundred".
    if let last = numbers.last, !last.isRequired, last.text.upperBound + 1 >= range.lowerBound {
      if last.value >= 20, last.value < 100, last.value % 10 == 0, value < 10 {
        numbers.append(Number(value: last.value + value, text: range, isRequired: false))
      } else if value >= 100, last.value < value {
        numbers.append(Number(value: last.value * value, text: range, isRequired: false))
      }
    }
    numbers.append(Number(value: value, text: range, isRequired: false))
  }
}
