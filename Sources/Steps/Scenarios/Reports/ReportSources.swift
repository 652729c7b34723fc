internal import Diagnostics

/// The lines of the files that a report shows, found once a file.
struct ReportSources {
  private let sources: [String: [UInt8]]
  private var lines: [String: SourceLines] = [:]

  init(_ sources: [String: [UInt8]]) { self.sources = sources }

  mutating func line(_ number: Int, of file: String) -> ArraySlice<UInt8>? {
    if let known = lines[file] { return known[number] }
    guard let bytes = sources[file] else { return nil }
    let read = SourceLines(bytes)
    lines[file] = read
    return read[number]
  }
}
