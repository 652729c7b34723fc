internal import Diagnostics
internal import FoundationEssentials

/// The configuration of a Microsoft Learn repository, as its own JSON files have it.
enum LearnConfiguration {
  struct Publishing: Decodable {
    var docsets: [Entry]

    struct Entry: Decodable {
      var name: String?
      var folder: String
      var locale: String?
      var monikerRanges: [String]?

      enum CodingKeys: String, CodingKey {
        case name = "docset_name"
        case folder = "build_source_folder"
        case locale
        case monikerRanges = "moniker_ranges"
      }
    }

    enum CodingKeys: String, CodingKey {
      case docsets = "docsets_to_publish"
    }
  }

  struct Docfx: Decodable {
    var build: Build?

    struct Build: Decodable {
      var content: OneOrMany<FileGroup>?
      var resource: OneOrMany<FileGroup>?
      var groups: [String: Group]?
      var globalMetadata: [String: JSONValue]?
      var fileMetadata: [String: [String: JSONValue]]?
    }
  }

  struct Group: Decodable {
    var monikerRange: String?

    enum CodingKeys: String, CodingKey {
      case monikerRange = "moniker_range"
    }
  }

  struct FileGroup: Decodable {
    var group: String?
    var files: OneOrMany<String>?
    var exclude: OneOrMany<String>?
    var src: String?
  }

  struct Redirections: Decodable {
    var redirections: [Entry]

    struct Entry: Decodable {
      var source: String
      var url: String

      enum CodingKeys: String, CodingKey {
        case source = "source_path"
        case fromRoot = "source_path_from_root"
        case url = "redirect_url"
      }

      /// - Parameter path: Of the source, with or without `/` at its head.
      init(path: String, url: String) {
        source = path.hasPrefix("/") ? String(path.dropFirst()) : path
        self.url = url
      }

      init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let fromRoot = try values.decodeIfPresent(String.self, forKey: .fromRoot)
        let path = try values.decodeIfPresent(String.self, forKey: .source) ?? fromRoot ?? ""
        self.init(path: path, url: try values.decodeIfPresent(String.self, forKey: .url) ?? "")
      }
    }
  }

  /// A value that docfx takes alone or in a list.
  struct OneOrMany<Element: Decodable>: Decodable {
    var elements: [Element]

    init(from decoder: any Decoder) throws {
      if let one = try? decoder.singleValueContainer().decode(Element.self) {
        elements = [one]
      } else {
        elements = try decoder.singleValueContainer().decode([Element].self)
      }
    }
  }

  enum JSONValue: Decodable {
    case text(String)
    case other

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .text(text)
      } else if let flag = try? container.decode(Bool.self) {
        self = .text(flag ? "true" : "false")
      } else {
        self = .other
      }
    }
  }

  /// Reads a JSON file; comments and trailing commas are let pass, as docfx does.
  static func read<Value: Decodable>(_ type: Value.Type, path: String, shown: String) throws(DocsetError) -> Value {
    try decode(type, try bytes(of: path, shown: shown), shown: shown)
  }

  static func bytes(of path: String, shown: String) throws(DocsetError) -> [UInt8] {
    do throws(Files.Failure) {
      return try Files.read(path)
    } catch {
      throw DocsetError(.unreadable, "The configuration cannot be read: \(error.reason).", at: .init(file: shown))
    }
  }

  /// No-break spaces between values, which docfx passes over as it does any white space, become plain ones. The bytes
  /// keep their places.
  private static func withPlainSpaces(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    var isInString = false
    var index = 0
    while index < result.count {
      switch result[index] {
      case UInt8(ascii: "\""): isInString.toggle()
      case UInt8(ascii: "\\"): if isInString { index += 1 }
      case 0xC2:
        if !isInString, index + 1 < result.count, result[index + 1] == 0xA0 {
          result[index] = UInt8(ascii: " ")
          result[index + 1] = UInt8(ascii: " ")
        }
      default: break
      }
      index += 1
    }
    return result
  }

  static func decode<Value: Decodable>(
    _ type: Value.Type, _ bytes: [UInt8], shown: String
  ) throws(DocsetError) -> Value {
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    do {
      return try decoder.decode(type, from: Data(withPlainSpaces(bytes)))
    } catch let error as DecodingError {
      throw DocsetError(.invalidConfiguration, describe(error), at: .init(file: shown))
    } catch {
      throw DocsetError(.invalidConfiguration, "\(error)", at: .init(file: shown))
    }
  }

  private static func describe(_ error: DecodingError) -> String {
    switch error {
    case .dataCorrupted(let context):
      "The JSON cannot be read: \(context.underlyingError.map { "\($0)" } ?? context.debugDescription)."
    case .keyNotFound(let key, let context): "The key `\(path(context, key))` is missing."
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "The value of `\(path(context, nil))` is of another kind than it must be: \(context.debugDescription)"
    @unknown default: "The JSON cannot be read: \(error)."
    }
  }

  private static func path(_ context: DecodingError.Context, _ key: (any CodingKey)?) -> String {
    (context.codingPath + (key.map { [$0] } ?? [])).map { $0.intValue.map(String.init) ?? $0.stringValue }
      .joined(separator: ".")
  }
}

extension Files.Failure {
  package var reason: String {
    switch self {
    case .missing: "it is not there"
    case .tooLarge(let size): "it has \(size) bytes"
    case .unreadable(let words): words
    }
  }
}
