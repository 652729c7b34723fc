internal import LearnMarkdown

/// The words of an index as scripts, in the order of their letters, some thousands of bytes each.
///
/// A word group is written as `<n><rest> <endings> <places>|`: how many letters it has in common with the one before,
/// what else all its words begin with, what each of them ends with, and where they stand. A number is written as a source
/// map writes it, five bits a character, the lowest first. A place is the distance to the section before, times four,
/// and the weight.
struct SearchShards {
  private(set) var shards: [[UInt8]] = []
  /// By shard: the first letters that it begins with.
  private(set) var starts: [[UInt8]] = []
  /// Bytes.
  private static let size = 20_000

  private let sections: Int

  init(_ languages: [WordGroups.Box], sections: Int) {
    self.sections = sections
    var order: [(head: UInt64, language: Int32, group: Int32)] = []
    for (number, language) in languages.enumerated() {
      order.reserveCapacity(order.count + language.groups.count)
      for group in 0..<language.groups.count {
        order.append((Self.head(language.groups.key(of: group)), Int32(number), Int32(group)))
      }
    }
    order.sort { a, b in
      if a.head != b.head { return a.head < b.head }
      return languages[Int(a.language)].groups.key(of: Int(a.group)).lexicographicallyPrecedes(
        languages[Int(b.language)].groups.key(of: Int(b.group)))
    }
    var shard: [UInt8] = []
    var before: [UInt8] = []
    for entry in order {
      let groups = languages[Int(entry.language)]
      let key = Array(groups.groups.key(of: Int(entry.group)))
      let length = key.span.lettersLength(3, in: key.indices)
      if shards.isEmpty && shard.isEmpty
        || shard.count > Self.size && key[..<length] != before[..<min(length, before.count)]
      {
        if !shard.isEmpty { shards.append(shard) }
        shard.removeAll(keepingCapacity: true)
        starts.append(Array(key[..<length]))
        before = []
      }
      write(groups, Int(entry.group), key, after: before, to: &shard)
      before = key
    }
    if !shard.isEmpty { shards.append(shard) }
  }

  /// The first eight bytes as a number that is in their order.
  private static func head(_ key: ArraySlice<UInt8>) -> UInt64 {
    var head: UInt64 = 0
    var count = 0
    for byte in key.prefix(8) {
      head = head << 8 | UInt64(byte)
      count += 1
    }
    return count == 0 ? 0 : head << UInt64(8 * (8 - count))
  }

  private func write(
    _ box: WordGroups.Box, _ group: Int, _ key: [UInt8], after before: [UInt8], to shard: inout [UInt8]
  ) {
    var places = box.groups.places(of: group)
    // What stands nearly everywhere tells something in headings only.
    if places.count > max(400, sections / 5) {
      places.removeAll { $0 & 3 < WordWeight.heading.rawValue }
    }
    var shared = min(key.lengthShared(with: before), 31)
    while shared > 0, shared < key.count, key[shared] & 0xC0 == 0x80 { shared -= 1 }
    // Told in letters, as scripts count them.
    VariableNumber.append(key[..<shared].utf16Count, to: &shard)
    shard += key[shared...]
    shard.append(UInt8(ascii: " "))
    var isFirst = true
    for word in box.groups.words(of: group) {
      if !isFirst { shard.append(UInt8(ascii: ",")) }
      shard += box.groups.occurrences.words.word(Int(word)).dropFirst(key.count)
      isFirst = false
    }
    shard.append(UInt8(ascii: " "))
    var last: UInt32 = 0
    for place in places {
      let section = place >> 2
      VariableNumber.append(Int((section - last) << 2 | place & 3), to: &shard)
      last = section
    }
    shard.append(UInt8(ascii: "|"))
  }
}

extension WordGroups {
  /// For lists: what cannot be copied is in none.
  final class Box {
    let groups: WordGroups

    init(_ groups: consuming WordGroups) { self.groups = groups }
  }
}

/// Numbers as source maps write them: five bits a character, the lowest first; 32 says that more follow.
enum VariableNumber {
  static func append(_ number: Int, to text: inout [UInt8]) {
    var rest = number
    while rest >= 32 {
      text.append(digit(rest & 31 | 32))
      rest >>= 5
    }
    text.append(digit(rest))
  }

  /// `A` to `Z`, `a` to `z`, `0` to `9`, `-` and `_`.
  @inline(__always)
  private static func digit(_ number: Int) -> UInt8 {
    let number = UInt8(truncatingIfNeeded: number)
    if number < 26 { return UInt8(ascii: "A") + number }
    if number < 52 { return UInt8(ascii: "a") - 26 + number }
    if number < 62 { return number - 4 }
    return number == 62 ? UInt8(ascii: "-") : UInt8(ascii: "_")
  }
}

extension ArraySlice<UInt8> {
  /// How many units a script counts in UTF-8.
  fileprivate var utf16Count: Int {
    reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xF0 ? 2 : 1) }
  }
}
