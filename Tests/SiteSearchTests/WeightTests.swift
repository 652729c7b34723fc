internal import Foundation
internal import SiteBuilding
internal import Testing

/// What each page loads before anything of it is used.
@Suite("The weight of a page")
struct WeightTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  @Test("stylesheet and script keep within their budgets", arguments: [("trin.css", 20_000), ("trin.js", 12_000)])
  func assets(name: String, budget: Int) throws {
    let size = try Data(contentsOf: URL(filePath: "\(Self.root)/Site/assets/\(name)")).count
    #expect(size < budget)
  }

  @Test("a page's HTML beside its article is less than 12 kB on every page of ours")
  func frames() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "trin-weight-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let loaded = try await SitePipeline.load(PipelineOptions(docset: Self.root, jobs: 2))
    try await SitePipeline.write(loaded, to: folder, jobs: 2)
    var pages = 0
    let files = FileManager.default.enumerator(atPath: folder)
    while let file = files?.nextObject() as? String {
      guard file.hasSuffix(".html") else { continue }
      let page = try Data(contentsOf: URL(filePath: "\(folder)/\(file)"))
      let start = page.range(of: Data("<article".utf8))?.lowerBound ?? 0
      let end = page.range(of: Data("</article>".utf8), options: .backwards)?.upperBound ?? 0
      #expect(page.count - (end - start) < 12_000, "\(file)")
      pages += 1
    }
    #expect(pages > 40)
  }
}
