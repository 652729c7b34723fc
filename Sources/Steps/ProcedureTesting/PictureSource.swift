internal import Docset
internal import Scenarios
package import SiteBuilding
internal import SiteRendering

/// A folder of pictures that runs in a browser left.
package struct PictureSource: Sendable {
  private let folder: String
  private let pictures: StepPictures

  /// - Throws: ``OutputError`` where the folder has no list of its pictures.
  package init(_ folder: String) throws(OutputError) {
    self.folder = folder
    let path = "\(folder)/\(StepPictures.fileName)"
    guard let bytes = try? Files.read(path) else {
      throw OutputError(
        "There is no `\(path)`. `trin test --browser --pictures \(folder)` takes the pictures and lists them.")
    }
    guard let pictures = StepPictures(reading: bytes) else {
      throw OutputError("`\(path)` is no list of pictures as `trin test --browser --pictures` writes it.")
    }
    self.pictures = pictures
  }

  /// The picture of a step as it reads today, by the first of `roles` with which one was taken; nil where there is none
  /// or where its file is no picture.
  func picture(
    of step: StepRecord, in procedure: ProcedureReport, roles: [String], name: (String) -> String
  ) -> SiteVerification.Picture? {
    guard let picture = pictures.picture(of: step, in: procedure, roles: roles), isPlain(picture.file),
      let size = size(of: "\(folder)/\(picture.file)")
    else { return nil }
    return SiteVerification.Picture(
      path: "\(folder)/\(picture.file)", file: picture.file, width: size.width, height: size.height,
      role: name(picture.role))
  }

  /// Whether it is a name within the folder: the list may have been changed since.
  private func isPlain(_ file: String) -> Bool {
    file.hasSuffix(".png") && !file.contains("/") && !file.hasPrefix(".")
  }

  /// In pixels.
  ///
  /// - SeeAlso: https://www.w3.org/TR/png-3/#11IHDR
  private func size(of path: String) -> (width: Int, height: Int)? {
    guard let bytes = try? Files.read(path), bytes.count > 24,
      bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    else { return nil }
    let numbers = [16, 20].map { start in bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
    return (numbers[0], numbers[1])
  }
}
