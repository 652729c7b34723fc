internal import LearnMarkdown

/// Dates and times of day.
extension NumberReading {
  /// `6/16/17`, `16-06-2017`: a year may have two digits.
  mutating func readDate(_ first: Int, _ groups: [Range<Int>], _ separators: [UInt8]) {
    guard separators[0] == separators[1], groups[0].count <= 2, groups[1].count <= 2, groups[2].count == 2 else {
      return
    }
    numbers[first + 2].others.append(2000 + numbers[first + 2].value)
  }

  /// `3 PM` is 15.00, and its minutes are no number of their own where there are none.
  mutating func readTime(
    _ first: Int, _ groups: [Range<Int>], _ separators: [UInt8], in token: Range<Int>
  ) {
    guard numbers.count > first, groups.count <= 3, numbers[first].value <= 24, groups[0].count <= 2 else { return }
    if groups.count >= 2, numbers.count - first == groups.count,
      separators[0] == UInt8(ascii: ":") || separators[0] == UInt8(ascii: ".")
    {
      for number in first + 1..<numbers.count where groups[number - first].count == 2 && numbers[number].value == 0 {
        numbers[number].isRequired = false
      }
    }
    guard let half = halfOfDay(after: index) else { return }
    let hour = numbers[first].value
    if half == UInt8(ascii: "p"), hour < 12 { numbers[first].others.append(hour + 12) }
    if half == UInt8(ascii: "a"), hour == 12 { numbers[first].others += [0, 24] }
  }

  /// `a` or `p` where `AM`, `p.m.` or the like follows.
  private func halfOfDay(after end: Int) -> UInt8? {
    var index = end
    while index < bytes.count {
      let length = Self.isBoundary(bytes, index)
      if length == 0 { break }
      index += length
    }
    guard index + 1 < bytes.count else { return nil }
    let first = Ascii.lower(bytes[index])
    guard first == UInt8(ascii: "a") || first == UInt8(ascii: "p") else { return nil }
    index += bytes[index + 1] == UInt8(ascii: ".") ? 2 : 1
    guard index < bytes.count, Ascii.lower(bytes[index]) == UInt8(ascii: "m"),
      index + 1 >= bytes.count || !Ascii.isLetter(bytes[index + 1])
    else { return nil }
    return first
  }
}
