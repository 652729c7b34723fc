/// Findings as one file of HTML, for somebody who leads a translation: by kind, by page and by effort, against a
/// baseline, and with how far each kind can be trusted.
package struct HTMLReport: Sendable {
  /// What a baseline knew of a code, and what there is now.
  package struct Trend: Sendable, Hashable {
    package var known: Int
    package var now: Int

    package init(known: Int, now: Int) {
      self.known = known
      self.now = now
    }
  }

  /// By code; empty where there is no baseline.
  package var trends: [String: Trend]

  /// How many findings of a code are listed; the others are counted.
  package static let mostListed = 500
  private static let mostPages = 100

  package init(trends: [String: Trend] = [:]) { self.trends = trends }

  package func write<Output: TextOutputStream>(_ findings: [Diagnostic], to output: inout Output) {
    let count = "\(FindingCount(findings))"
    output.write(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Trin: \(XMLText.escaped(count))</title>
      <style>\(Self.style)</style>
      </head>
      <body>
      <h1>Findings</h1>
      <p>\(XMLText.escaped(count)). About \(Self.hours(findings)) of work.</p>

      """)
    let byCode = Dictionary(grouping: findings, by: \.code).sorted { a, b in
      a.value.count == b.value.count ? a.key < b.key : a.value.count > b.value.count
    }
    writeCodes(byCode, to: &output)
    writePages(of: findings, to: &output)
    for (code, findings) in byCode { write(code, findings, to: &output) }
    output.write("</body>\n</html>\n")
  }

  private static let style =
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem;color:#1b1b1b;background:#fff}"
    + "table{border-collapse:collapse;margin:1rem 0}th,td{text-align:left;vertical-align:top;padding:.25rem .75rem;"
    + "border-bottom:1px solid #ccc}.n{text-align:right}td{overflow-wrap:anywhere}summary{cursor:pointer}"
    + "@media(prefers-color-scheme:dark){body{color:#eee;background:#1b1b1b}a{color:#9cf}}"

  // MARK: Tables

  /// A cell of a table: a number stands at the right.
  private enum Cell {
    case text(String)
    case number(Int)
    case html(String)

    var isNumber: Bool { if case .number = self { true } else { false } }

    var content: String {
      switch self {
      case .text(let text): XMLText.escaped(text)
      case .number(let number): String(number)
      case .html(let html): html
      }
    }
  }

  private func row(_ cells: [Cell], _ element: String = "td") -> String {
    let written = cells.map { cell in
      "<\(element)\(cell.isNumber ? " class=\"n\"" : "")>\(cell.content)</\(element)>"
    }
    return "<tr>" + written.joined() + "</tr>\n"
  }

  private func writeTable<Output: TextOutputStream>(_ head: [String], _ rows: [[Cell]], to output: inout Output) {
    output.write("<table>\n<thead>" + row(head.map { .text($0) }, "th") + "</thead>\n<tbody>\n")
    for cells in rows { output.write(row(cells)) }
    output.write("</tbody>\n</table>\n")
  }

  private func writeCodes<Output: TextOutputStream>(
    _ codes: [(key: String, value: [Diagnostic])], to output: inout Output
  ) {
    let present = Set(codes.map(\.key))
    let gone = trends.keys.filter { !present.contains($0) }.sorted()
    guard !codes.isEmpty || !gone.isEmpty else { return }
    var rows: [[Cell]] = []
    for (code, findings) in codes {
      let name = XMLText.escaped(code)
      let severity = findings.map(\.severity).max() ?? .info
      var cells: [Cell] = [.html("<a href=\"#code-\(name)\">\(name)</a>"), .text(severity.rawValue)]
      cells.append(.number(findings.count))
      cells += trend(of: code)
      cells += [.number(Set(findings.map(\.place.file)).count), .text(Self.hours(findings))]
      cells.append(.text(Self.precision(code)))
      rows.append(cells)
    }
    for code in gone {
      let cells: [Cell] = [.text(code), .text(""), .number(0)] + trend(of: code)
      rows.append(cells + [.number(0), .text(""), .text(Self.precision(code))])
    }
    let trend = trends.isEmpty ? [] : ["In the baseline", "Now"]
    output.write("<h2 id=\"kinds\">By kind</h2>\n")
    writeTable(["Code", "Severity", "Findings"] + trend + ["Pages", "Work", "True, when measured"], rows, to: &output)
  }

  private func trend(of code: String) -> [Cell] {
    if trends.isEmpty { return [] }
    return [.number(trends[code]?.known ?? 0), .number(trends[code]?.now ?? 0)]
  }

  private func writePages<Output: TextOutputStream>(of findings: [Diagnostic], to output: inout Output) {
    let pages = Dictionary(grouping: findings) { $0.place.file }
    if pages.isEmpty { return }
    let effort = pages.mapValues { Effort.minutes(of: $0) }
    let files = pages.keys.sorted { a, b in
      let (mine, other) = (effort[a] ?? 0, effort[b] ?? 0)
      return mine == other ? a < b : mine > other
    }
    let rows = files.prefix(Self.mostPages).map { file -> [Cell] in
      let findings = pages[file] ?? []
      let kinds = Set(findings.map(\.code)).sorted().joined(separator: ", ")
      return [.text(file), .number(findings.count), .text(Self.hours(findings)), .text(kinds)]
    }
    output.write("<h2 id=\"pages\">By page</h2>\n")
    writeTable(["Page", "Findings", "Work", "Kinds"], rows, to: &output)
    if files.count > Self.mostPages {
      output.write("<p>\(files.count - Self.mostPages) more pages take less work each.</p>\n")
    }
  }

  private func write<Output: TextOutputStream>(_ code: String, _ findings: [Diagnostic], to output: inout Output) {
    let name = XMLText.escaped(code)
    output.write("<details id=\"code-\(name)\">\n<summary>\(name) (\(findings.count))</summary>\n")
    if let rule = DiagnosticRule.named(code) {
      let address = Handbook.address(ofCode: code).map { " <a href=\"\(XMLText.escaped($0))\">Handbook</a>" } ?? ""
      output.write("<p>\(XMLText.escaped(rule.summary)) \(XMLText.escaped(rule.help))\(address)</p>\n")
    }
    let rows = findings.prefix(Self.mostListed).map { finding -> [Cell] in
      let place = "\(finding.place.file):\(finding.place.line):\(finding.place.column)"
      return [.text(place), .text(finding.message), .text(finding.unsaidSuggestion ?? "")]
    }
    writeTable(["Place", "Finding", "Likely meant"], rows, to: &output)
    if findings.count > Self.mostListed { output.write("<p>\(findings.count - Self.mostListed) more.</p>\n") }
    output.write("</details>\n")
  }

  // MARK: Figures

  private static func hours(_ findings: [Diagnostic]) -> String {
    let minutes = Effort.minutes(of: findings)
    return minutes < 60 ? "\(minutes) min" : "\((minutes + 30) / 60) h"
  }

  private static func precision(_ code: String) -> String {
    guard let measured = MeasuredPrecision.of(code) else { return "not measured" }
    let share = measured.judged == 0 ? "" : " (\(measured.right * 100 / measured.judged) %)"
    let unclear = measured.unclear == 0 ? "" : ", \(measured.unclear) unclear"
    return "\(measured.right) of \(measured.judged)\(share)\(unclear)"
  }
}
