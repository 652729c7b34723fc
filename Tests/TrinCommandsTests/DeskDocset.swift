import ChildProcesses
import Foundation
import Testing

/// A translation with a damaged link, under preview.
final class DeskDocset {
  let address: String
  private let folder: String
  private let process = ChildProcess()

  struct NotServing: Error { let output: String }

  /// - Parameter prepare: Is given the folder before the preview starts.
  init(_ options: String..., prepare: (_ folder: String) throws -> Void = { _ in }) throws {
    folder = FileManager.default.temporaryDirectory.path + "/trin-desk-" + UUID().uuidString
    let head = { (title: String) in "---\ntitle: \(title)\ndescription: \(title).\n---\n# \(title)\n\n" }
    let files = [
      "Site/site.yml": "locales: [en-US, da-DK]\n",
      "Content/en-US/start.md": head("Start") + "First paragraph, see [next page](next.md).\n\n## Chapter\n\n"
        + "Second paragraph.\n\n- An item\n",
      "Content/en-US/next.md": head("Next") + "Text.\n",
      "Content/en-US/third.md": head("Third") + "Text.\n",
      "Content/da-DK/start.md": head("Start") + "Første afsnit, se [næste side] (next.md).\n\n## Kapitel\n\n"
        + "Andet afsnit.\n\n- Et punkt\n",
      "Content/da-DK/next.md": head("Næste") + "Tekst.\n",
    ]
    for (name, text) in files {
      let file = URL(fileURLWithPath: folder + "/" + name)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try prepare(folder)
    address = try Self.serve(folder, options, by: process)
  }

  /// Of a docset that is there already.
  init(of folder: String, _ options: String...) throws {
    self.folder = folder
    address = try Self.serve(folder, options, by: process)
  }

  private static func serve(_ folder: String, _ options: [String], by process: ChildProcess) throws -> String {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: TestDirectory.program)
    process.arguments = ["preview", folder, "--port", "0"] + options
    process.standardOutput = .pipe(output)
    process.standardError = .nothing
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let match = line.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+\//) else { throw NotServing(output: line) }
    return String(match.0)
  }

  private var article: String { folder + "/Content/da-DK/start.md" }

  func text() throws -> String { String(decoding: try Data(contentsOf: URL(fileURLWithPath: article)), as: UTF8.self) }

  /// As an editor saves that writes beside the file and renames.
  func edit(_ old: String, _ new: String) throws {
    let text = try text()
    #expect(text.contains(old))
    try Data(text.replacingOccurrences(of: old, with: new).utf8).write(
      to: URL(fileURLWithPath: article), options: .atomic)
  }

  func page(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

  /// What is answered, whatever its status.
  func bytes(_ path: String) throws -> Data {
    let script =
      "import sys, urllib.request as u; r = u.Request(sys.argv[1], headers={'Accept-Language': 'da'});"
      + "h = u.HTTPErrorProcessor(); h.http_response = lambda q, a: a;"
      + "sys.stdout.buffer.write(u.build_opener(h).open(r).read())"
    let (client, output) = (ChildProcess(), Pipe())
    client.executableURL = URL(filePath: "/usr/bin/python3")
    client.arguments = ["-c", script, address + path]
    client.standardOutput = .pipe(output)
    try client.run()
    return output.fileHandleForReading.readDataToEndOfFile()
  }

  func stop() {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: folder)
  }
}
