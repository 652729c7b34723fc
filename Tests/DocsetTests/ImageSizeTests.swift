internal import Testing

@testable internal import Docset

@Suite("The size of a picture")
struct ImageSizeTests {
  private static func size(_ bytes: [UInt8], takesRatio: Bool = false) -> String? {
    ImageSize(of: bytes, takesRatio: takesRatio).map { "\($0.width)x\($0.height)" }
  }

  private static func text(_ text: String, takesRatio: Bool = false) -> String? {
    size(Array(text.utf8), takesRatio: takesRatio)
  }

  @Test("is read from the header of PNG, GIF and WebP")
  func headers() {
    let png: [UInt8] =
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + [
        0, 0, 2, 0x80, 0, 0, 1, 0xE0,
      ]
    #expect(Self.size(png) == "640x480")
    #expect(Self.size(Array("GIF89a".utf8) + [0x0A, 0x01, 0x10, 0]) == "266x16")
    func webp(_ kind: String, _ rest: [UInt8]) -> [UInt8] {
      Array("RIFF".utf8) + [0, 0, 0, 0] + Array(("WEBP" + kind).utf8) + [0, 0, 0, 0] + rest
    }
    #expect(Self.size(webp("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A, 0x20, 0x43, 0x0A, 0x80, 0, 0])) == "800x10")
    // 14 bits each, less one: 99 and 49.
    #expect(Self.size(webp("VP8L", [0x2F, 0x63, 0x40, 0x0C, 0x00, 0, 0, 0, 0, 0])) == "100x50")
    #expect(Self.size(webp("VP8X", [0, 0, 0, 0, 0x8F, 0x01, 0, 0xC7, 0, 0])) == "400x200")
  }

  /// A JPEG of the segments, whose frame is 300 by 200.
  private static func jpeg(_ segments: [UInt8]) -> [UInt8] {
    [0xFF, 0xD8] + segments + [0xFF, 0xC4, 0, 3, 1, 0xFF, 0xFF, 0xC2, 0, 17, 8, 0, 200, 0x01, 0x2C, 3, 0, 0]
  }

  @Test("is read from the frame of a JPEG, turned as its camera was")
  func jpegs() {
    #expect(Self.size(Self.jpeg([])) == "300x200")
    #expect(Self.size(Self.jpeg([0xFF, 0xE0, 0, 4, 0xFF, 0xC0])) == "300x200")
    func exif(_ orientation: UInt8, isLittle: Bool) -> [UInt8] {
      let tiff: [UInt8] =
        isLittle
        ? [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
        : [0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
      return [0xFF, 0xE1, 0, UInt8(tiff.count + 8)] + Array("Exif".utf8) + [0, 0] + tiff
    }
    for isLittle in [true, false] {
      #expect(Self.size(Self.jpeg(exif(1, isLittle: isLittle))) == "300x200")
      #expect(Self.size(Self.jpeg(exif(3, isLittle: isLittle))) == "300x200")
      #expect(Self.size(Self.jpeg(exif(6, isLittle: isLittle))) == "200x300")
    }
    // What is cut off or wrong has no size.
    for count in 0..<Self.jpeg(exif(6, isLittle: true)).count {
      _ = Self.size(Array(Self.jpeg(exif(6, isLittle: true)).prefix(count)))
    }
    #expect(Self.size(Array(Self.jpeg([]).dropLast(10))) == nil)
    #expect(Self.size([0xFF, 0xD8, 0xFF, 0xE1, 0, 0]) == nil)
  }

  @Test("is read from the outermost element of an SVG, where it says pixels")
  func drawings() {
    #expect(
      Self.text("<?xml version=\"1.0\"?>\n<!-- <svg width='1'> -->\n<svg width=\"24\" height='16.4px'/>") == "24x16")
    #expect(Self.text("\u{FEFF}<svg xmlns=\"x\" width=\" 2e1 \" height=\"5\">") == "20x5")
    #expect(Self.text("<svg width=\"100%\" height=\"10\" viewBox=\"0 0 30 20\">") == nil)
    #expect(Self.text("<svg width=\"100%\" viewBox=\"0 0 30 20\">", takesRatio: true) == "30x20")
    #expect(Self.text("<svg viewBox=\"0,0,30\">", takesRatio: true) == nil)
    #expect(Self.text("<svg width=\"0\" height=\"10\">") == nil)
    #expect(Self.text("<svg width=\"nan\" height=\"inf\">") == nil)
    #expect(Self.text("<html><svg width=\"1\" height=\"1\">") == nil)
  }

  @Test("is not known of what is no picture, or is cut off")
  func others() {
    for bytes: [UInt8] in [
      [], [0], Array("GIF89a".utf8), Array("RIFF".utf8), [0x89, 0x50, 0x4E, 0x47], Array("# A".utf8),
    ] {
      #expect(Self.size(bytes) == nil)
    }
  }
}
