internal import Diagnostics
internal import Testing

@Suite("A near name")
struct NearNameTests {
  @Test("is the candidate with the fewest edits")
  func nearest() {
    #expect(NearName.closest(to: "Nulstil kode", among: ["Nulstil koden", "Nulstil", "Gem"]) == "Nulstil koden")
    #expect(
      NearName.closest(to: "befor-you-begin", among: ["related-content", "before-you-begin"]) == "before-you-begin")
    #expect(NearName.closest(to: "README.MD", among: ["readme.md", "READ.MD"]) == "readme.md")
  }

  @Test("is none when nothing is near")
  func none() {
    #expect(NearName.closest(to: "save", among: ["cancel", "close"]) == nil)
    #expect(NearName.closest(to: "x", among: []) == nil)
    #expect(NearName.closest(to: "", among: ["ab"]) == nil)
  }

  @Test("does not depend on the order of the candidates")
  func order() {
    #expect(NearName.closest(to: "step", among: ["stop", "stem"]) == "stem")
    #expect(NearName.closest(to: "step", among: ["stem", "stop"]) == "stem")
  }

  @Test(
    "counts one edit for a scalar put in, taken out, replaced or swapped",
    arguments: [
      ("ab", "ab", 0), ("ab", "ba", 1), ("abc", "ac", 1), ("ac", "abc", 1), ("rød", "rod", 1), ("kitten", "sitting", 3),
      ("", "abc", 3), ("ca", "abc", 3), ("abcdef", "badcfe", 3), ("Gem", "gem", 1), ("GEM", "gem", 1),
    ])
  func distance(a: String, b: String, expected: Int) {
    #expect(NearName.distance(a, b, limit: 5) == expected)
    #expect(NearName.distance(b, a, limit: expected) == expected)
    if expected > 0 { #expect(NearName.distance(a, b, limit: expected - 1) == nil) }
  }

  @Test("has the distance that the definition gives, beside names of up to 64 scalars and of more")
  func definition() {
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for round in 0..<600 {
      let length = round % 3 == 0 ? 70 : 9
      let a = String((0..<next(length)).map { _ in "abæ".randomScalar(next(3)) })
      let b = String((0..<next(length)).map { _ in "abæ".randomScalar(next(3)) })
      let expected = alignment(Array(a), Array(b))
      #expect(NearName.distance(a, b, limit: 200) == expected, "\(a) \(b)")
      for limit in max(0, expected - 1)...expected {
        #expect(NearName.distance(a, b, limit: limit) == (expected <= limit ? expected : nil), "\(a) \(b) \(limit)")
      }
    }
  }

  /// By all of the table, as it is defined.
  private func alignment(_ a: [Character], _ b: [Character]) -> Int {
    var table = [[Int]](repeating: Array(0...b.count), count: a.count + 1)
    for i in 0..<a.count {
      table[i + 1][0] = i + 1
      for j in 0..<b.count {
        var edits = [table[i][j] + (a[i] == b[j] ? 0 : 1), table[i][j + 1] + 1, table[i + 1][j] + 1]
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { edits.append(table[i - 1][j - 1] + 1) }
        table[i + 1][j + 1] = edits.min() ?? 0
      }
    }
    return table[a.count][b.count]
  }
}

extension String {
  fileprivate func randomScalar(_ index: Int) -> Character { self[self.index(startIndex, offsetBy: index)] }
}
