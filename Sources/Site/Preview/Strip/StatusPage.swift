/// The preview's own pages, for where the docset has none.
enum StatusPage {
  static func waiting(failure: String?) -> [UInt8] {
    if failure == nil { return page("Building", "The site is being built. This page shows it as soon as it is done.") }
    return page("The site could not be built", "The strip below says why. This page shows the site when it is mended.")
  }

  static func notFound(_ path: String, home: String) -> [UInt8] {
    var html = HTMLBytes()
    html.raw("There is no page <code>")
    html.text(path)
    html.raw("</code> in this docset. If it is added, it appears here. <a href=\"")
    html.text(home)
    html.raw("\">Start page</a>")
    return page("No such page", String(decoding: html.bytes, as: UTF8.self))
  }

  /// `body` is HTML.
  private static func page(_ title: String, _ body: String) -> [UInt8] {
    Array(
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>\(title) – Trin preview</title>
      <style>:root{color-scheme:light dark;font:1.0625rem/1.5 system-ui,sans-serif}
      body{max-width:36rem;margin:12vh auto;padding:0 1rem;overflow-wrap:anywhere}</style></head>
      <body><h1>\(title)</h1><p>\(body)</p></body></html>

      """.utf8)
  }
}
