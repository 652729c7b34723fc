internal import CPostgreSQL
internal import PasswordReset

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// One connection to a server: the only owner of its C pointer. Used by one thread at a time.
@safe final class Connection {
  /// Whether libpq is installed.
  static let isReady: Bool = trin_pq_open() != 0

  private let pointer: OpaquePointer
  /// The names of the statements that the server has prepared, by their text.
  private var prepared: [String: String] = [:]
  private(set) var isLost = false

  /// Connects, which blocks for as long as the location's time limit.
  init(_ location: PostgreSQLLocation) throws(SQLFailure) {
    guard Self.isReady else {
      throw .other("libpq, which talks to PostgreSQL, cannot be opened; install it (Debian: libpq5)")
    }
    let parameters = location.parameters
    var names = unsafe parameters.map { unsafe UnsafePointer(strdup($0.name)) } + [nil]
    var values = unsafe parameters.map { unsafe UnsafePointer(strdup($0.value)) } + [nil]
    defer {
      for place in parameters.indices {
        unsafe free(UnsafeMutablePointer(mutating: names[place]))
        // One of them is a password.
        guard let text = unsafe UnsafeMutablePointer(mutating: values[place]) else { continue }
        unsafe explicit_bzero(text, strlen(text))
        unsafe free(text)
      }
    }
    guard let connection = unsafe trin_PQconnectdbParams(&names, &values, 0) else {
      throw .lost("there is no memory for a connection")
    }
    unsafe pointer = connection
    unsafe trin_pq_silence(connection)
    guard unsafe trin_PQstatus(connection) == CONNECTION_OK else {
      let message = lastMessage
      isLost = true
      throw .lost(message)
    }
    // Bounds for whatever hangs: a statement, a lock that is waited for, a program that stopped in the middle. No
    // compiling: a table of one row is read as a whole, which counts as the dearest plan while sequential scans are off,
    // and a server that compiles dear plans took 9 ms for that row.
    try run(
      """
      SET client_min_messages = warning; SET statement_timeout = '30s'; SET lock_timeout = '10s';
      SET idle_in_transaction_session_timeout = '60s'; SET client_encoding = 'UTF8'; SET enable_seqscan = off;
      SET jit = off; SET search_path = public
      """)
  }

  deinit { unsafe trin_PQfinish(pointer) }

  var usesTLS: Bool { unsafe trin_PQsslInUse(pointer) != 0 }
  var backend: Int32 { unsafe trin_PQbackendPID(pointer) }

  private var lastMessage: String {
    let text = unsafe String(cString: trin_PQerrorMessage(pointer))
    return text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// Runs statements without parameters, which end each other's implicit transactions as the server has it.
  /// - Returns: What the last of them gave.
  @discardableResult
  func run(_ sql: String) throws(SQLFailure) -> SQLResult {
    try unsafe check(sql.withCString { text in unsafe trin_PQexec(pointer, text) })
  }

  /// Runs one statement, prepared once for this connection.
  func execute(_ sql: String, _ arguments: [SQLValue]) throws(SQLFailure) -> SQLResult {
    let name: String
    if let known = prepared[sql] {
      name = known
    } else {
      name = "s\(prepared.count)"
      _ = try unsafe check(
        name.withCString { name in
          unsafe sql.withCString { sql in unsafe trin_PQprepare(pointer, name, sql, 0, nil) }
        })
      prepared[sql] = name
    }
    return try unsafe check(execute(prepared: name, arguments))
  }

  private func execute(prepared name: String, _ arguments: [SQLValue]) -> OpaquePointer? {
    // One buffer for all values, each ended by a NUL.
    var bytes: [CChar] = []
    var places: [Int?] = []
    for argument in arguments {
      guard let text = argument.text else {
        places.append(nil)
        continue
      }
      places.append(bytes.count)
      bytes.reserveCapacity(bytes.count + text.utf8.count + 1)
      for byte in text.utf8 { bytes.append(CChar(bitPattern: byte)) }
      bytes.append(0)
    }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      let values = unsafe places.map { place in
        unsafe place.flatMap { place in unsafe buffer.baseAddress.map { unsafe $0 + place } }
      }
      return unsafe values.withUnsafeBufferPointer { values in
        unsafe name.withCString { name in
          unsafe trin_PQexecPrepared(pointer, name, Int32(values.count), values.baseAddress, nil, nil, 0)
        }
      }
    }
  }

  private func check(_ result: OpaquePointer?) throws(SQLFailure) -> SQLResult {
    guard let result = unsafe result else { throw lose(lastMessage) }
    let owned = unsafe SQLResult(result)
    switch unsafe trin_PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_COPY_IN: return owned
    default: break
    }
    // Where the server went away there is no state.
    guard unsafe trin_PQstatus(pointer) == CONNECTION_OK,
      let state = unsafe trin_PQresultErrorField(result, Self.stateField).map({ unsafe String(cString: $0) })
    else { throw lose(lastMessage) }
    let message = unsafe trin_PQresultErrorField(result, Self.messageField).map { unsafe String(cString: $0) } ?? state
    let failure = SQLFailure(state: state, message: message)
    if case .lost = failure { isLost = true }
    throw failure
  }

  // PG_DIAG_SQLSTATE and PG_DIAG_MESSAGE_PRIMARY are characters, which Swift does not take over from a macro.
  private static let stateField = Int32(UInt8(ascii: "C"))
  private static let messageField = Int32(UInt8(ascii: "M"))

  private func lose(_ message: String) -> SQLFailure {
    isLost = true
    return .lost(message)
  }

  /// Sends rows by COPY.
  func copy(into table: String, _ columns: [String], _ rows: some Sequence<[SQLValue]>) throws(SQLFailure) {
    let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
    try run("COPY \"\(table)\" (\(names)) FROM STDIN")
    var pending: [CChar] = []
    func send() throws(SQLFailure) {
      guard !pending.isEmpty else { return }
      guard unsafe trin_PQputCopyData(pointer, pending, Int32(pending.count)) == 1 else { throw lose(lastMessage) }
      pending.removeAll(keepingCapacity: true)
    }
    for row in rows {
      for (place, value) in row.enumerated() {
        if place > 0 { pending.append(CChar(UInt8(ascii: "\t"))) }
        value.appendForCopy(to: &pending)
      }
      pending.append(CChar(UInt8(ascii: "\n")))
      if pending.count > 1 << 16 { try send() }
    }
    try send()
    guard unsafe trin_PQputCopyEnd(pointer, nil) == 1 else { throw lose(lastMessage) }
    var failure: SQLFailure?
    while let result = unsafe trin_PQgetResult(pointer) {
      do throws(SQLFailure) { _ = try unsafe check(result) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Waits until somebody has notified, or `limit` is over.
  /// - Returns: Whether somebody has.
  func waitForNotification(milliseconds: Int32) throws(SQLFailure) -> Bool {
    if takeNotifications() { return true }
    unsafe trin_pq_wait(pointer, milliseconds)
    guard unsafe trin_PQconsumeInput(pointer) == 1 else { throw lose(lastMessage) }
    return takeNotifications()
  }

  private func takeNotifications() -> Bool {
    var isNotified = false
    while let notification = unsafe trin_PQnotifies(pointer) {
      unsafe trin_PQfreemem(notification)
      isNotified = true
    }
    return isNotified
  }
}
