/// The segments of a JPEG file before its picture.
///
/// - SeeAlso: ITU-T T.81, B.1 and B.2; Exif 2.3, 4.6.4, for how the picture was held.
enum JPEGHeader {
  static func size(_ bytes: [UInt8]) -> ImageSize? {
    var index = 2
    var isTurned = false
    while index + 4 <= bytes.count {
      guard bytes[index] == 0xFF else { return nil }
      let kind = bytes[index + 1]
      // Fill bytes, and segments without a length.
      if kind == 0xFF {
        index += 1
        continue
      }
      if kind == 0x01 || (0xD0...0xD8).contains(kind) {
        index += 2
        continue
      }
      let length = bytes.bigEndian(index + 2, 2)
      guard length >= 2 else { return nil }
      if isFrame(kind) {
        guard length >= 7, index + 9 <= bytes.count else { return nil }
        let height = bytes.bigEndian(index + 5, 2)
        let width = bytes.bigEndian(index + 7, 2)
        return isTurned ? ImageSize(width: height, height: width) : ImageSize(width: width, height: height)
      }
      // The picture begins: no frame came before.
      guard kind != 0xDA, kind != 0xD9 else { return nil }
      if kind == 0xE1 { isTurned = isTurned || turns(bytes, index + 4..<min(index + 2 + length, bytes.count)) }
      index += 2 + length
    }
    return nil
  }

  /// SOF0 to SOF15, without the tables of Huffman and arithmetic coding that have numbers among them.
  private static func isFrame(_ kind: UInt8) -> Bool {
    (0xC0...0xCF).contains(kind) && kind != 0xC4 && kind != 0xC8 && kind != 0xCC
  }

  /// Whether the tag of the orientation says a quarter turn: browsers show the picture turned.
  private static func turns(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let start = range.lowerBound + 6
    guard range.count > 14, bytes[range.lowerBound..<start].elementsEqual(Array("Exif".utf8) + [0, 0]) else {
      return false
    }
    let isLittle = bytes[start] == UInt8(ascii: "I")
    func number(_ offset: Int, _ count: Int) -> Int? {
      guard offset >= start, offset + count <= range.upperBound else { return nil }
      return isLittle ? bytes.littleEndian(offset, count) : bytes.bigEndian(offset, count)
    }
    guard let first = number(start + 4, 4), let count = number(start + first, 2) else { return false }
    for entry in 0..<count {
      let offset = start + first + 2 + entry * 12
      guard let tag = number(offset, 2) else { return false }
      if tag == 0x0112 { return number(offset + 8, 2).map { (5...8).contains($0) } ?? false }
    }
    return false
  }
}
