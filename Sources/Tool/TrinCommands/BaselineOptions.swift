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

  /// The findings that are new; all of them where there is no baseline.
  ///
  /// Ends the command with the code for wrong usage where the baseline cannot be read.
  func newFindings(of findings: [Diagnostic], root: String, quiet: Bool) throws -> [Diagnostic] {
    guard let baseline else { return findings }
    let text: String
    do throws(Files.Failure) {
      text = String(decoding: try Files.read(baseline), as: UTF8.self)
    } catch {
      Console.error("trin: The baseline `\(baseline)` cannot be read: \(error.reason). --write-baseline makes one.")
      throw Outcome.usage
    }
    do throws(Baseline.Failure) {
      let fingerprints = Fingerprint.of(findings, root: root, source: FindingFormat.source)
      let result = try Baseline(parsing: text).compare(findings, fingerprints)
      if !quiet {
        let gone = result.gone == 0 ? "" : "; \(result.gone) of it are gone, so write it anew"
        Console.error("trin check: \(result.known) findings are in the baseline\(gone)")
      }
      return result.new
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
    if !quiet { Console.error("trin check: \(FindingCount(findings)) written to \(writeBaseline)") }
    return true
  }
}
