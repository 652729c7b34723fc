internal import Docset
internal import LearnMarkdown
internal import SiteModel
internal import Synchronization

/// The sizes of a docset's pictures, each file read once.
final class PictureSizes: Sendable {
  private struct Key: Hashable {
    let path: ByteString
    let isFallback: Bool
  }

  private let docset: SiteDocset
  private let known = Mutex<[Key: ImageSize?]>([:])

  init(_ docset: SiteDocset) { self.docset = docset }

  /// - Returns: Nil where the file's first bytes do not say it.
  func size(of path: [UInt8], isFallback: Bool) -> ImageSize? {
    let key = Key(path: ByteString(path), isFallback: isFallback)
    if let size = known.withLock({ $0[key] }) { return size }
    let catalog = isFallback ? docset.fallback ?? docset.catalog : docset.catalog
    let size = Self.read(path.utf8String, in: catalog.source.files)
    known.withLock { $0[key] = .some(size) }
    return size
  }

  private static func read(_ path: String, in files: SourceFolder) -> ImageSize? {
    guard let start = try? files.read(path, first: 4096) else { return nil }
    if let size = ImageSize(of: start) { return size }
    // A JPEG may have much before its size.
    guard start.count == 4096, start.starts(with: [0xFF, 0xD8]) else { return nil }
    return (try? files.read(path, first: ImageSize.mostBytes)).flatMap { ImageSize(of: $0) }
  }
}
