/// The encoding of international domain labels, RFC 3492.
enum Punycode {
  /// - Parameter label: At most 254 scalars, so that nothing overflows.
  static func encode(_ label: [Unicode.Scalar]) -> String {
    var output = label.filter(\.isASCII).map { UInt8($0.value) }
    let basic = output.count
    if basic > 0 { output.append(UInt8(ascii: "-")) }
    var handled = basic
    var current = 128
    var delta = 0
    var bias = 72
    while handled < label.count {
      let next = label.map { Int($0.value) }.filter { $0 >= current }.min() ?? current
      delta += (next - current) * (handled + 1)
      current = next
      for scalar in label.map({ Int($0.value) }) {
        if scalar < current { delta += 1 }
        guard scalar == current else { continue }
        var rest = delta
        var position = 36
        while true {
          let threshold = min(max(position - bias, 1), 26)
          if rest < threshold { break }
          output.append(digit(threshold + (rest - threshold) % (36 - threshold)))
          rest = (rest - threshold) / (36 - threshold)
          position += 36
        }
        output.append(digit(rest))
        bias = adapt(delta, handled + 1, first: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      current += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func digit(_ value: Int) -> UInt8 {
    value < 26 ? UInt8(ascii: "a") + UInt8(value) : UInt8(ascii: "0") + UInt8(value - 26)
  }

  private static func adapt(_ delta: Int, _ count: Int, first: Bool) -> Int {
    var delta = first ? delta / 700 : delta / 2
    delta += delta / count
    var steps = 0
    while delta > 455 {
      delta /= 35
      steps += 36
    }
    return steps + 36 * delta / (delta + 38)
  }
}
