internal import LearnMarkdown

/// A page and its source page, with what their parts are compared by.
///
/// A class, though nothing of it changes: each section asks it, and a copy of its many parts each time would cost more
/// than some of what it compares.
final class ComparedPages: Sendable {
  let here: PageOutline
  let there: PageOutline
  let numbers: NumberParity
  let report: ParityReport

  init(_ here: PageOutline, _ there: PageOutline, _ numbers: NumberParity, _ report: ParityReport) {
    self.here = here
    self.there = there
    self.numbers = numbers
    self.report = report
  }
}
