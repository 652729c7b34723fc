internal import Diagnostics

extension TreeReader {
  /// - Parameter title: What the frame is called for those who do not see it.
  mutating func readVideo(_ address: [UInt8], title: [UInt8]?, at range: Range<Int>) {
    let title = title.flatMap { $0.allSatisfy(Ascii.isSpace) ? nil : $0 }
    let start = tree.text.count
    tree.text.append(raw: address)
    tree.append(.video, textFrom: start, source: range)
    if let title {
      tree.text.append(raw: title)
      tree.setLast(extra: title.count)
    }
    if VideoPlayer.address(of: address) != nil {
      if title == nil { reportMissingTitle(at: range) }
    } else if VideoPlayer.page(of: address) == nil {
      refused.append(Link(form: .link, destination: address, source: range))
      report(.mtLinkTargetEmpty, "A video has an address that begins with https.", at: range)
    }
  }

  private mutating func reportMissingTitle(at range: Range<Int>) {
    report(
      .videoTitleMissing,
      "A video has a title for those who hear the page; this one has none. It is written `title=\"…\"` behind the address.",
      at: range)
  }
}
