import ArgumentParser
import Foundation

struct Scale: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Builds docsets of growing size: time and memory a page ought to stay the same.")

  @Option(help: "The numbers of pages, with commas between.") var pages = "1000,4000,16000,64000"
  @Option(help: "How often each is built; the fastest counts.") var rounds = 3
  @Option(help: "Work on so many articles at a time; by default as many as there are processors.") var jobs: Int?

  func run() throws {
    let folder = try Bench.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    print("   pages    wall s     cpu s  peak MB   pages/s  cpu µs/page  KB/page")
    for size in pages.split(separator: ",").compactMap({ Int($0) }) {
      let docset = "\(folder)/docset-\(size)"
      try GeneratedDocset(pages: size).write(to: docset)
      var best: ChildProcess?
      var timings = ""
      for _ in 0..<max(rounds, 1) {
        try? FileManager.default.removeItem(atPath: folder + "/site")
        var command = [Bench.trin, "build", docset, "--output", folder + "/site", "--timings"]
        if let jobs { command += ["--jobs", "\(jobs)"] }
        let run = try ChildProcess.run(command, errors: folder + "/timings")
        guard run.status == 0 else { throw BenchmarkError("`trin build` ended with \(run.status).") }
        if run.wall < best?.wall ?? .infinity {
          best = run
          timings = try String(contentsOfFile: folder + "/timings", encoding: .utf8)
        }
      }
      try FileManager.default.removeItem(atPath: docset)
      guard let best else { continue }
      print(
        String(
          format: "%8d  %8.3f  %8.3f  %7.0f  %8.0f  %11.0f  %7.1f", size, best.wall, best.processor, best.peak,
          Double(size) / best.wall, best.processor / Double(size) * 1e6, best.peak * 1024 / Double(size)))
      print(timings, terminator: timings.hasSuffix("\n") ? "" : "\n")
    }
  }
}

enum Bench {
  /// The program beside this one.
  static var trin: String {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("trin").path
  }

  static var own: String { URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path }

  static func folder() throws -> String {
    let folder = NSTemporaryDirectory() + "/site-benchmark-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }
}
