internal import LearnMarkdown

/// How large a picture is shown by itself, in CSS pixels: told by its first bytes, whatever it is called.
package struct ImageSize: Sendable, Hashable {
  package var width: Int
  package var height: Int

  /// How much of a file is read at most for its size: cameras put a preview and a profile before it.
  package static let mostBytes = 1 << 18

  package init(width: Int, height: Int) {
    self.width = width
    self.height = height
  }

  /// - Parameters:
  ///   - bytes: The first of the file.
  ///   - takesRatio: Whether a drawing that says its proportions only is given a size of those.
  package init?(of bytes: [UInt8], takesRatio: Bool = false) {
    let size =
      bytes.starts(with: Self.pngMark)
      ? Self.png(bytes)
      : bytes.starts(with: Array("GIF8".utf8))
        ? Self.gif(bytes)
        : bytes.starts(with: [0xFF, 0xD8])
          ? JPEGHeader.size(bytes)
          : bytes.starts(with: Array("RIFF".utf8)) ? Self.webp(bytes) : Self.svg(bytes, takesRatio: takesRatio)
    guard let size, (1...1_000_000).contains(size.width), (1...1_000_000).contains(size.height) else { return nil }
    self = size
  }

  private static let pngMark: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// - SeeAlso: W3C PNG, 11.2.1: `IHDR` comes first.
  private static func png(_ bytes: [UInt8]) -> ImageSize? {
    guard bytes.count >= 24, bytes[12..<16].elementsEqual("IHDR".utf8) else { return nil }
    return ImageSize(width: bytes.bigEndian(16, 4), height: bytes.bigEndian(20, 4))
  }

  /// - SeeAlso: GIF89a, 18.
  private static func gif(_ bytes: [UInt8]) -> ImageSize? {
    guard bytes.count >= 10 else { return nil }
    return ImageSize(width: bytes.littleEndian(6, 2), height: bytes.littleEndian(8, 2))
  }

  /// - SeeAlso: RFC 9649, 2.5 to 2.7: lossy, lossless and extended.
  private static func webp(_ bytes: [UInt8]) -> ImageSize? {
    guard bytes.count >= 30, bytes[8..<12].elementsEqual("WEBP".utf8) else { return nil }
    switch bytes[12..<16].utf8String {
    case "VP8 ": return ImageSize(width: bytes.littleEndian(26, 2) & 0x3FFF, height: bytes.littleEndian(28, 2) & 0x3FFF)
    case "VP8L":
      let bits = bytes.littleEndian(21, 4)
      return ImageSize(width: (bits & 0x3FFF) + 1, height: (bits >> 14 & 0x3FFF) + 1)
    case "VP8X": return ImageSize(width: bytes.littleEndian(24, 3) + 1, height: bytes.littleEndian(27, 3) + 1)
    default: return nil
    }
  }

  /// The attributes of the outermost element, where they are numbers of pixels.
  private static func svg(_ bytes: [UInt8], takesRatio: Bool) -> ImageSize? {
    // No other file begins with a tag, so that nothing of it is looked through.
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard bytes[start...].first(where: { !Ascii.isSpace($0) }) == UInt8(ascii: "<") else { return nil }
    var tokens = HTMLTokens(bytes[start...].prefix(16_384))
    while let token = tokens.next() {
      guard case .tag(let tag) = token else { continue }
      guard tag.name == "svg", !tag.isClosing else { return nil }
      if let width = pixels(tag.value("width")), let height = pixels(tag.value("height")) {
        return ImageSize(width: width, height: height)
      }
      let box = (tag.value("viewbox") ?? []).split { Ascii.isSpace($0) || $0 == UInt8(ascii: ",") }
        .compactMap { Double($0.utf8String) }
      guard takesRatio, box.count == 4, box[2] > 0, box[3] > 0, max(box[2], box[3]) < 1e6 else { return nil }
      return ImageSize(width: max(1, Int(box[2].rounded())), height: max(1, Int(box[3].rounded())))
    }
    return nil
  }

  private static func pixels(_ value: [UInt8]?) -> Int? {
    guard var text = value?.utf8String.trimmingBlanks else { return nil }
    if text.hasSuffix("px") { text = text.dropLast(2) }
    guard let number = Double(text), number >= 0.5, number < 1e6 else { return nil }
    return Int(number.rounded())
  }
}

extension String {
  fileprivate var trimmingBlanks: Substring {
    let start = drop { $0.isWhitespace }
    return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? ""
  }
}

extension [UInt8] {
  func bigEndian(_ start: Int, _ count: Int) -> Int { self[start..<start + count].reduce(0) { $0 << 8 | Int($1) } }

  func littleEndian(_ start: Int, _ count: Int) -> Int {
    self[start..<start + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
