import LearnMarkdown
import SeededNumbers
import Testing

@testable internal import SiteSearch

@Suite("A plain word")
struct PlainWordTests {
  /// The same, byte by byte.
  private static func reference(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    let word = bytes.prefix { Ascii.isLetter($0) || Ascii.isDigit($0) }
    return word.prefix(PlainWord.most).map(Ascii.lower)
  }

  private static func read(_ bytes: [UInt8], at index: Int) -> [UInt8] {
    let word = PlainWord(bytes.span, at: index)
    return (0..<word.count).map { place in
      UInt8(truncatingIfNeeded: (place < 8 ? word.bytes.0 : word.bytes.1) >> UInt64(8 * (place % 8)))
    }
  }

  @Test("is read as byte by byte, at each place of random texts")
  func random() {
    var numbers = SeededGenerator(seed: 7)
    let likely = Array("abyzABYZ019".utf8)
    for _ in 0..<2000 {
      let length = Int.random(in: 0...40, using: &numbers)
      let bytes = (0..<length).map { _ -> UInt8 in
        Int.random(in: 0..<8, using: &numbers) == 0
          ? UInt8.random(in: 0...255, using: &numbers) : likely.randomElement(using: &numbers) ?? 0
      }
      for index in 0...length {
        #expect(Self.read(bytes, at: index) == Self.reference(bytes[index...]), "\(bytes), at \(index)")
      }
    }
  }

  @Test("has no byte but letters and digits in it, whichever stands behind")
  func everyByte() {
    for byte in UInt8.min...UInt8.max {
      let bytes = Array("Aa0".utf8) + [byte]
      #expect(Self.read(bytes, at: 0) == Self.reference(bytes[...]))
    }
  }

  @Test("that came lately has its number, and no other word has")
  func recent() {
    var recent = RecentWords()
    var numbers: [[UInt8]: Int] = [:]
    var random = SeededGenerator(seed: 11)
    for number in 0..<20_000 {
      let bytes = (0..<Int.random(in: 1...15, using: &random)).map { _ in UInt8.random(in: 0x61...0x66, using: &random)
      }
      let word = PlainWord(bytes.span, at: 0)
      if let known = recent.number(of: word) { #expect(numbers[bytes] == known) }
      numbers[bytes] = numbers[bytes] ?? number
      recent.keep(numbers[bytes] ?? number, of: word)
      #expect(recent.number(of: word) == numbers[bytes])
    }
  }
}
