package import Docset

/// What became of a page in the source language after it was translated.
package struct SourceChange: Sendable {
  /// Of the last change.
  package var day: CalendarDate
  /// The headings whose sections are other than they were, by their numbers in the article as it is now; empty where
  /// git does not know the text that was translated.
  package var headings: [Int]

  package init(day: CalendarDate, headings: [Int]) {
    self.day = day
    self.headings = headings
  }
}
