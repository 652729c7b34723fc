internal import ChildProcesses
internal import Foundation
internal import Testing
internal import WebDriver

@Suite(
  "A docset that begins with a running application", .serialized,
  .enabled(if: TrinProgram.isBuilt && DriverProcess.isInstalled, "trin is not built, or Chromium is not here"))
struct ProductInitTests {
  /// Says no to whoever does not sign in; has pages in two languages, and links that are none to begin with.
  private static let server = """
    import http.server, sys
    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            danish = self.headers.get("Accept-Language", "").startswith("da")
            say = (lambda en, da: da if danish else en)
            body = {
                "/": f"<a href=/out>{say('Log out', 'Log ud')}</a> <a href=/gone>{say('Archive', 'Arkiv')}</a>"
                     f"<a href=/terms>{say('Terms', 'Vilkår')}</a>",
                "/terms": f"<h1>{say('Terms of use', 'Vilkår for brug')}</h1>",
                "/private": f"<form method=post action=/in><label>{say('Name', 'Navn')} <input name=who></label>"
                            f"<label>{say('Password', 'Adgangskode')} <input type=password name=word></label>"
                            f"<button>{say('Sign in', 'Log ind')}</button></form>",
            }.get(self.path)
            if self.path == "/private" and "who=ada" in self.headers.get("Cookie", ""):
                body = f"<a href=/terms>{say('Terms', 'Vilkår')}</a>"
            text = f"<!doctype html><html lang={say('en', 'da')}><title>Library</title>{body or 'Gone'}</html>".encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.send_response(303)
            if body == "who=ada&word=lovelace":
                self.send_header("Set-Cookie", "who=ada")
            self.send_header("Location", "/private")
            self.send_header("Content-Length", "0")
            self.end_headers()
        def log_message(self, *_): pass
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    open("port", "w").write(str(server.server_port))
    server.serve_forever()
    """

  private func withServer(_ body: (ScratchFolder, String) async throws -> Void) async throws {
    let folder = try ScratchFolder(["server.py": Self.server])
    let process = ChildProcess()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["server.py"]
    process.currentDirectoryURL = folder.url
    try process.run()
    defer { process.send(9) }
    var port = ""
    for _ in 0..<500 where port.isEmpty {
      try await Task.sleep(for: .milliseconds(20))
      port = (try? String(contentsOf: folder.url.appending(path: "port"), encoding: .utf8)) ?? ""
    }
    try await body(folder, "http://127.0.0.1:\(port)")
  }

  @Test("has an article in both languages, whose step was run, and passes its checks")
  func visitor() async throws {
    try await withServer { folder, address in
      let run = try await TrinProgram.run(["init", "docs", "--product", address + "/"], in: folder.url)
      #expect(run.code == 0, "\(run.said)")
      let danish = try String(
        contentsOf: folder.url.appending(path: "docs/Content/da-DK/first-step.md"), encoding: .utf8)
      #expect(danish.contains("1. Vælg **Vilkår**."))
      for words in [["test", "docs"], ["check", "docs"]] {
        let next = try await TrinProgram.run(words, in: folder.url)
        #expect(next.code == 0 && !next.said.contains("warning"), "\(next.said)")
      }
    }
  }

  @Test("asks who signs in where the page does, and keeps it in the product file")
  func signIn() async throws {
    try await withServer { folder, address in
      let asked = try await TrinProgram.run(["init", "docs", "--product", address + "/private"], in: folder.url)
      #expect(asked.code == 2)
      #expect(
        asked.said.replacing("\n", with: " ").contains("--sign-in who=… --sign-in word=…"), "\(asked.said)")
      #expect(!folder.has("docs"))
      let wrong = try await TrinProgram.run(
        ["init", "docs", "--product", address + "/private", "--sign-in", "who=eve", "--sign-in", "word=planted-7"],
        in: folder.url)
      #expect(wrong.code == 2 && wrong.said.contains("was not signed in"), "\(wrong.said)")
      #expect(!wrong.said.contains("planted-7"))
      let run = try await TrinProgram.run(
        ["init", "docs", "--product", address + "/private", "--sign-in", "who=ada", "--sign-in", "word=lovelace"],
        in: folder.url)
      #expect(run.code == 0, "\(run.said)")
      let next = try await TrinProgram.run(["test", "docs"], in: folder.url)
      #expect(next.code == 0, "\(next.said)")
    }
  }
}
