internal import Diagnostics
internal import Procedures

extension TestReport {
  /// What is not read, by the first word that is not understood: the count, the word and one place, the most frequent
  /// first, so that an author of a lexicon sees what to add.
  package var unread: String {
    var groups: [Group: (count: Int, first: SourcePlace)] = [:]
    for procedure in procedures {
      for step in procedure.steps {
        for clause in step.unread {
          let group = Group(locale: procedure.locale, code: clause.code, word: Spelling.folded(clause.word))
          let known = groups[group]
          groups[group] = ((known?.count ?? 0) + 1, known?.first ?? clause.place.inFile(procedure.file))
        }
      }
    }
    let sorted = groups.sorted {
      ($1.value.count, $0.key.locale, $0.key.word, $0.key.code) < (
        $0.value.count, $1.key.locale, $1.key.word, $1.key.code
      )
    }
    let lines = sorted.map { group, found in
      "\(found.count)  \(group.locale)  \(Terminal.safe(group.word))  \(group.code)  "
        + "\(Terminal.safe(found.first.file)):\(found.first.line):\(found.first.column)"
    }
    let unread = procedures.flatMap(\.steps).count { !$0.unread.isEmpty }
    let steps = procedures.reduce(0) { $0 + $1.steps.count }
    return (lines + ["\(unread) of \(steps) steps not read"]).joined(separator: "\n") + "\n"
  }

  private struct Group: Hashable {
    var locale: String
    var code: String
    var word: String
  }
}

/// A clause that was not read, and the word at fault.
package struct UnreadClause: Sendable, Hashable {
  var code: String
  var word: String
  var place: TextPlace
}
