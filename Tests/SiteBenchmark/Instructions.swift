import ArgumentParser
import Foundation
import ProcedureTesting
import SiteBuilding

struct Instructions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Counts the instructions that a page costs, beside those of libcmark alone.",
    discussion: """
      Needs valgrind, strip and cmark. The count hardly depends on the machine's mood, so it shows a change that \
      makes pages slower where a clock would not. What a build costs however few its pages are is taken off: two \
      docsets are built, and the difference is divided.
      """)

  @Option(help: "Pages of the smaller docset; the larger has twice as many.") var pages = 200

  func run() throws {
    let folder = try Bench.folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // valgrind reads no debug information as new as Swift's.
    let program = folder + "/stripped"
    guard try ChildProcess.run(["strip", "--strip-all", "-o", program, Bench.own]).status == 0 else {
      throw BenchmarkError("`strip` failed.")
    }
    var trin: [Int] = []
    var floor: [Int] = []
    for size in [pages, pages * 2] {
      let docset = "\(folder)/docset-\(size)"
      try GeneratedDocset(pages: size).write(to: docset)
      trin.append(try count([program, "once", docset, folder + "/site-\(size)"], folder))
      floor.append(try count(["cmark", "--unsafe"] + articles(in: docset), folder))
    }
    let page = Double(trin[1] - trin[0]) / Double(pages)
    let least = Double(floor[1] - floor[0]) / Double(pages)
    print("trin, the whole build:   \(Int(page)) instructions a page")
    print("cmark, parse and render: \(Int(least)) instructions a page")
    print(String(format: "trin costs %.2f times what libcmark costs alone", page / least))
  }

  private func articles(in docset: String) -> [String] {
    let files = FileManager.default.enumerator(atPath: docset)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".md") }.sorted().map { docset + "/" + $0 }
  }

  private func count(_ command: [String], _ folder: String) throws -> Int {
    let log = folder + "/callgrind.log"
    let run = try ChildProcess.run(
      ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"] + command, errors: log)
    let text = try String(contentsOfFile: log, encoding: .utf8)
    guard run.status == 0, let line = text.split(separator: "\n").first(where: { $0.contains("Collected :") }),
      let total = line.split(separator: " ").last.flatMap({ Int($0) })
    else { throw BenchmarkError("`\(command[0])` under valgrind ended with \(run.status):\n\(text.suffix(600))") }
    return total
  }
}

/// A build by one job, in this very process, without the command line: what `instructions` counts.
struct Once: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "once", shouldDisplay: false)

  @Argument var docset: String
  @Argument var output: String

  func run() throws {
    // The main thread waits here rather than ending: valgrind does not survive a main thread that ends first.
    let done = DispatchSemaphore(value: 0)
    Task {
      let loaded = try await SitePipeline.load(PipelineOptions(docset: docset, jobs: 1))
      _ = await SitePipeline.check(loaded, jobs: 1)
      try await SitePipeline.write(loaded, to: output, jobs: 1)
      done.signal()
    }
    done.wait()
  }
}
