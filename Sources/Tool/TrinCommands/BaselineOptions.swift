internal import ArgumentParser
internal import Diagnostics
internal import Docset
internal import SiteBuilding

/// `--baseline` and `--write-baseline`: an old docset's findings are known, and only new ones fail.
struct BaselineOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Report only findings that this file does not know.", valueName: "file"))
  var baseline: String?

  @Option(help: ArgumentHelp("Write all findings to this file as known, and end with 0.", valueName: "file"))
  var writeBaseline: String?

  /// The numbers of the findings that are new, and how many of each code the baseline knows; nil where there is none.
  ///
  /// Ends the command with the code for wrong usage where the baseline cannot be read.
  /// - Parameter docset: Its folder, whose files may have other names than when the baseline was written.
  func newFindings(of fingerprints: [Fingerprint], docset: String, quiet: Bool) throws -> (
    new: Set<Int>, known: [String: Int]
  )? {
    guard let baseline else { return nil }
    let text: String
    do throws(Files.Failure) {
      text = String(decoding: try Files.read(baseline), as: UTF8.self)
    } catch {
      Console.error("trin: The baseline `\(baseline)` cannot be read: \(error.reason). --write-baseline makes one.")
      throw Outcome.usage
    }
    do throws(Baseline.Failure) {
      var known = try Baseline(parsing: text)
      // Only a file that the baseline names and that is gone can have been renamed.
      if known.files.contains(where: { !Files.exists("\(docset)/\($0)") }),
        let changes = GitChanges.sinceCommit(of: baseline, in: docset)
      {
        known = known.renaming(changes.formerNames)
      }
      let result = known.compare(fingerprints)
      if !quiet {
        let count = fingerprints.count - result.new.count
        let gone =
          switch result.gone {
          case 0: ""
          case 1: "; 1 that it lists is gone, so write it anew"
          default: "; \(result.gone) that it lists are gone, so write it anew"
          }
        Console.error("trin check: \(count) \(count == 1 ? "finding is" : "findings are") in the baseline\(gone)")
      }
      return (Set(result.new), known.countsByCode)
    } catch {
      Console.error("trin: \(baseline):\(error.line): \(error.reason)")
      throw Outcome.usage
    }
  }

  /// Writes the baseline that is asked for.
  ///
  /// - Returns: Whether one was asked for.
  func write(_ findings: [Diagnostic], root: String, quiet: Bool) throws -> Bool {
    guard let writeBaseline else { return false }
    let baseline = Baseline(Fingerprint.of(findings, root: root, source: FindingFormat.source))
    do throws(OutputError) {
      try AtomicFile.write(baseline.text, to: writeBaseline)
    } catch {
      Console.error("trin: \(error)")
      throw Outcome.usage
    }
    if !quiet {
      Console.error("trin check: \(FindingCount(findings)). They are known from now on: written to \(writeBaseline).")
    }
    return true
  }
}
