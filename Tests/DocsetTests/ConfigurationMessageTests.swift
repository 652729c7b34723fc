import Diagnostics
import Docset
import Testing

@Suite("What is said of a wrong site.yml")
struct ConfigurationMessageTests {
  private static func mistake(_ text: String) -> String {
    do throws(DocsetError) {
      _ = try SiteConfigurationReader.read(Array(text.utf8), file: "site.yml", shownRoot: "")
      return "nothing"
    } catch {
      return "\(error.place?.line ?? 0):\(error.place?.column ?? 0) \(error.reason)"
    }
  }

  @Test(
    "names the rule and what is there",
    arguments: [
      ("last-updated: yes", "2:15 `last-updated` is `true` or `false`; here it is `yes`."),
      ("last-updated: [true]", "2:15 `last-updated` is `true` or `false`; here it is a list."),
      (
        "base-url: help.example.org",
        "2:11 `base-url` is the address of the site, such as `https://help.example.org/`; here it is `help.example.org`."
      ),
      ("footer: [a]", "2:9 `footer` is a text, or one for each locale; here it is a list."),
      ("external: all", "2:11 `external` is lines with `accept` and `exclude`; here it is `all`."),
      (
        "external: {accept: [403, 1000]}",
        "2:20 `accept` is a list of statuses from 100 to 599, such as `[403, 429]`; here it is `[403, 1000]`."
      ),
      (
        "external: {exclude: here}",
        "2:21 `exclude` is a list of patterns, such as `[https://example.org/**]`; here it is `here`."
      ),
      ("redirects: [{from: a.md}]", "2:13 A redirect has `from` and `to`; here `to` is missing."),
      ("redirects: [a.md]", "2:13 A redirect has `from` and `to`; here stands `a.md`."),
      (
        "suppressions: [{file: a.md}]",
        "2:16 A suppression has `code` and `reason`, and `file` where it holds for some files only; here `code` and `reason` are missing."
      ),
      ("theme: [a]", "2:8 `theme` is a folder beside `site.yml`; here it is a list."),
    ])
  func message(line: String, expected: String) {
    #expect(Self.mistake("locales: [en-US]\n\(line)\n") == expected)
  }

  /// These were taken for keys that are left out.
  @Test(
    "a list or lines that are none are said, not passed over",
    arguments: [
      ("redirects: {from: a.md, to: b.md}", "`redirects` is a list"), ("monikers: one", "`monikers` is a list"),
      ("suppressions: {code: a}", "`suppressions` is a list"),
      ("severities: [error]", "`severities` is lines of `code: severity`; here it is a list."),
    ])
  func passedOver(line: String, expected: String) {
    #expect(Self.mistake("locales: [en-US]\n\(line)\n").contains(expected))
    let empty = line.prefix { $0 != " " }
    #expect(Self.mistake("locales: [en-US]\n\(empty)\n") == "nothing")
  }
}
