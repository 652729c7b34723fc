/// The players of videos that may be framed in a page.
enum VideoPlayer {
  private static let hosts: Set<String> = [
    "www.microsoft.com", "learn.microsoft.com", "channel9.msdn.com", "www.youtube.com", "www.youtube-nocookie.com",
    "learn-video.azurefd.net", "medius.studios.ms", "msit.microsoftstream.com", "web.microsoftstream.com",
  ]

  /// The address of the player for the address of a video; nil where it is not framed.
  static func address(of video: [UInt8]) -> [UInt8]? {
    guard video.startsCaseless(with: "https://", at: 0) else { return nil }
    let rest = video[8...]
    let host = rest.prefix { $0 != UInt8(ascii: "/") }.map(Ascii.lower).utf8String
    let path = rest.dropFirst(host.utf8.count)
    // The page of a video on YouTube forbids to be framed; its player does not.
    switch host {
    case "youtu.be": return player(path.dropFirst())
    case "www.youtube.com", "youtube.com", "m.youtube.com":
      for opening in ["/watch?", "/shorts/", "/live/"] where path.starts(with: opening.utf8) {
        let after = path.dropFirst(opening.utf8.count)
        return opening == "/watch?" ? parameter(after).flatMap(player) : player(after)
      }
    default: break
    }
    return hosts.contains(host) ? video : nil
  }

  /// The page of a video that is not framed; nil where a page may not lead to it.
  static func page(of video: [UInt8]) -> ExternalAddress? {
    Address(video) == .external ? ExternalAddress(video) : nil
  }

  /// The value of `v` in a query.
  private static func parameter(_ query: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    query.prefix { $0 != UInt8(ascii: "#") }.split(separator: UInt8(ascii: "&"))
      .first { $0.starts(with: "v=".utf8) }?.dropFirst(2)
  }

  /// The player of the video whose id `bytes` begin with.
  private static func player(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    let id = bytes.prefix {
      Ascii.isLetter($0) || Ascii.isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
    return id.isEmpty ? nil : Array("https://www.youtube.com/embed/".utf8) + id
  }
}
