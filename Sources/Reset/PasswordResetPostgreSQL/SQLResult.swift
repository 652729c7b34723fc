internal import CPostgreSQL
internal import PasswordReset

/// A value that goes to the server.
enum SQLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  case null
  case integer(Int64)
  case text(String)

  init(stringLiteral text: String) { self = .text(text) }
  init(integerLiteral number: Int64) { self = .integer(number) }
  init(_ text: String?) { self = text.map { .text($0) } ?? .null }
  init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .null }
  init(_ flag: Bool) { self = .integer(flag ? 1 : 0) }
  init(_ moment: Timestamp?) { self = moment.map { .integer($0.milliseconds) } ?? .null }

  /// As the server reads it; nothing for null. A NUL, which its text cannot hold and which would end the value, is taken
  /// for the mark of what cannot be shown: no name that anybody has holds either.
  var text: String? {
    switch self {
    case .null: nil
    case .integer(let number): String(number)
    case .text(let text): text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
    }
  }

  /// In the text form of COPY.
  func appendForCopy(to bytes: inout [CChar]) {
    guard let text else { return bytes += [CChar(UInt8(ascii: "\\")), CChar(UInt8(ascii: "N"))] }
    for byte in text.utf8 {
      let escape: UInt8? =
        switch byte {
        case UInt8(ascii: "\\"): byte
        case UInt8(ascii: "\n"): UInt8(ascii: "n")
        case UInt8(ascii: "\r"): UInt8(ascii: "r")
        case UInt8(ascii: "\t"): UInt8(ascii: "t")
        default: nil
        }
      if escape != nil { bytes.append(CChar(UInt8(ascii: "\\"))) }
      bytes.append(CChar(bitPattern: escape ?? byte))
    }
  }
}

/// What a statement gave: the only owner of the C pointer.
@safe struct SQLResult: ~Copyable {
  private let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }

  deinit { unsafe trin_PQclear(pointer) }

  var count: Int { unsafe Int(trin_PQntuples(pointer)) }

  /// How many rows the statement changed.
  var changes: Int { unsafe Int(String(cString: trin_PQcmdTuples(pointer))) ?? 0 }

  func text(_ row: Int, _ column: Int) -> String? {
    let (row, column) = (Int32(row), Int32(column))
    guard unsafe trin_PQgetisnull(pointer, row, column) == 0, let value = unsafe trin_PQgetvalue(pointer, row, column)
    else { return nil }
    let count = unsafe Int(trin_PQgetlength(pointer, row, column))
    return unsafe value.withMemoryRebound(to: UInt8.self, capacity: count) { bytes in
      unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
  }
}

/// One row of a result while it is read.
struct SQLRow {
  private let values: [String?]

  init(_ values: [String?]) { self.values = values }

  func optionalText(_ column: Int) -> String? { values[column] }
  func text(_ column: Int) -> String { values[column] ?? "" }
  func optionalInteger(_ column: Int) -> Int? { values[column].flatMap { Int($0) } }
  func integer(_ column: Int) -> Int { optionalInteger(column) ?? 0 }
  func flag(_ column: Int) -> Bool { integer(column) != 0 }
  func moment(_ column: Int) -> Timestamp { Timestamp(milliseconds: Int64(integer(column))) }
  func optionalMoment(_ column: Int) -> Timestamp? {
    optionalInteger(column).map { Timestamp(milliseconds: Int64($0)) }
  }
}
