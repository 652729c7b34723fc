internal import Diagnostics
internal import LearnMarkdown
internal import Testing

@Suite("Wide marks of a translation")
struct FullWidthMarkTests {
  private func findings(_ line: String, locale: String = "ja-JP") -> [String] {
    let options = ArticleOptions(file: "a.md", isTranslation: true, locale: locale)
    return Article(reading: SourceText(Array((line + "\n").utf8)), frontMatter: nil, options: options).findings
      .filter { $0.code == "mt-full-width-mark" }.map { "\($0.place.column) \($0.suggestion ?? "")" }
  }

  @Test(
    "A mark of Markdown in wide characters is named, with its ASCII form",
    arguments: [
      ("見る[一覧]（list.md）。", "3 [一覧](list.md)"), ("[一覧】(list.md)", "1 [一覧](list.md)"),
      ("【一覧】（../a/list.md#x）", "1 [一覧](../a/list.md#x)"), ("！[一覧](a.png)", "1 ![一覧](a.png)"),
      ("> ［!NOTE］", "3 [!NOTE]"), ("：：：zone-end", "1 :::"), ("＃＃　概要", "1 ##"), ("１．　開く", "1 1."),
      ("２) 開く", "1 2)"), ("＊＊保存", "1 **"),
    ])
  func marks(line: String, finding: String) { #expect(findings(line) == [finding]) }

  @Test(
    "What people write in prose is left alone",
    arguments: [
      "製品（list を含む）", "【重要】（必ず読むこと）", "完了！[一覧](list.md)を見る", "［注］", "１．概要", "合計：１２", "`：：：`", "[一覧](list.md)（参照）",
    ])
  func prose(line: String) { #expect(findings(line) == []) }

  @Test("In a language that has no wide characters they are nobody's marks")
  func otherLanguages() { #expect(findings("：：：zone-end", locale: "da-DK") == []) }
}
