import Foundation

/// A Learn repository of any size, made by counting: the same pages on every machine.
///
/// Its pages are as long as those of a real docset (6 KB), and have what those have: front matter, named
/// headings, steps, alerts, tables, images, an include, links to neighbours and to their bookmarks.
struct GeneratedDocset {
  static let pagesAFolder = 100

  let pages: Int

  func write(to folder: String) throws {
    let files = FileManager.default
    let docs = folder + "/docs"
    try files.createDirectory(atPath: docs + "/includes", withIntermediateDirectories: true)
    try files.createDirectory(atPath: docs + "/media", withIntermediateDirectories: true)
    try write(
      """
      {"docsets_to_publish": [{"docset_name": "docs", "build_source_folder": "docs", "locale": "da-DK",
        "build_output_subfolder": "docs"}]}
      """, to: folder + "/.openpublishing.publish.config.json")
    try write(
      """
      {"build": {"content": [{"files": ["**/*.md", "**/*.yml"], "exclude": ["includes/**"]}],
        "resource": [{"files": ["**/*.png"]}]}}
      """, to: docs + "/docfx.json")
    try write("Indholdet kan ændre sig. Se [oversigten](../f0/p0.md).\n", to: docs + "/includes/note.md")
    try (Data(base64Encoded: Self.pixel) ?? Data()).write(to: URL(fileURLWithPath: docs + "/media/pixel.png"))
    try write("# Oversigt\n\nBegynd med [den første side](f0/p0.md).\n", to: docs + "/index.md")
    for first in stride(from: 0, to: pages - 1, by: Self.pagesAFolder) {
      let name = "\(docs)/f\(first / Self.pagesAFolder)"
      try files.createDirectory(atPath: name, withIntermediateDirectories: true)
      var toc = ""
      for number in first..<min(first + Self.pagesAFolder, pages - 1) {
        let file = "p\(number % Self.pagesAFolder).md"
        toc += "- name: Side \(number)\n  href: \(file)\n"
        try write(page(number), to: "\(name)/\(file)")
      }
      try write(toc, to: name + "/TOC.yml")
    }
  }

  private func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  private static let pixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="

  /// A path to page `number` as a page of another folder writes it.
  private func link(_ number: Int) -> String {
    "../f\(number / Self.pagesAFolder)/p\(number % Self.pagesAFolder).md"
  }

  private func page(_ number: Int) -> String {
    let last = pages - 1
    // Far neighbours too, by a step that shares no factor with the sizes that are used.
    func other(_ step: Int) -> Int { (number + step * 37 + 1) % last }
    var text = """
      ---
      title: Side \(number) om kontoen
      description: Sådan gør du på side \(number), trin for trin.
      ms.topic: article
      ms.date: 07/01/2022
      ms.collection:
      - Adm_TOC
      ---
      # <a name="page-\(number)"></a>Side \(number) om kontoen

      En administrator kan gøre dette for en bruger. Læs først [om roller](\(link(other(1)))), og se derefter
      [den anden del](\(link(other(2)))#section-2) eller *begge* dele. Det tager **højst fem minutter** hver gang.

      > [!NOTE]
      > Det kan tage op til en time, før en ændring kan ses. Se [flere råd](\(link(other(3)))).

      [!INCLUDE [bemærkning](../includes/note.md)]

      """
    for section in 1...6 {
      text += """

        ## <a name="section-\(section)"></a>Afsnit \(section): sådan gør du

        Vælg det, der passer. Afsnittet forklarer, hvad der sker med adgangskoden, og hvem der får besked om det, når
        ændringen er gemt. Er du i tvivl, så se [side \(other(section))](\(link(other(section)))#section-\(section)).

        1. Gå til siden **Brugere** > <a href="https://example.com/fwlink/p/?linkid=\(section)" target="_blank">Aktive</a>.
        2. På siden **Aktive brugere** skal du vælge brugeren og derefter **Nulstil adgangskode**.

            :::image type="content" source="../media/pixel.png" alt-text="Skærmbillede af afsnit \(section)":::

        3. Vælg **Gem** og derefter **Luk**.
           - Den første mulighed er `automatisk`.
           - Den anden er \\*ikke\\* det. Læs [mere](\(link(other(section + 7)))).

        |Indstilling|Betydning|Standard|
        |:---|---|---:|
        |Udløb|Antal dage, før en adgangskode **udløber**|90|
        |Varsel|Antal dage før udløb, [se her](\(link(other(section + 9))))|14|
        |Længde|Mindst 8 tegn og højst 256|8|

        """
    }
    return text
  }
}
