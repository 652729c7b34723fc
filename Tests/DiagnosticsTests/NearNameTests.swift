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

  @Test("is found in the band as in the whole table")
  func band() {
    var state: UInt64 = 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<500 {
      let a = String((0..<next(9)).map { _ in "abæ".randomScalar(next(3)) })
      let b = String((0..<next(9)).map { _ in "abæ".randomScalar(next(3)) })
      let whole = NearName.distance(a, b, limit: 20)
      for limit in 0..<9 {
        #expect(NearName.distance(a, b, limit: limit) == whole.flatMap { $0 <= limit ? $0 : nil }, "\(a) \(b) \(limit)")
      }
    }
  }
}

extension String {
  fileprivate func randomScalar(_ index: Int) -> Character { self[self.index(startIndex, offsetBy: index)] }
}
