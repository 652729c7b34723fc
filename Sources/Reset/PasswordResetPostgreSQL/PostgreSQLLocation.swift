internal import CPostgreSQL
public import PasswordReset

/// Which database a directory is in, and who asks for it.
///
/// `postgresql://USER@HOST:PORT/DATABASE`, as libpq reads it; several hosts, with commas between them, are asked in turn
/// for the one that writes. The password comes from a file or from libpq's own password file, never from the address,
/// which ends up in logs and in the list of processes.
public struct PostgreSQLLocation: Sendable {
  struct Parameter {
    let name: String
    let value: String
  }

  /// What an address may set; the rest is refused, since not every setting of libpq keeps the promises made here.
  private static let permitted: Set<String> = [
    "host", "hostaddr", "port", "dbname", "user", "sslmode", "sslrootcert", "sslcert", "sslkey", "passfile",
    "connect_timeout", "application_name", "target_session_attrs", "channel_binding", "krbsrvname", "gssencmode",
  ]

  /// The database and its server, without anything that is nobody's business.
  public let description: String
  private let given: [String: String]
  private let password: Secret?

  /// Whether `text` is meant as the address of a database, and not as the name of a file.
  public static func isAddress(_ text: String) -> Bool {
    text.hasPrefix("postgresql://") || text.hasPrefix("postgres://")
  }

  /// - Parameters:
  ///   - address: Without a password in it.
  ///   - password: Nothing where the server asks for none, or where libpq's password file (`PGPASSFILE`) has it.
  /// - Throws: ``ResetError/invalidInput(field:reason:)``, ``ResetError/unavailable(reason:remedy:)`` without libpq.
  public init(_ address: String, password: Secret? = nil) throws(ResetError) {
    func refuse(_ reason: String) -> ResetError { .invalidInput(field: "database address", reason: reason) }
    guard Self.isAddress(address) else { throw refuse("it does not begin with postgresql://") }
    var given = try Self.parse(address)
    guard given["password"] == nil else {
      throw refuse("it holds a password; give that in a file, or in the one that PGPASSFILE names")
    }
    for name in given.keys.sorted() where !Self.permitted.contains(name) {
      throw refuse("\(name) cannot be set in it")
    }
    guard let database = given["dbname"], !database.isEmpty else { throw refuse("it names no database") }
    let hosts = (given["host"] ?? "").split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let isLocal = given["hostaddr"] == nil && hosts.allSatisfy(Self.isThisMachine)
    if isLocal {
      given["sslmode"] = given["sslmode"] ?? "prefer"
    } else {
      let mode = given["sslmode"] ?? "verify-full"
      guard mode == "verify-full" || mode == "verify-ca" else {
        throw refuse("sslmode is \(mode): off this machine, the server shows a certificate that is checked")
      }
      given["sslmode"] = mode
      // Nothing of GSSAPI's own encryption stands in for the certificate.
      given["gssencmode"] = "disable"
      if given["sslrootcert"] == nil { given["sslrootcert"] = "/etc/ssl/certs/ca-certificates.crt" }
    }
    given["connect_timeout"] = given["connect_timeout"] ?? "5"
    given["application_name"] = given["application_name"] ?? "trin"
    // The one of several hosts that writes: a replica lags behind, and would show what is no longer so.
    given["target_session_attrs"] = "read-write"
    // A connection that has silently gone is noticed within a minute.
    given["keepalives_idle"] = "20"
    given["keepalives_interval"] = "10"
    given["keepalives_count"] = "3"
    given["tcp_user_timeout"] = "60000"
    self.given = given
    self.password = password
    let place = hosts.first.map { $0.isEmpty ? "this machine" : hosts.joined(separator: ",") } ?? "this machine"
    description = "the database \(database) on \(place)"
  }

  /// A Unix socket, `localhost`, 127.0.0.0/8 or ::1.
  private static func isThisMachine(_ host: String) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    let isLoopback4 = parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    return host.isEmpty || host.hasPrefix("/") || host == "localhost" || host == "::1" || isLoopback4
  }

  private static func parse(_ address: String) throws(ResetError) -> [String: String] {
    guard Connection.isReady else {
      throw .unavailable(
        reason: "libpq, which talks to PostgreSQL, cannot be opened", remedy: "Install it (Debian: libpq5).")
    }
    guard !address.utf8.contains(0) else {
      throw .invalidInput(field: "database address", reason: "it holds a NUL byte")
    }
    var message: UnsafeMutablePointer<CChar>?
    guard let options = unsafe address.withCString({ text in unsafe trin_PQconninfoParse(text, &message) }) else {
      // libpq's message quotes the address, with a password that was written into it.
      if let message = unsafe message { unsafe trin_PQfreemem(message) }
      throw .invalidInput(
        field: "database address", reason: "it is not of the form postgresql://user@host:port/database")
    }
    defer { unsafe trin_PQconninfoFree(options) }
    var given: [String: String] = [:]
    var option = unsafe options
    while let keyword = unsafe option.pointee.keyword {
      if let value = unsafe option.pointee.val {
        given[unsafe String(cString: keyword)] = unsafe String(cString: value)
      }
      unsafe option += 1
    }
    return given
  }

  /// What libpq connects with. The values hold the password, so they go nowhere else.
  var parameters: [Parameter] {
    var parameters = given.sorted { $0.key < $1.key }.map { Parameter(name: $0.key, value: $0.value) }
    if let password { parameters.append(Parameter(name: "password", value: password.reveal())) }
    return parameters
  }
}
