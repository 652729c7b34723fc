/// Findings counted by code and by folder, for a docset with too many to read.
package struct SummaryReport: Sendable {
  /// How many folders are named; the others are counted.
  private static let mostFolders = 20

  package init() {}

  package func write<Output: TextOutputStream>(_ findings: [Diagnostic], to output: inout Output) {
    guard !findings.isEmpty else { return output.write("\(FindingCount(findings))\n") }
    writeCodes(of: findings, to: &output)
    output.write("\n")
    writeFolders(of: findings, to: &output)
    output.write("\n\(FindingCount(findings))\n")
  }

  package func writeCodes<Output: TextOutputStream>(of findings: [Diagnostic], to output: inout Output) {
    write(Self.rows(of: findings, by: \.code), head: "code", most: .max, to: &output)
  }

  private func writeFolders<Output: TextOutputStream>(of findings: [Diagnostic], to output: inout Output) {
    let rows = Self.rows(of: findings) { finding in
      let file = finding.place.file
      return file.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(file[..<$0]) } ?? "."
    }
    write(rows, head: "folder", most: Self.mostFolders, to: &output)
  }

  private struct Row {
    var name: String
    var counts = [Int](repeating: 0, count: 3)
    var total: Int { counts.reduce(0, +) }
  }

  /// The most errors first, then the most findings.
  private static func rows(of findings: [Diagnostic], by name: (Diagnostic) -> String) -> [Row] {
    var rows: [String: Row] = [:]
    for finding in findings {
      let name = name(finding)
      let column =
        switch finding.severity {
        case .error: 0
        case .warning: 1
        case .suggestion, .info: 2
        }
      rows[name, default: Row(name: name)].counts[column] += 1
    }
    return rows.values.sorted { a, b in
      if a.counts[0] != b.counts[0] { return a.counts[0] > b.counts[0] }
      return a.total == b.total ? a.name.precedesInBytes(b.name) : a.total > b.total
    }
  }

  private func write<Output: TextOutputStream>(_ rows: [Row], head: String, most: Int, to output: inout Output) {
    writeLine(["errors", "warnings", "suggestions"], head, to: &output)
    for row in rows.prefix(most) {
      writeLine(row.counts.map { $0 == 0 ? "" : String($0) }, Terminal.safe(row.name), to: &output)
    }
    let left = rows.dropFirst(most)
    guard !left.isEmpty else { return }
    let findings = left.reduce(0) { $0 + $1.total }
    output.write(
      "and \(left.count) \(left.count == 1 ? "\(head)" : "\(head)s") more with \(findings) \(findings == 1 ? "finding" : "findings")\n"
    )
  }

  /// The numbers come first: names of folders have any length.
  private func writeLine<Output: TextOutputStream>(_ numbers: [String], _ name: String, to output: inout Output) {
    let cells = zip(numbers, [7, 9, 12]).map { text, width in
      String(repeating: " ", count: max(0, width - text.count)) + text
    }
    output.write("\(cells.joined())  \(name)\n")
  }
}
