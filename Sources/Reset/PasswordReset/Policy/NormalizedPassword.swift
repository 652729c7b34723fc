internal import Foundation

/// A password as it is hashed: NFC, so that `å` typed on one system is the `å` typed on another.
///
/// - SeeAlso: NIST SP 800-63B-4 §3.1.1.2; RFC 8265 §4.2.
struct NormalizedPassword: Sendable {
  let secret: Secret

  init(_ password: Secret) {
    let isASCII = unsafe password.withBytes { bytes in unsafe bytes.allSatisfy { $0 < 0x80 } }
    secret = isASCII ? password : Secret(password.reveal().precomposedStringWithCanonicalMapping)
  }
}
