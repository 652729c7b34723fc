package import Diagnostics

extension SourceText {
  package func place(_ offsets: Range<Int>, in file: String) -> SourcePlace { range(of: offsets).place(in: file) }
}

extension TextRange {
  package func place(in file: String) -> SourcePlace {
    SourcePlace(
      file: file, line: Int(start.line), column: Int(start.column), endLine: Int(end.line), endColumn: Int(end.column))
  }
}
