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
    guard let picture = pictures.picture(of: step, in: procedure, roles: roles), isPlain(picture.file) else {
      return nil
    }
    let path = "\(folder)/\(picture.file)"
    guard let bytes = try? Files.read(path), let size = ImageSize(of: bytes) else { return nil }
    return SiteVerification.Picture(
      path: path, file: picture.file, width: size.width, height: size.height,
      role: name(picture.role))
  }

  /// The name of the picture of a step, under the same conditions.
  func name(of step: StepRecord, in procedure: ProcedureReport) -> String? {
    let roles = procedure.runs.filter { $0.expected == .allowed }.map(\.role)
    return picture(of: step, in: procedure, roles: roles) { $0 }?.file
  }

  /// A picture by its name; nil where there is none of that name in the folder.
  package func bytes(_ name: String) -> [UInt8]? {
    guard isPlain(name), let bytes = try? Files.read("\(folder)/\(name)"), ImageSize(of: bytes) != nil else {
      return nil
    }
    return bytes
  }

  /// Whether it is a name within the folder: the list may have been changed since.
  private func isPlain(_ file: String) -> Bool {
    file.hasSuffix(".png") && !file.contains("/") && !file.hasPrefix(".")
  }
}
