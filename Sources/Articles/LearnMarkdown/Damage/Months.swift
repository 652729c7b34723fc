/// The names of the months, and their short forms, in the languages that write a day as a number with a point.
enum Months {
  private static let names: Set<String> = [
    // Danish, Norwegian
    "januar", "februar", "marts", "mars", "april", "maj", "mai", "juni", "juli", "august", "september", "oktober",
    "november", "december", "desember", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov",
    "dec", "des",
    // German
    "märz", "dezember", "dez", "jänner",
    // Czech, Slovak
    "ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října", "listopadu",
    "prosince", "januára", "februára", "marca", "apríla", "mája", "júna", "júla", "augusta", "septembra", "októbra",
    "novembra", "decembra",
    // Croatian, Slovenian
    "siječnja", "veljače", "ožujka", "travnja", "svibnja", "lipnja", "srpnja", "kolovoza", "rujna", "listopada",
    "studenoga", "studenog", "prosinca", "januarja", "februarja", "maja", "junija", "julija", "avgusta",
    // Finnish, Estonian, Icelandic
    "tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta", "heinäkuuta", "elokuuta",
    "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta", "jaanuar", "veebruar", "märts", "aprill", "juuni", "juuli",
    "oktoober", "detsember", "janúar", "febrúar", "apríl", "maí", "júní", "júlí", "ágúst", "október", "nóvember",
  ]

  /// Where the word ends that begins at `start`.
  static func endOfWord(_ bytes: [UInt8], from start: Int, to limit: Int) -> Int {
    var end = start
    while end < limit, Ascii.isLetter(bytes[end]) || bytes[end] >= 0x80 { end += 1 }
    return end
  }

  static func isName(_ word: ArraySlice<UInt8>) -> Bool {
    word.count >= 3 && names.contains(String(decoding: word, as: UTF8.self).lowercased())
  }
}
