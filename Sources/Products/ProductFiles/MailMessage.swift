internal import Foundation

/// A mail as its reader sees it: to whom, its subject and its texts.
/// - SeeAlso: RFC 5322, RFC 2045 to 2047.
struct MailMessage: Sendable {
  /// In lower case.
  private(set) var recipients: Set<String> = []
  /// Subject and texts, white space as it is.
  private(set) var text = ""

  init(_ data: Data) {
    let lines = Data(data).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
    let part = Part(lines[...])
    text = Self.decodedWords(part.headers["subject"] ?? "")
    for name in ["to", "cc", "bcc", "x-trin-recipients"] {
      let addresses = part.headers[name] ?? ""
      for match in addresses.matches(of: /[^\s<>,;:"]+@[^\s<>,;:"]+/) { recipients.insert(match.output.lowercased()) }
    }
    add(part, depth: 0)
  }

  func shows(_ wanted: String) -> Bool {
    func plain(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    return plain(text).contains(plain(wanted))
  }

  private mutating func add(_ part: Part, depth: Int) {
    let type = part.headers["content-type"] ?? "text/plain"
    if type.lowercased().hasPrefix("multipart/"), depth < 5, let boundary = Self.parameter("boundary", of: type) {
      for piece in part.pieces(boundary) { add(piece, depth: depth + 1) }
    } else if type.lowercased().hasPrefix("text/") {
      let charset = Self.parameter("charset", of: type) ?? "utf-8"
      text += "\n" + Self.string(part.decoded, charset)
    }
  }

  private struct Part {
    var headers: [String: String] = [:]
    let body: ArraySlice<Data>

    init(_ lines: ArraySlice<Data>) {
      let end = lines.firstIndex(where: \.isEmpty) ?? lines.endIndex
      var name = ""
      for line in lines[..<end] {
        let text = String(decoding: line, as: UTF8.self)
        if let first = text.first, first == " " || first == "\t" {
          headers[name]? += text
        } else if let colon = text.firstIndex(of: ":") {
          name = text[..<colon].lowercased()
          headers[name] = String(text[text.index(after: colon)...].drop(while: \.isWhitespace))
        }
      }
      body = lines[end...].dropFirst()
    }

    func pieces(_ boundary: String) -> [Part] {
      let mark = Data("--\(boundary)".utf8)
      let starts = body.indices.filter { body[$0].starts(with: mark) }
      return zip(starts, starts.dropFirst()).map { Part(body[($0 + 1)..<$1]) }
    }

    var decoded: Data {
      switch headers["content-transfer-encoding"]?.lowercased().split(separator: " ").first {
      case "base64": return Data(base64Encoded: Data(body.joined()), options: .ignoreUnknownCharacters) ?? Data()
      case "quoted-printable":
        return body.reduce(into: Data()) { whole, line in
          let isSoft = line.last == UInt8(ascii: "=")
          whole += MailMessage.unquoted(isSoft ? line.dropLast() : line)
          if !isSoft { whole.append(UInt8(ascii: "\n")) }
        }
      default: return Data(body.joined(separator: Data("\n".utf8)))
      }
    }
  }

  /// `=C3=A6` as bytes.
  private static func unquoted(_ line: Data) -> Data {
    var bytes = Data()
    var rest = line[...]
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "="), digits.count == 2,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }

  private static func parameter(_ name: String, of value: String) -> String? {
    for piece in value.split(separator: ";").dropFirst() {
      let pair = piece.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      if pair.count == 2, pair[0].lowercased() == name { return pair[1].trimmingCharacters(in: ["\""]) }
    }
    return nil
  }

  private static func string(_ data: Data, _ charset: String) -> String {
    let encodings: [String: String.Encoding] = [
      "iso-8859-1": .isoLatin1, "windows-1252": .windowsCP1252, "iso-8859-15": .isoLatin1,
    ]
    return encodings[charset.lowercased()].flatMap { String(data: data, encoding: $0) }
      ?? String(decoding: data, as: UTF8.self)
  }

  /// `=?utf-8?q?Nulstil_din_adgangskode?=` as it is read.
  private static func decodedWords(_ text: String) -> String {
    // White space between two encoded words is none of the text.
    text.replacing(/\?=\s+=\?/, with: "?==?").replacing(/=\?([^?\s]+)\?([BbQq])\?([^?\s]*)\?=/) { match in
      let bytes =
        match.output.2.lowercased() == "b"
        ? Data(base64Encoded: String(match.output.3)) ?? Data()
        : unquoted(Data(match.output.3.replacing("_", with: " ").utf8))
      return string(bytes, String(match.output.1))
    }
  }
}
