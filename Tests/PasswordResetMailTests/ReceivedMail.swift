import Foundation

/// What a mail program shows of a message that the server took.
struct ReceivedMail: Decodable {
  let from: String
  let to: [String]
  let subject: String
  let sender: String
  let messageID: String
  let date: String
  let language: String
  let parts: [String: String]
  let defects: [String]
  let longestLine: Int
  let isASCII: Bool

  init(line: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(line.utf8)) }
}
