/// A day of the Gregorian calendar.
package struct CalendarDate: Comparable, CustomStringConvertible {
  /// Days since 1970-01-01.
  package let number: Int

  /// As metadata writes it: `mm/dd/yyyy`, as Learn does, or `yyyy-mm-dd`, with whatever time after it.
  package init?(_ text: String) {
    let parts = text.prefix { !$0.isWhitespace && $0 != "T" }.split { $0 == "/" || $0 == "-" }.compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    let (year, month, day) = parts[0] > 31 ? (parts[0], parts[1], parts[2]) : (parts[2], parts[0], parts[1])
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
    // Years are counted from March, so that the leap day is the last of one.
    let shifted = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    let leapDays = shifted.0 / 4 - shifted.0 / 100 + shifted.0 / 400
    number = 365 * shifted.0 + leapDays + (153 * shifted.1 + 2) / 5 + day - 1 - 719_468
  }

  /// The day in UTC of a moment in seconds since 1970-01-01.
  package init(time: Int) { number = time >= 0 ? time / 86_400 : (time - 86_399) / 86_400 }

  package static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.number < b.number }

  /// The year, the month from 1 on, and the day.
  package var parts: (year: Int, month: Int, day: Int) {
    let days = number + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let year = yearOfEra + era * 400 + (month >= 10 ? 1 : 0)
    return (year, month < 10 ? month + 3 : month - 9, day)
  }

  /// `yyyy-mm-dd`.
  package var description: String {
    let (year, month, day) = parts
    return "\(Self.pad(year, 4))-\(Self.pad(month, 2))-\(Self.pad(day, 2))"
  }

  private static func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
