/// The forms that a verb has in a sentence, beside those that the lexicon writes.
extension Lexicon {
  /// The infinitives that the word can be the present tense of: "vælger" of "vælge".
  func infinitives(ofPresent word: String) -> [String] {
    lists[.presentEndings].endings.compactMap { ending in
      guard let stem = ending.stem(of: word, over: 1).map(String.init) else { return nil }
      return (verbsByFirstWord[stem] ?? []).contains { verbs[$0].infinitive[0] == stem } ? stem : nil
    }
  }

  /// Whether the word is the present tense of a verb that does something on a screen.
  func isPresentOfUse(_ word: String) -> Bool {
    infinitives(ofPresent: word).contains { stem in
      (verbsByFirstWord[stem] ?? []).contains { verbs[$0].operation != .perform && verbs[$0].infinitive[0] == stem }
    }
  }

  /// Whether the word is the present tense, active or passive, of a verb that does something elsewhere.
  func isPresentOfDoing(_ word: String) -> Bool {
    let stems = infinitives(ofPresent: word) + infinitives(ofPassive: word)
    return stems.contains { stem in
      (verbsByFirstWord[stem] ?? []).contains { verbs[$0].operation == .perform && verbs[$0].infinitive[0] == stem }
    } && !isPresentOfUse(word) && !isPassiveOfUse(word)
  }

  /// "[Create a list](…)": the text of a link that asks for something, and no name: it goes on in small letters.
  func isAsked(_ label: Word) -> Bool {
    let parts = label.text.split(separator: " ")
    guard case .label(_?) = label.kind, parts.count > 2, parts[1].first?.isLowercase == true else { return false }
    return beginsImperative(Self.key(String(parts[0])))
  }

  func isPassiveOfUse(_ word: String) -> Bool {
    infinitives(ofPassive: word).contains { stem in
      (verbsByFirstWord[stem] ?? []).contains { verbs[$0].operation != .perform && verbs[$0].infinitive[0] == stem }
    }
  }

  /// "importeres" of "importere".
  private func infinitives(ofPassive word: String) -> [String] {
    lists[.passiveEndings].endings.compactMap { ending in
      guard let stem = ending.stem(of: word, over: 2).map(String.init) else { return nil }
      return (verbsByFirstWord[stem] ?? []).contains { verbs[$0].infinitive[0] == stem } ? stem : nil
    }
  }

  /// Whether some verb that does something on a screen begins with the word, in any form.
  func beginsUse(_ word: String) -> Bool {
    (verbsByFirstWord[word] ?? []).contains { verbs[$0].operation != .perform } || isPresentOfUse(word)
  }

  /// Whether the word names the doing of something on a screen: "clearing", "choosing", "tapping".
  func isGerundOfUse(_ word: String) -> Bool {
    !contains(.following, word) && !contains(.means, word) && infinitives(ofGerund: word).contains(where: beginsUse)
  }

  /// The first words of verbs that the gerund can be of: "select" of "selecting".
  func infinitives(ofGerund word: String) -> [String] {
    lists[.gerundEndings].endings.flatMap { ending in
      guard let stem = ending.stem(of: word, over: 1).map(String.init) else { return [String]() }
      return [stem, stem + "e", String(stem.dropLast())]
    }
  }
}
