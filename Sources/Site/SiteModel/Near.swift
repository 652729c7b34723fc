internal import Diagnostics
internal import Docset
internal import LearnMarkdown

enum Near {
  /// The nearest of `names`; nil where none is near.
  static func closest(to name: [UInt8], among names: [ByteString]) -> [UInt8]? {
    // Distances are only worth working out between names of about the same length.
    let limit = max(1, name.count / 3)
    let candidates = names.filter { abs($0.bytes.count - name.count) <= limit }.map(\.string)
    return NearName.closest(to: String(decoding: name, as: UTF8.self), among: candidates).map { Array($0.utf8) }
  }
}
