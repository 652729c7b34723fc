internal import LearnMarkdown

/// The sentences of a page, to be asked for by their hashes. Of most it is told by a bit that they are none of them.
struct SentenceSet {
  private let sentences: [PageOutline.Sentence]
  private var bits = [UInt64](repeating: 0, count: 128)

  init(_ sentences: [PageOutline.Sentence]) {
    self.sentences = sentences
    for sentence in sentences { bits[Int(sentence.hash >> 6) & 127] |= 1 << (sentence.hash & 63) }
  }

  /// The numbers of those with the hash.
  func numbers(of hash: UInt64) -> [Int] {
    guard bits[Int(hash >> 6) & 127] & 1 << (hash & 63) != 0 else { return [] }
    return sentences.indices.filter { sentences[$0].hash == hash }
  }
}
