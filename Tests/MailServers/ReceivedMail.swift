import Foundation

/// What a mail program shows of a message that the server took.
package struct ReceivedMail: Decodable {
  package let from: String
  package let to: [String]
  package let subject: String
  package let sender: String
  package let messageID: String
  package let date: String
  package let language: String
  package let parts: [String: String]
  package let defects: [String]
  package let longestLine: Int
  package let isASCII: Bool

  package init(line: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(line.utf8)) }
}
