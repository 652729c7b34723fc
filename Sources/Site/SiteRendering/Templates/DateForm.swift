internal import Docset

/// How a language writes a day, by the words of the theme.
struct DateForm {
  private let form: String?
  private let months: [Substring]

  /// - Parameter words: `dateForm`, such as `{month} {day}, {year}`, and `months`, twelve names with commas between.
  init(_ words: [String: String]) {
    form = words["dateForm"]
    months = (words["months"] ?? "").split(separator: ",").map { $0.drop { $0 == " " } }
  }

  /// Without twelve months it is `2026-11-29`, which is read alike everywhere.
  func text(_ date: CalendarDate) -> String {
    guard let form, months.count == 12 else { return "\(date)" }
    let (year, month, day) = date.parts
    return form.replacing("{year}", with: "\(year)").replacing("{day}", with: "\(day)")
      .replacing("{month}", with: months[month - 1])
  }
}
