internal import Hummingbird
internal import PasswordReset

/// The cookies of the site: what came, and how one is set.
///
/// Behind TLS their names begin with `__Host-`, so that no other host can set them.
struct SiteCookies: Sendable {
  enum Name: String, CaseIterable { case session, formToken = "form", recovery, grant, language }

  private let isSecure: Bool
  private var values: [String: String] = [:]

  init(_ headers: HTTPFields, isSecure: Bool) {
    self.isSecure = isSecure
    for line in headers[values: .cookie] {
      for pair in line.split(separator: ";") {
        let parts = pair.split(separator: "=", maxSplits: 1)
        guard parts.count == 2 else { continue }
        values[String(parts[0].drop(while: \.isWhitespace))] = String(parts[1])
      }
    }
  }

  private func fullName(_ name: Name) -> String { (isSecure ? "__Host-" : "") + "admin-" + name.rawValue }

  subscript(name: Name) -> String? { values[fullName(name)] }

  /// The header that sets the cookie until the browser ends.
  func setting(_ name: Name, _ value: String) -> String {
    "\(fullName(name))=\(value)" + attributes
  }

  /// The header that takes the cookie away.
  func dropping(_ name: Name) -> String { "\(fullName(name))=; Max-Age=0" + attributes }

  // Strict would sign visitors out who come by a link in a mail.
  private var attributes: String { "; Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "") }

  static func newToken() -> String {
    hexadecimal(SystemRandom().bytes(32))
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  /// A token of the library as a cookie can hold it.
  static func encode(_ token: Secret) -> String {
    let bytes = unsafe token.withBytes { bytes in unsafe Array(bytes) }
    return hexadecimal(bytes)
  }

  static func decode(_ text: String) -> Secret {
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in text {
      guard let digit = character.hexDigitValue.map({ UInt8($0) }) else { return Secret("") }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return high == nil ? Secret(bytes) : Secret("")
  }
}
