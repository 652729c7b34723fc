internal import LearnMarkdown

/// A part of a pattern that is not read by its form alone.
enum GlobToken: Sendable {
  case byte(UInt8)
  /// `?`
  case one
  /// `*`
  case star
  /// `**/`
  case folders
  /// `**` at the end
  case all
  /// `[a-z]`, or `[^a-z]`
  case set([ClosedRange<UInt8>], isNegated: Bool)

  static func read(_ pattern: [UInt8]) -> [GlobToken] {
    var tokens: [GlobToken] = []
    var index = 0
    while index < pattern.count {
      switch pattern[index] {
      case UInt8(ascii: "*") where pattern.starts(with: "**/", at: index):
        tokens.append(.folders)
        index += 3
      case UInt8(ascii: "*") where pattern.starts(with: "**", at: index):
        tokens.append(.all)
        index += 2
      case UInt8(ascii: "*"):
        tokens.append(.star)
        index += 1
      case UInt8(ascii: "?"):
        tokens.append(.one)
        index += 1
      case UInt8(ascii: "["):
        let (set, end) = set(pattern, from: index + 1) ?? (.byte(pattern[index]), index + 1)
        tokens.append(set)
        index = end
      default:
        tokens.append(.byte(pattern[index]))
        index += 1
      }
    }
    return tokens
  }

  /// Nil for a bracket that does not end in its part of the path: it is a letter then.
  private static func set(_ pattern: [UInt8], from start: Int) -> (GlobToken, end: Int)? {
    guard let end = pattern.firstIndex(of: UInt8(ascii: "]"), in: start..<pattern.count), end > start,
      !pattern[start..<end].contains(UInt8(ascii: "/"))
    else { return nil }
    let isNegated = pattern[start] == UInt8(ascii: "^") && end > start + 1
    var ranges: [ClosedRange<UInt8>] = []
    var index = isNegated ? start + 1 : start
    while index < end {
      let isRange = index + 2 < end && pattern[index + 1] == UInt8(ascii: "-") && pattern[index + 2] >= pattern[index]
      ranges.append(pattern[index]...pattern[isRange ? index + 2 : index])
      index += isRange ? 3 : 1
    }
    return (.set(ranges, isNegated: isNegated), end + 1)
  }

  private func takes(_ byte: UInt8) -> Bool {
    switch self {
    case .byte(let own): own == Ascii.lower(byte)
    case .one: byte != UInt8(ascii: "/")
    case .set(let ranges, let isNegated):
      byte != UInt8(ascii: "/") && ranges.contains { $0.contains(Ascii.lower(byte)) } != isNegated
    case .star, .folders, .all: false
    }
  }

  /// Greedy with one point to come back to for each kind of star, so that no pattern takes exponential time.
  static func match(_ pattern: [GlobToken], _ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var p = 0
    var t = unsafe text.startIndex
    var star: (p: Int, t: Int)?
    var folders: (p: Int, t: Int)?
    let end = unsafe text.endIndex
    while true {
      if p < pattern.count {
        switch pattern[p] {
        case .folders, .all:
          p += 1
          folders = (p, t)
          star = nil
          continue
        case .star:
          p += 1
          star = (p, t)
          continue
        default: break
        }
      }
      if t == end, p == pattern.count { return true }
      if t < end, p < pattern.count, unsafe pattern[p].takes(text[t]) {
        p += 1
        t += 1
      } else if let back = star, back.t < end, unsafe text[back.t] != UInt8(ascii: "/") {
        star = (back.p, back.t + 1)
        p = back.p
        t = back.t + 1
      } else if let back = folders, back.t < end {
        // `**/` begins again after the next folder only; `**` at the end takes all.
        var next = back.t + 1
        if back.p < pattern.count { while next < end, unsafe text[next - 1] != UInt8(ascii: "/") { next += 1 } }
        folders = (back.p, next)
        star = nil
        p = back.p
        t = next
        if next == end, back.p < pattern.count { return false }
      } else {
        return false
      }
    }
  }
}
