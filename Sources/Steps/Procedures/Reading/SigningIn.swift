/// Who signs in, and with what.
extension SentenceParse {
  /// Takes out what the words say to sign in with: "using your credentials".
  func meansOfSigningIn(_ objects: inout ArraySlice<Word>, _ head: Head) -> Target? {
    guard isSigningIn(head), let means = objects.indices.first(where: { has(.means, $0) }),
      let phrase = objects[means...].trimmed.phrase
    else { return nil }
    let place = Target(kind: .prose, phrase: phrase, whole: phrase)
    objects = objects[objects.startIndex..<means]
    return place
  }

  private func isSigningIn(_ head: Head) -> Bool {
    let verb = head.phrase.keys.first ?? ""
    return lexicon.contains(.signIns, verb)
  }

  /// Takes the role out that the words say to sign in with: "as at least a **Reader**".
  func signIn(_ objects: inout ArraySlice<Word>, _ head: Head) -> (claim: RoleClaim, place: [Target])? {
    guard isSigningIn(head) else { return nil }
    for position in objects.indices {
      guard let length = positive(lexicon.length(of: .roleSignIns, in: words, at: position)) else { continue }
      // "as a clerk, > go to **A**".
      guard !objects[position...].contains(where: { $0.kind == .arrow }),
        let claim = roles(in: objects[(position + length)...], of: objects[position...], lexicon: lexicon)
      else {
        return nil
      }
      // "as a reader in the portal": where one signs in stands before the role or behind it.
      let behind = objects[(position + length)...].indices.first { has(.prepositions, $0) && has(.roleClosings, $0) }
      let place = behind.map { contexts(in: objects[$0...]) } ?? []
      objects = objects[objects.startIndex..<position]
      return (claim, place)
    }
    return nil
  }
}
