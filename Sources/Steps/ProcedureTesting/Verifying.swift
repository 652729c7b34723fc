internal import Diagnostics
internal import Docset
package import Scenarios
package import SiteBuilding
internal import SiteModel
package import SiteRendering

extension SitePipeline {
  /// What a test showed, for the pages of the site: by number of docset.
  ///
  /// - Parameters:
  ///   - product: Says what its controls and roles are called in each language.
  ///   - pictures: Of the steps as a browser showed them.
  package static func verifications(
    of report: TestReport, by product: any ProductModel, pictures: PictureSource? = nil, in loaded: LoadedSite
  ) -> [Int: SiteVerification] {
    var verifications: [Int: SiteVerification] = [:]
    for docset in loaded.site.docsets {
      let words = ProductWords(product: product, locale: docset.locale)
      // A site can have several docsets of one locale.
      let own = report.procedures.filter { procedure in
        procedure.locale == docset.locale && procedure.file == docset.catalog.source.shownPrefix + path(of: procedure)
      }
      // Where nothing was run, there is nothing to tell of it.
      if own.allSatisfy(\.runs.isEmpty) { continue }
      verifications[docset.number] = SiteVerification(procedures: own.map { verification(of: $0, words, pictures) })
    }
    return verifications
  }

  /// Of the article's source file in its docset.
  private static func path(of procedure: ProcedureReport) -> String { procedure.id.prefix { $0 != "#" } + ".md" }

  private static func verification(
    of procedure: ProcedureReport, _ words: ProductWords, _ pictures: PictureSource?
  ) -> SiteVerification.Procedure {
    let result: SiteVerification.Result =
      if !procedure.isCovered {
        .uncovered
      } else if !procedure.isProven {
        .failed
      } else {
        procedure.isWhollyProven ? .proven : .provenInPart
      }
    let variants = words.variants(of: procedure)
    let allowed = procedure.runs.filter { $0.expected == .allowed && $0.status == .passed }.map(\.role)
    return SiteVerification.Procedure(
      path: Array(path(of: procedure).utf8), anchor: Array(procedure.id.drop { $0 != "#" }.dropFirst().utf8),
      result: result,
      steps: procedure.steps.map { step in
        SiteVerification.Step(
          number: step.number, text: step.text, result: stepResult(procedure.coverage(of: step)), manual: step.manual,
          picture: pictures?.picture(of: step, in: procedure, roles: allowed) { words.name(of: $0) })
      },
      variants: variants, roles: words.roles(of: procedure, variants: variants.count),
      faults: procedure.findings.map(\.diagnostic).filter { $0.severity == .error }.map { finding in
        "\(finding.place.file):\(finding.place.line):\(finding.place.column): \(finding.code): \(finding.message)"
      })
  }

  private static func stepResult(_ coverage: StepCoverage) -> SiteVerification.StepResult {
    switch coverage {
    case .run: .run
    case .told: .told
    case .manual: .manual
    case .skipped: .skipped
    case .open: .open
    case .uncovered: .uncovered
    }
  }
}

/// What the product calls in one language what runs name by id.
private struct ProductWords {
  let product: any ProductModel
  let locale: String

  /// The controls that tell the variants apart, by the role that was run in the most of them.
  func variants(of procedure: ProcedureReport) -> [String] {
    let runs = Dictionary(grouping: procedure.runs.filter { $0.expected == .allowed }, by: \.role).values
      .max { $0.count < $1.count }
    guard let runs else { return procedure.runs.isEmpty ? [] : [""] }
    return runs.map { run in
      run.steps.flatMap(\.choices).map { product.labels(of: $0, locale: locale).first ?? $0 }.joined(separator: " + ")
    }
  }

  /// The runs of each role, in the order in which the roles were run.
  func roles(of procedure: ProcedureReport, variants: Int) -> [SiteVerification.Role] {
    var roles: [SiteVerification.Role] = []
    var ids: [String] = []
    for run in procedure.runs {
      let isAllowed = run.expected == .allowed
      if ids.last != "\(run.role) \(isAllowed)" {
        ids.append("\(run.role) \(isAllowed)")
        roles.append(SiteVerification.Role(name: name(of: run.role), isAllowed: isAllowed, runs: []))
      }
      roles[roles.count - 1].runs.append(run.status == .passed)
    }
    for index in roles.indices {
      roles[index].runs += Array(repeating: nil, count: max(0, variants - roles[index].runs.count))
    }
    return roles
  }

  func name(of role: String) -> String {
    let name = product.roles.first { $0.id == role }?.names[locale]?.first ?? role
    return name.prefix(1).uppercased() + name.dropFirst()
  }
}
