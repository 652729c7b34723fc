import Checks
import Diagnostics
import Testing

@Suite("A file beside the pages")
struct ActiveContentTests {
  @Test(
    "is a finding where it may run script",
    arguments: [
      "<svg><script>x</script></svg>", "<svg onload=\"x\">", "<svg ONLOAD = x>", "<a href='javascript:x'>",
      "<a href=\" java\tscript:x\">",
      "<a xlink:href=\"&#106;avascript:x\">", "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>", "<iframe src=x>",
      "<embed src=x>",
      "<?xml-stylesheet href='x.xsl'?>", "<!DOCTYPE x [<!ENTITY y 'z'>]>", "<animate values='a;javascript:x'>",
      "<object data=x>",
      "<use href='data:image/svg+xml,x'>", "<\0s\0v\0g",
    ])
  func active(text: String) {
    let finding = ActiveContent.finding(in: Array(text.utf8), of: "a.svg")
    #expect(finding?.code == "resource-script")
    #expect(finding?.place.file == "a.svg")
  }

  @Test(
    "is none where it only draws and says",
    arguments: [
      "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0 0\"/><text>on a = b</text></svg>",
      "<p class=\"on\" style='color: red'>The button = <b>OK</b></p>",
      "<a href=\"https://example.org/?a=javascript\">x</a>",
      "<description>x</description>",
    ])
  func passive(text: String) { #expect(ActiveContent.finding(in: Array(text.utf8), of: "a.svg") == nil) }

  @Test("is told by its ending, in any letter case, at the place of the script")
  func documents() {
    for name in ["a.svg", "a.SVG", "m/a.html", "a.htm", "a.xml", "a.xhtml"] {
      #expect(ActiveContent.isDocument(Array(name.utf8)), "\(name)")
    }
    for name in ["a.png", "a.md", "svg", "a.html.png", "a.js"] {
      #expect(!ActiveContent.isDocument(Array(name.utf8)), "\(name)")
    }
    let finding = ActiveContent.finding(in: Array("<svg>\n  <script/>\n".utf8), of: "a.svg")
    #expect(finding?.place.line == 2 && finding?.place.column == 3)
  }
}
