/// A path, route or id, compared byte for byte.
///
/// `String` calls precomposed and decomposed letters equal; addresses on the web do not.
package struct ByteString: Hashable, Sendable, Comparable {
  package let bytes: [UInt8]

  package init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }
  package init(_ text: String) { bytes = Array(text.utf8) }

  package var string: String { String(decoding: bytes, as: UTF8.self) }

  package static func < (a: ByteString, b: ByteString) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}
