/// How many findings of a code were true, of those that people looked at in published translations.
///
/// The figures are counted from the verdicts (`Tests/CorpusProof/verdicts.py`), which stand there one by one.
package struct MeasuredPrecision: Sendable, Hashable {
  package let right: Int
  package let wrong: Int
  package let unclear: Int

  package var judged: Int { right + wrong }

  /// Nil for a code whose findings nobody has judged.
  package static func of(_ code: String) -> MeasuredPrecision? { byCode[code] }

  /// Lines of `code true false unclear`.
  private static let byCode: [String: MeasuredPrecision] = {
    var result: [String: MeasuredPrecision] = [:]
    for line in String(decoding: PackageResources.Precision_txt, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count == 4, let right = Int(parts[1]), let wrong = Int(parts[2]), let unclear = Int(parts[3]) else {
        continue
      }
      result[String(parts[0])] = MeasuredPrecision(right: right, wrong: wrong, unclear: unclear)
    }
    return result
  }()
}
