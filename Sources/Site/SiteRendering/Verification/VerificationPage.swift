internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// Writes the content of a locale's report: the counts, a table of all procedures, and each procedure on its own.
struct VerificationPage {
  let renderer: PageRenderer
  let route: [UInt8]

  func write(_ verification: SiteVerification, into html: inout HTMLBytes) {
    let procedures = verification.procedures
    let covered = procedures.filter { $0.result != .uncovered }
    let uncovered = procedures.filter { $0.result == .uncovered }
    html.append("<h1>")
    append("Title", into: &html)
    html.append("</h1>\n<p>")
    append("Intro", into: &html)
    html.append("</p>\n")
    writeCounts(verification, into: &html)
    if !covered.isEmpty { writeOverview(covered, into: &html) }
    for procedure in covered { write(procedure, into: &html) }
    if !uncovered.isEmpty { writeUncovered(uncovered, into: &html) }
  }

  // MARK: All procedures

  private func writeCounts(_ verification: SiteVerification, into html: inout HTMLBytes) {
    let procedures = verification.procedures
    let steps = procedures.flatMap(\.steps)
    let runs = procedures.flatMap(\.runs)
    let uncovered = procedures.count { $0.result == .uncovered }
    html.append("<dl class=\"counts\">\n")
    writeCount("Procedures", procedures.count, [("Uncovered", uncovered)], into: &html)
    writeCount(
      "Steps", steps.count,
      [.run, .told, .manual, .skipped, .open, .uncovered].map { (result: SiteVerification.StepResult) in
        (Self.word(result), steps.count { $0.result == result })
      }, into: &html)
    writeCount("Runs", runs.count, [("Passed", runs.count { $0 }), ("Failed", runs.count { !$0 })], into: &html)
    html.append("</dl>\n")
  }

  private func writeCount(
    _ name: String, _ count: Int, _ parts: [(word: String, count: Int)], into html: inout HTMLBytes
  ) {
    html.append("<div><dt>")
    append(name, into: &html)
    html.append("</dt><dd><strong>")
    html.append(number: count)
    html.append("</strong>")
    for part in parts where part.count > 0 {
      html.append(" <span>")
      append(part.word, into: &html)
      html.append(": ")
      html.append(number: part.count)
      html.append("</span>")
    }
    html.append("</dd></div>\n")
  }

  private func writeOverview(_ procedures: [SiteVerification.Procedure], into html: inout HTMLBytes) {
    html.append("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
    append("Title", into: &html)
    html.append("\"><table>\n<thead><tr>")
    for name in ["Procedure", "Result", "Steps", "Runs"] {
      html.append("<th scope=\"col\">")
      append(name, into: &html)
      html.append("</th>")
    }
    html.append("</tr></thead>\n<tbody>\n")
    for procedure in procedures {
      html.append("<tr><th scope=\"row\"><a href=\"#")
      html.append(address: procedure.reportID)
      html.append("\">")
      html.append(escaping: heading(of: procedure))
      html.append("</a></th><td>")
      writeResult(procedure.result, into: &html)
      html.append("</td><td>")
      html.append(number: procedure.steps.count)
      html.append("</td><td>")
      html.append(number: procedure.runs.count)
      html.append("</td></tr>\n")
    }
    html.append("</tbody>\n</table></div>\n")
  }

  private func writeUncovered(_ procedures: [SiteVerification.Procedure], into html: inout HTMLBytes) {
    html.append("<h2 id=\"uncovered\">")
    append("Uncovered", into: &html)
    html.append("</h2>\n<p>")
    append("UncoveredIntro", into: &html)
    html.append("</p>\n<ul>\n")
    for procedure in procedures {
      html.append("<li>")
      writeLink(to: procedure, into: &html)
      html.append("</li>\n")
    }
    html.append("</ul>\n")
  }

  // MARK: One procedure

  private func write(_ procedure: SiteVerification.Procedure, into html: inout HTMLBytes) {
    html.append("<section class=\"procedure\">\n<h2 id=\"")
    html.append(escaping: procedure.reportID)
    html.append("\">")
    html.append(escaping: heading(of: procedure))
    html.append("</h2>\n<p>")
    writeResult(procedure.result, into: &html)
    html.append(" ")
    writeLink(to: procedure, into: &html)
    html.append("</p>\n")
    writeFaults(procedure.faults, into: &html)
    writeMatrix(procedure, into: &html)
    writeSteps(procedure.steps, into: &html)
    html.append("</section>\n")
  }

  private func writeFaults(_ faults: [String], into html: inout HTMLBytes) {
    guard !faults.isEmpty else { return }
    html.append("<ul class=\"faults\">\n")
    for fault in faults {
      html.append("<li>")
      html.append(escaping: fault)
      html.append("</li>\n")
    }
    html.append("</ul>\n")
  }

  private func writeMatrix(_ procedure: SiteVerification.Procedure, into html: inout HTMLBytes) {
    html.append("<div class=\"table-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
    // Told apart by those who go from one part of the page to the next.
    append("Runs", into: &html)
    html.append(": ")
    html.append(escaping: heading(of: procedure))
    html.append("\"><table>\n<thead><tr><th scope=\"col\">")
    append("Role", into: &html)
    html.append("</th>")
    for variant in procedure.variants {
      html.append("<th scope=\"col\">")
      if variant.isEmpty { append("OnlyVariant", into: &html) } else { html.append(escaping: variant) }
      html.append("</th>")
    }
    html.append("</tr></thead>\n<tbody>\n")
    for role in procedure.roles {
      html.append("<tr><th scope=\"row\">")
      html.append(escaping: role.name)
      html.append("</th>")
      for run in role.runs { writeCell(run, role, into: &html) }
      html.append("</tr>\n")
    }
    html.append("</tbody>\n</table></div>\n")
  }

  private func writeCell(_ run: Bool?, _ role: SiteVerification.Role, into html: inout HTMLBytes) {
    switch run {
    case true?:
      html.append("<td class=\"passed\">")
      append(role.isAllowed ? "Works" : "Refused", into: &html)
    case false?:
      html.append("<td class=\"failed\">")
      append("Failed", into: &html)
    case nil:
      html.append("<td>")
      append("NotRun", into: &html)
    }
    html.append("</td>")
  }

  private func writeSteps(_ steps: [SiteVerification.Step], into html: inout HTMLBytes) {
    html.append("<ol class=\"proven-steps\">\n")
    for step in steps {
      html.append("<li value=\"")
      html.append(number: step.number)
      html.append("\"><span class=\"step-result step-")
      html.append(raw: step.result.rawValue)
      html.append("\">")
      append(Self.word(step.result), into: &html)
      html.append("</span> ")
      html.append(escaping: step.text)
      for manual in step.manual where manual != step.text {
        html.append("<br><em>")
        append("Manual", into: &html)
        html.append(": ")
        html.append(escaping: manual)
        html.append("</em>")
      }
      if let picture = step.picture { write(picture, of: step, into: &html) }
      html.append("</li>\n")
    }
    html.append("</ol>\n")
  }

  private func write(
    _ picture: SiteVerification.Picture, of step: SiteVerification.Step, into html: inout HTMLBytes
  ) {
    html.append("<details class=\"step-picture\"><summary>")
    append("Picture", into: &html)
    html.append("<span class=\"visually-hidden\">: ")
    html.append(escaping: step.text)
    html.append("</span></summary>\n<figure><img loading=\"lazy\" src=\"")
    html.append(address: Array((SiteVerification.pictureFolder + picture.file).utf8))
    html.append("\" width=\"")
    html.append(number: picture.width)
    html.append("\" height=\"")
    html.append(number: picture.height)
    html.append("\" alt=\"")
    append("PictureText", into: &html)
    html.append("\"><figcaption>")
    append("PictureRole", into: &html)
    html.append(" ")
    html.append(escaping: picture.role)
    html.append("</figcaption></figure></details>\n")
  }

  // MARK: Words

  private static func word(_ result: SiteVerification.StepResult) -> String {
    switch result {
    case .run: "Run"
    case .told: "Told"
    case .manual: "Manual"
    case .skipped: "Skipped"
    case .open: "Open"
    case .uncovered: "Uncovered"
    }
  }

  private func writeResult(_ result: SiteVerification.Result, into html: inout HTMLBytes) {
    let (word, name) =
      switch result {
      case .proven: ("Proven", "passed")
      case .provenInPart: ("ProvenInPart", "passed-in-part")
      case .failed: ("Failed", "failed")
      case .uncovered: ("Uncovered", "uncovered")
      }
    html.append(raw: "<span class=\"result \(name)\">")
    append(word, into: &html)
    html.append("</span>")
  }

  private func append(_ word: String, into html: inout HTMLBytes) {
    html.append(escaping: renderer.words["verification\(word)"] ?? word)
  }

  /// The words of the procedure's heading in its article.
  private func heading(of procedure: SiteVerification.Procedure) -> String {
    let page = renderer.docset.page(procedure.path)
    let headings = page.map { renderer.docset.file(of: $0).article.headings } ?? []
    return headings.first { $0.id == procedure.anchor }?.text ?? String(decoding: procedure.anchor, as: UTF8.self)
  }

  private func writeLink(to procedure: SiteVerification.Procedure, into html: inout HTMLBytes) {
    guard let page = renderer.docset.page(procedure.path) else { return }
    html.append("<a href=\"")
    Route.appendRelative(to: page.route, from: route, &html)
    html.append("#")
    html.append(address: procedure.anchor)
    html.append("\">")
    html.append(escaping: renderer.docset.file(of: page).title)
    html.append(": ")
    html.append(escaping: heading(of: procedure))
    html.append("</a>")
  }
}
