internal import CCompression
internal import LearnMarkdown

/// What a web server can send in the place of a text file, beside which it stands: `index.html.gz`, `index.html.br`.
enum CompressedForm: CaseIterable {
  case gzip, brotli

  var ending: String {
    switch self {
    case .gzip: ".gz"
    case .brotli: ".br"
    }
  }

  /// Bytes below which a file fits into the first packet as it is.
  private static let smallest = 1024
  /// What servers are told to send uncompressed mostly has a compression of its own.
  private static let endings: Set<String> = [
    "html", "css", "js", "json", "svg", "xml", "txt", "md", "webmanifest", "map", "csv",
  ]
  /// Of Brotli's 11: the last two take ten times as long for a twentieth of the bytes.
  private static let brotliQuality: CInt = 9

  /// Whether servers look for a compressed form of the file.
  static func isOf(_ path: OutputPath, count: Int) -> Bool {
    guard count >= smallest, let dot = path.bytes.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return endings.contains(path.bytes[(dot + 1)...].utf8String)
  }

  /// - Throws: ``OutputError`` where a library that compresses is not installed.
  static func checkLibraries() throws(OutputError) {
    guard let missing = unsafe trin_compression_missing() else { return }
    throw OutputError(
      "`--compress` needs `\(unsafe String(cString: missing))`, which is not installed. Debian has it in `zlib1g` and `libbrotli1`."
    )
  }

  /// Nil where the result is no shorter.
  func bytes(of file: Span<UInt8>) -> [UInt8]? {
    let result = unsafe [UInt8](unsafeUninitializedCapacity: file.count) { buffer, count in
      unsafe file.withUnsafeBufferPointer { file in
        unsafe count =
          self == .gzip
          ? trin_gzip(file.baseAddress, file.count, buffer.baseAddress, buffer.count)
          : trin_brotli(file.baseAddress, file.count, buffer.baseAddress, buffer.count, Self.brotliQuality)
      }
    }
    return result.isEmpty ? nil : result
  }
}
