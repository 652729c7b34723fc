internal import Diagnostics
internal import LearnMarkdown
internal import Testing

@Suite("An address")
struct AddressTests {
  @Test(
    "is refused for its scheme, however that is written",
    arguments: [
      "javascript:x", "JAVASCRIPT:x", "java\tscript:x", "java\r\nscript:x", "\u{1}\u{1F} javascript:x",
      "j\na\nv\na\ns\nc\nr\ni\np\nt\n:x",
      "data:,x", "vbscript:x", "blob:x", "filesystem:x", "about:blank", "view-source:x", "ms-msdt:x", "search-ms:x",
      "xs:element",
      "javascript\t:x", "intent:x", "file:///x", "ws://x",
    ])
  func refused(text: String) {
    #expect(Address(Array(text.utf8)) == .refused)
    #expect(ExternalAddress(Array(text.utf8)) == nil)
  }

  @Test(
    "is none of a scheme where a browser reads no scheme",
    arguments: [
      "a/javascript:x", "./javascript:x", "?javascript:x", "java script:x", "java\u{1}script:x", "\u{A0}javascript:x",
      "1javascript:x", "c:x", "xref:a",
    ])
  func local(text: String) {
    #expect(Address(Array(text.utf8)) == .local)
    #expect(ExternalAddress(Array(text.utf8)) == nil)
  }

  @Test(
    "of the web, of mail and of telephones is cleaned as a browser cleans it",
    arguments: [
      ("https://a/b", "https://a/b"), (" \thttps://a/\nb ", "https://a/b"), ("//a/b", "https://a/b"),
      ("mailto:a@b", "mailto:a@b"),
      ("/a/b", "/a/b"), ("HTTPS://a", "HTTPS://a"),
    ])
  func external(text: String, cleaned: String) {
    #expect(ExternalAddress(Array(text.utf8))?.bytes == Array(cleaned.utf8))
  }

  @Test("that a page opens by itself is one of the web")
  func openedByPage() {
    for text in ["https://a", "http://a", "/a", "//a"] {
      #expect(ExternalAddress(openedByPage: Array(text.utf8)) != nil, "\(text)")
    }
    for text in ["mailto:a@b", "ms-settings:x", "tel:1", "/\\a", "a", "#a", "", "javascript:x"] {
      #expect(ExternalAddress(openedByPage: Array(text.utf8)) == nil, "\(text)")
    }
  }

  @Test("names a locale as Microsoft's sites write it")
  func locales() {
    for name in ["da-dk", "sr-latn-rs", "zh-hans", "zh-hant-tw", "es-419", "fil-ph", "EN-US"] {
      #expect(LocaleName.isOne(Array(name.utf8)), "\(name)")
    }
    for name in ["azure", "how-to", "a-b", "en", "en-", "abc-de", "de-de-de-de", "set-up", "vs-code"] {
      #expect(!LocaleName.isOne(Array(name.utf8)), "\(name)")
    }
  }
}

@Suite("What an article may not have")
struct FrameNamesTests {
  private func html(_ markdown: String) -> String {
    String(decoding: GoldenFile.article(reading: Array(markdown.utf8)).html.bytes, as: UTF8.self)
  }

  @Test("are the classes of the frame; others stay")
  func classes() {
    #expect(html("<p class=\"All-Articles mine site-nav\">x</p>\n") == "<p class=\"mine\">x</p>\n")
    #expect(html("> [!div class=\"tabs nextstepaction\"]\n> x\n").contains("<div class=\"nextstepaction\">"))
  }

  @Test("are the ids of the frame, in headings neither")
  func ids() {
    #expect(html("<p id=\"trin-main\">x</p>\n") == "<p id=\"article-trin-main\">x</p>\n")
    #expect(html("## Trin main\n").contains("id=\"article-trin-main\""))
    #expect(html("## Trin 1\n").contains("id=\"trin-1\""))
  }
}

@Suite("A link that shows an image only")
struct ImageLinkTests {
  private func codes(_ markdown: String) -> [String] {
    GoldenFile.article(reading: Array(markdown.utf8)).findings.map(\.code)
  }

  @Test("is a finding where the image has no words, and none where anything has")
  func words() {
    #expect(codes("[:::image type=\"icon\" source=\"media/a.png\":::](reset.md)\n") == ["link-text-missing"])
    #expect(codes("[<img src=\"media/a.png\" alt=\"\">](reset.md)\n") == ["link-text-missing"])
    #expect(codes("<a href=\"reset.md\"><img src=\"media/a.png\" alt=\"\"></a>\n") == ["link-text-missing"])
    #expect(codes("[![Words](media/a.png)](reset.md)\n") == [])
    #expect(codes("[:::image type=\"icon\" source=\"media/a.png\" alt-text=\"Words\":::](reset.md)\n") == [])
    #expect(codes("<a href=\"reset.md\" aria-label=\"Words\"><img src=\"media/a.png\" alt=\"\"></a>\n") == [])
    #expect(codes("[<img src=\"media/a.png\" alt=\"\"> words](reset.md)\n") == [])
  }

  @Test("leads where `link` says; the frame of a video has the title that is given, and the address that plays")
  func attributes() {
    func html(_ markdown: String) -> String {
      String(decoding: GoldenFile.article(reading: Array(markdown.utf8)).html.bytes, as: UTF8.self)
    }
    #expect(
      html(":::image source=\"media/a.png\" alt-text=\"x\" link=\"https://a.example/\":::\n").contains(
        "<a href=\"https://a.example/\"><img"))
    let player = "<iframe src=\"https://www.youtube.com/embed/aB-1_\" title=\"How &amp; why\""
    for video in [
      "www.youtube.com/watch?list=x&v=aB-1_&t=1s", "youtu.be/aB-1_?t=1", "m.youtube.com/watch?v=aB-1_",
      "youtube.com/shorts/aB-1_",
    ] {
      #expect(html("> [!VIDEO https://\(video) title=\"How & why\"]\n").contains(player), "\(video)")
      #expect(html(":::video source=\"https://\(video)\" title=\"How & why\":::\n").contains(player), "\(video)")
    }
    #expect(codes("> [!VIDEO https://www.youtube.com/embed/x]\n") == ["video-title-missing"])
    #expect(codes("> [!VIDEO https://www.youtube.com/embed/x title='How']\n") == [])
  }
}
