/// A stretch of words that the grammar reads as one.
struct Sentence: Hashable {
  var words: [Word]
  /// Ends with a colon: what follows says more about it.
  var isAnnouncement: Bool
  var isQuestion = false
  /// All of it was one label, which asks for something.
  var isBold = false
  /// What stands in brackets, and is no part of the sentence around it.
  var asides: [[Word]] = []
}

/// Cuts a block's words into sentences. A bracket that stands alone is a sentence of its own.
func sentences(of words: [Word]) -> [Sentence] {
  var sentences: [Sentence] = []
  var current: [Word] = []
  var bracketed: [Word] = []
  var asides: [[Word]] = []
  var depth = 0
  func finish(_ words: inout [Word], isAnnouncement: Bool, isQuestion: Bool = false) {
    if words.contains(where: { $0.isProse || $0.isLabel }) {
      sentences.append(
        Sentence(words: words, isAnnouncement: isAnnouncement, isQuestion: isQuestion, asides: asides))
      asides = []
    }
    words = []
  }
  func goesOn(after index: Int) -> Bool {
    guard index + 1 < words.count, words[index + 1].isProse else { return false }
    return words[index + 1].text.first?.isLowercase == true
  }
  for (index, word) in words.enumerated() {
    switch word.kind {
    case .opening: depth += 1
    case .closing:
      depth = max(0, depth - 1)
      if depth == 0 {
        if current.isEmpty {
          finish(&bracketed, isAnnouncement: false)
        } else if bracketed.contains(where: { $0.isProse || $0.isLabel }) {
          asides.append(bracketed)
        }
        bracketed = []
      }
    case _ where depth > 0: bracketed.append(word)
    case .stop: finish(&current, isAnnouncement: false, isQuestion: word.text == "?")
    // "In the **Name:** box": the colon is the label's, and the sentence goes on.
    case .colon where current.last?.isLabel == true && current.first?.isProse == true && goesOn(after: index): break
    case .colon: finish(&current, isAnnouncement: true)
    default: current.append(word)
    }
  }
  if depth > 0 { current += bracketed }
  finish(&current, isAnnouncement: false)
  return sentences
}
