internal import Diagnostics
internal import Docset
internal import LearnMarkdown

/// The lines `[label]: target` of a source page, where a translation has lost or translated them: its links need not be
/// taken out then.
struct SourceDefinitions {
  /// By label, in small letters.
  private var targets: [String: String] = [:]
  /// The labels of `[label][]`, in reading order.
  private var used: [String] = []

  init(of original: ArticleFile) {
    let text = original.text
    for line in 0..<text.lineCount {
      let bytes = text.bytes[text.lineRange(line)]
      if let (label, target) = Self.definition(bytes) {
        targets[label.lowercased()] = targets[label.lowercased()] ?? target
      }
      for label in Self.references(bytes) { used.append(label.lowercased()) }
    }
    used.removeAll { targets[$0] == nil }
  }

  /// The same findings; those about links without a definition suggest the target that the source page defines, or
  /// nothing where it is not known which.
  func improving(_ findings: [Diagnostic]) -> [Diagnostic] {
    guard !targets.isEmpty else { return findings }
    let numbers = findings.indices.filter { findings[$0].code == DiagnosticRule.mtLinkDefinitionMissing.code }
    var result = findings
    for (place, number) in numbers.enumerated() {
      guard let shown = findings[number].suggestion else { continue }
      let label =
        targets[shown.lowercased()] != nil
        ? shown.lowercased() : numbers.count == used.count ? used[place] : nil
      result[number].suggestion = label.flatMap { targets[$0] }.map { "[\(shown)](\($0))" }
    }
    return result
  }

  private static func definition(_ line: ArraySlice<UInt8>) -> (label: String, target: String)? {
    let line = line.drop { $0 == UInt8(ascii: " ") }
    guard line.first == UInt8(ascii: "["), let end = line.firstIndex(of: UInt8(ascii: "]")), end > line.startIndex + 1,
      end + 1 < line.endIndex, line[end + 1] == UInt8(ascii: ":")
    else { return nil }
    let target = line[(end + 2)...].drop(while: Ascii.isBlank).prefix { !Ascii.isSpace($0) }
    return target.isEmpty ? nil : (line[(line.startIndex + 1)..<end].utf8String, target.utf8String)
  }

  private static func references(_ line: ArraySlice<UInt8>) -> [String] {
    var labels: [String] = []
    var rest = line
    while let end = rest.firstIndex(of: "][]", in: rest.indices) {
      if let start = rest[..<end].lastIndex(of: UInt8(ascii: "[")), start + 1 < end {
        labels.append(rest[(start + 1)..<end].utf8String)
      }
      rest = rest[(end + 3)...]
    }
    return labels
  }
}
