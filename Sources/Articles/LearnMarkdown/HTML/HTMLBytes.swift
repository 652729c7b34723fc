internal import CommonMark

/// HTML as bytes, appended to.
///
/// A buffer of its own and not an array: most of what is appended is a few bytes long, and an array asks each time who
/// else holds it.
@safe package struct HTMLBytes: ~Copyable {
  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  package private(set) var count = 0

  package init(reserving capacity: Int = 64) {
    self.capacity = max(capacity, 64)
    unsafe buffer = .allocate(capacity: self.capacity)
  }

  deinit { unsafe buffer.deallocate() }

  /// A copy of all that was written.
  package var bytes: [UInt8] { unsafe Array(UnsafeBufferPointer(start: buffer, count: count)) }

  /// A copy of what was written from `offset` on.
  package func bytes(from offset: Int) -> [UInt8] {
    precondition(offset >= 0 && offset <= count)
    return unsafe Array(UnsafeBufferPointer(start: buffer + offset, count: count - offset))
  }

  /// Makes room for other text; what was reserved stays reserved.
  package mutating func removeAll() { count = 0 }

  /// What was written from `offset` on, in place.
  package func withSpan<Result, Failure>(
    from offset: Int = 0, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(offset >= 0 && offset <= count)
    return unsafe try body(Span(_unsafeStart: buffer + offset, count: count - offset))
  }

  /// Whether each byte from `offset` on fits.
  package func allSatisfy(from offset: Int, _ fits: (UInt8) -> Bool) -> Bool {
    precondition(offset >= 0)
    var index = offset
    while index < count {
      guard unsafe fits(buffer[index]) else { return false }
      index += 1
    }
    return true
  }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    unsafe larger.update(from: buffer, count: count)
    unsafe buffer.deallocate()
    unsafe buffer = larger
  }

  @inline(__always)
  mutating func append(_ text: UnsafePointer<UInt8>, _ length: Int) {
    reserve(length)
    unsafe (buffer + count).update(from: text, count: length)
    count += length
  }

  package mutating func append(_ byte: UInt8) {
    reserve(1)
    unsafe buffer[count] = byte
    count += 1
  }

  /// Inlined: of a text that is known, a few moves are left.
  @inline(__always)
  package mutating func append(_ text: StaticString) { unsafe append(text.utf8Start, text.utf8CodeUnitCount) }

  /// Named apart from what takes literals: of two that take one, Swift picks `String`, and makes one for each.
  package mutating func append(raw text: String) {
    var text = text
    text.withUTF8 { unsafe append(raw: $0) }
  }

  // Concrete types where other modules call: a generic one is not specialised for them, and costs a call a byte.
  package mutating func append(raw: [UInt8]) { unsafe raw.withUnsafeBufferPointer { unsafe append(raw: $0) } }

  package mutating func append(raw: ArraySlice<UInt8>) {
    unsafe raw.withUnsafeBufferPointer { unsafe append(raw: $0) }
  }

  package mutating func append(raw: Span<UInt8>) { unsafe raw.withUnsafeBufferPointer { unsafe append(raw: $0) } }

  private mutating func append(raw text: UnsafeBufferPointer<UInt8>) {
    guard let start = text.baseAddress else { return }
    unsafe append(start, text.count)
  }

  package mutating func append(number: Int) {
    if number >= 0, number < 10 { append(UInt8(ascii: "0") + UInt8(number)) } else { append(raw: String(number)) }
  }

  /// Starts a new line unless one has just begun.
  package mutating func lineBreak() {
    if let last, last != UInt8(ascii: "\n") { append(UInt8(ascii: "\n")) }
  }

  private var last: UInt8? { count > 0 ? unsafe buffer[count - 1] : nil }

  /// Text for element content and for attribute values in double quotes.
  package mutating func append(escaping text: [UInt8]) {
    unsafe text.withUnsafeBufferPointer { unsafe appendEscaped($0) }
  }

  package mutating func append(escaping text: ArraySlice<UInt8>) {
    unsafe text.withUnsafeBufferPointer { unsafe appendEscaped($0) }
  }

  mutating func append(escaping text: Bytes) { append(escaping: text, from: 0) }

  /// - Parameter start: The bytes before it are left out.
  mutating func append(escaping text: Bytes, from start: Int) {
    _ = unsafe text.withContiguousStorageIfAvailable { unsafe appendEscaped(.init(rebasing: $0.dropFirst(start))) }
  }

  /// - Parameter start: The bytes before it are left out.
  mutating func append(raw text: Bytes, from start: Int) {
    _ = unsafe text.withContiguousStorageIfAvailable { unsafe append(raw: .init(rebasing: $0.dropFirst(start))) }
  }

  mutating func append(escaping text: some Collection<UInt8>) {
    let done: Void? = text.withContiguousStorageIfAvailable { unsafe appendEscaped($0) }
    if done == nil { unsafe Array(text).withUnsafeBufferPointer { unsafe appendEscaped($0) } }
  }

  package mutating func append(escaping text: String) {
    var text = text
    text.withUTF8 { unsafe appendEscaped($0) }
  }

  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    guard let bytes = text.baseAddress else { return }
    var start = 0
    SixteenBytes.read(unsafe Span(_unsafeElements: text), 0..<text.count) {
      Self.mayBeEscaped($0)
    } _: { place in
      let byte = unsafe bytes[place]
      guard Self.isEscaped(byte) else { return place + 1 }
      unsafe append(bytes + start, place - start)
      start = place + 1
      switch byte {
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      case UInt8(ascii: "&"): append("&amp;")
      default: append("&quot;")
      }
      return start
    }
    unsafe append(bytes + start, text.count - start)
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "\"")
  }

  @inline(__always)
  private static func mayBeEscaped(_ bytes: SixteenBytes) -> SixteenBytes.Marks {
    // The two of each pair differ in one bit.
    bytes.matches(UInt8(ascii: "<"), ignoring: 0x02) | bytes.matches(UInt8(ascii: "&"), ignoring: 0x04)
  }

  /// Takes the line break away that was written last, where one was.
  package mutating func removeLineBreak() {
    if last == UInt8(ascii: "\n") { count -= 1 }
  }

  /// Takes the blanks away that were written last.
  package mutating func removeBlanks() {
    while let last, Ascii.isBlank(last) { count -= 1 }
  }

  /// Whether the text before trailing white space ends so.
  func ends(with wanted: StaticString) -> Bool {
    var end = count
    while end > 0, unsafe Ascii.isSpace(buffer[end - 1]) { end -= 1 }
    let start = end - wanted.utf8CodeUnitCount
    guard start >= 0 else { return false }
    for index in start..<end where unsafe buffer[index] != wanted.utf8Start[index - start] { return false }
    return true
  }

  /// Takes out `wanted` where it stands at `offset`; false where it does not.
  mutating func removeBytes(_ wanted: [UInt8], at offset: Int) -> Bool {
    let end = offset + wanted.count
    guard offset >= 0, end <= count else { return false }
    for index in 0..<wanted.count where unsafe buffer[offset + index] != wanted[index] { return false }
    unsafe (buffer + offset).update(from: buffer + end, count: count - end)
    count -= wanted.count
    return true
  }
}
