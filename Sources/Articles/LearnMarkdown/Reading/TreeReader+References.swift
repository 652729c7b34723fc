internal import CommonMark
internal import Diagnostics

extension TreeReader {
  /// Reads where a link or an image leads; returns the number of the reference.
  mutating func readReference(_ destination: [UInt8], form: Link.Form, at node: Node) -> Int {
    let range = sourceRange(node)
    return readReference(
      destination, form: form, source: range, written: Self.written(destination, in: range, of: source.bytes))
  }

  /// Where the destination of an inline link or image stands in its construct, when it is written as it reads.
  private static func written(
    _ destination: [UInt8], in range: Range<Int>, of bytes: [UInt8]
  ) -> Range<Int>? {
    var start = range.upperBound - 1 - destination.count
    while start > range.lowerBound + 1 {
      if bytes[start - 1] == UInt8(ascii: "("), bytes[start - 2] == UInt8(ascii: "]") {
        let end = start + destination.count
        let isEnded = bytes[end] == UInt8(ascii: ")") || Ascii.isBlank(bytes[end])
        return isEnded && bytes.holds(destination, at: start) ? start..<end : nil
      }
      start -= 1
    }
    return nil
  }

  /// - Parameters:
  ///   - range: The whole construct in the file.
  ///   - written: The destination alone, where it is written as it reads.
  mutating func readReference(
    _ destination: [UInt8], form: Link.Form, source range: Range<Int>, written: Range<Int>? = nil
  ) -> Int {
    let isSource = form == .image || form == .htmlImage
    switch Address(destination) {
    case .local, .fragment:
      let isMended = Self.isMended(range.lowerBound, in: mended)
      links.append(
        Link(
          form: form, destination: destination, source: range,
          destinationSource: isMended ? nil : written, isMended: isMended))
      return tree.reference(.link, isSource: isSource, link: links.count - 1)
    case .external:
      checkExternal(destination, range)
      if options.places != .none {
        addresses.append(Link(form: form, destination: destination, source: range))
      }
      if let address = ExternalAddress(destination) {
        return tree.reference(.address, isSource: isSource, address: address.bytes)
      }
    case .empty:
      if form != .htmlLink { reportEmptyTarget(range) }
    case .refused:
      refuse(destination, form: form, source: range, written: written)
      return tree.reference(.refused, isSource: isSource)
    }
    return tree.reference(.nowhere, isSource: isSource)
  }

  /// Whether a repair wrote what stands at an offset of the source. The ranges of repairs ascend.
  private static func isMended(_ offset: Int, in mended: [Range<Int>]) -> Bool {
    var low = 0
    var high = mended.count
    while low < high {
      let middle = (low + high) / 2
      if mended[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < mended.count && mended[low].lowerBound <= offset
  }

  mutating func reportEmptyTarget(_ node: Node, mended address: [UInt8]) {
    let range = sourceRange(node)
    let written = "<\(address.utf8String)>"
    let isWhole = source.bytes[range].first == UInt8(ascii: "[") && source.bytes[range].last == UInt8(ascii: ")")
    reportEmptyTarget(range, suggestion: written, fix: isWhole ? Fix([.init(range, written)]) : nil)
  }

  private mutating func reportEmptyTarget(_ range: Range<Int>, suggestion: String? = nil, fix: Fix? = nil) {
    report(
      .mtLinkTargetEmpty, "A link has a target between its parentheses; here is none.", at: range,
      suggestion: suggestion, fix: fix)
  }

  private mutating func checkExternal(_ destination: [UInt8], _ range: Range<Int>) {
    guard destination.startsCaseless(with: "http", at: 0) else { return }
    if destination.startsCaseless(with: "http://", at: 0) {
      let shown = String(decoding: destination, as: UTF8.self)
      report(
        .insecureLink, "A link outside uses https; `\(shown)` does not.", at: range,
        suggestion: "https" + shown.dropFirst(4))
    }
    if let locale = Self.localeInAddress(destination) {
      report(
        .hardCodedLocale,
        "A link to Microsoft's own pages leaves the locale out, so that readers get their language; this one says `\(locale)`.",
        at: range,
        suggestion: String(decoding: destination, as: UTF8.self).replacing("/\(locale)/", with: "/", maxReplacements: 1)
      )
    }
  }

  /// `en-us` in `https://learn.microsoft.com/en-us/…`; nil for other sites and without a locale.
  static func localeInAddress(_ destination: [UInt8]) -> String? {
    let host = part(of: destination, from: part(of: destination, from: 0).upperBound)
    guard isOwnSite(destination, host) else { return nil }
    let range = part(of: destination, from: host.upperBound)
    let locale = destination[range]
    return LocaleName.isOne(locale) ? locale.utf8String : nil
  }

  /// The next part of an address, between slashes; empty at its end.
  private static func part(of address: [UInt8], from index: Int) -> Range<Int> {
    var start = index
    while start < address.count, address[start] == UInt8(ascii: "/") { start += 1 }
    return start..<(address.firstIndex(of: UInt8(ascii: "/"), in: start..<address.count) ?? address.count)
  }

  private static func isOwnSite(_ address: [UInt8], _ host: Range<Int>) -> Bool {
    func isHost(_ name: StaticString) -> Bool {
      name.utf8CodeUnitCount == host.count && address.startsCaseless(with: name, at: host.lowerBound)
    }
    return isHost("learn.microsoft.com") || isHost("docs.microsoft.com") || isHost("support.microsoft.com")
  }
}
