internal import Docset
internal import LearnMarkdown
internal import Procedures
internal import Testing

/// A sentence of `Fixtures/steps/readings.txt` with its readings.
struct ReadSentence: CustomTestStringConvertible, Sendable {
  let locale: String
  let sentence: String
  var readings: [String]

  var testDescription: String { sentence }

  static let all: [ReadSentence] = {
    let file = #filePath.split(separator: "/").dropLast(2).reduce("") { $0 + "/" + $1 } + "/Fixtures/steps/readings.txt"
    var all: [ReadSentence] = []
    for line in String(decoding: (try? Files.read(file)) ?? [], as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("  ") {
        all[all.endIndex - 1].readings.append(String(line.dropFirst(2)))
      } else if let space = line.firstIndex(of: " "), !line.hasPrefix("#") {
        all.append(
          ReadSentence(
            locale: String(line[..<space]), sentence: String(line[line.index(after: space)...]), readings: []))
      }
    }
    return all
  }()
}

@Suite("The reading of a step")
struct ReadingTests {
  private func steps(_ markdown: String, locale: String = "en-US") throws -> [Procedure] {
    let lexicon = try #require(try Lexicon.builtIn()[locale])
    let text = SourceText(Array(markdown.utf8))
    let options = ArticleOptions(file: "a.md", places: .all)
    let article = Article(reading: text, frontMatter: nil, options: options)
    return procedures(
      of: ComposedArticle(parts: [.init(article: article, text: text, file: "a.md")]), path: "a", file: "a.md",
      lexicon: lexicon)
  }

  private func readings(_ markdown: String, locale: String = "en-US") throws -> [[String]] {
    try steps("# A\n\n## B\n\n" + markdown, locale: locale).flatMap(\.steps).map { $0.clauses.map(\.reading) }
  }

  @Test("follows the grammar, sentence by sentence", arguments: ReadSentence.all)
  func sentence(sentence: ReadSentence) throws {
    #expect(try readings("1. \(sentence.sentence)\n", locale: sentence.locale) == [sentence.readings])
  }

  @Test("takes the sub-steps in, one after the other")
  func subSteps() throws {
    let read = try readings(
      "1. Open **Users**.\n\n   1. Select **Ann**.\n   2. Select **Save**.\n\n2. Select **Close**.\n")
    #expect(read == [["open **Users**", "choose **Ann**", "choose **Save**"], ["choose **Close**"]])
  }

  @Test("takes bullets as alternatives only where the step says so")
  func bullets() throws {
    let items = "   - Select **One**.\n   - Select **Two**, and then select **Three**.\n"
    let choice = try readings("1. Do one of the following:\n\n\(items)")
    #expect(choice.flatMap(\.self) == ["choose **One** | choose **Two**, choose **Three**"])
    let list = try readings("1. Select **All**.\n\n\(items)")
    #expect(list == [["choose **All**", "choose **One**", "choose **Two**", "choose **Three**"]])
  }

  @Test("takes names with explanations as what is chosen, and what else is done with each")
  func namedBullets() throws {
    let items = "   - **Turn on alerts**: You get mail.\n   - **Later** - Select **Wait**.\n"
    #expect(
      try readings("1. Select one of the following options:\n\n\(items)")
        == [["choose **Turn on alerts** | choose **Later**, choose **Wait**"]])
    #expect(
      try readings(
        "1. On the **Mail** page, configure the following settings:\n\n   - **Turn on alerts**: You get mail.\n")
        == [["perform \"configure the following settings\" @ **Mail**", "information", "information"]])
  }

  @Test("types into the field that an entry names, in the place of what asks for it")
  func fields() throws {
    let settings = "   - **Name**: Type a name.\n   - **Colour**: Select **Red**.\n"
    #expect(
      try readings("1. Set these options:\n\n\(settings)").flatMap(\.self).filter { $0 != "information" }
        == ["enter **Name** = \"a name\"", "choose **Red** @ **Colour**"])
    let boxes = "   - **Name:** Your name.\n   - **Key:** Your key.\n"
    #expect(
      try readings("1. Enter the data in the following boxes, and then select **Next**.\n\n\(boxes)")
        == [["enter **Name** = \"Your name\", enter **Key** = \"Your key\"", "choose **Next**"]])
  }

  @Test("passes over nothing that stands behind a choice, before the list of what is chosen from")
  func behindChoice() throws {
    for introduction in ["Select one of the following", "Review any of these pages"] {
      let read = try readings("1. \(introduction), and then select **Next**:\n\n   - **Red**\n   - **Blue**\n")
      #expect(read.flatMap(\.self).contains { $0.hasPrefix("step-words-left-over") }, "\(read)")
    }
  }

  @Test(
    "takes a title, a place or a number for no field",
    arguments: [
      "**General**\n\n   Type a name.", "**On iOS**: Type a name.", "**For Outlook**: Type a name.",
      "**Option 1**: Type a name.", "**Kite settings**\n\n   - Type a name.",
    ])
  func titles(step: String) throws {
    let read = try readings("1. \(step)\n").flatMap(\.self)
    #expect(read.contains("enter \"a name\""), "\(read)")
  }

  @Test("lets a list depend on what its introduction depends on")
  func introductions() throws {
    let item = "   - Select **One**.\n"
    #expect(
      try readings("1. If you have a kite, set these options:\n\n\(item)").flatMap(\.self).last
        == "if \"you have a kite\": choose **One**")
    #expect(
      try readings("1. You can also set the following:\n\n\(item)").flatMap(\.self).last == "optional choose **One**")
    let nested = "   - If it is red, select **One**.\n"
    #expect(
      try readings("1. If you have a kite, set these options:\n\n\(nested)").flatMap(\.self).last
        == "if \"it is red\": step-alternative-conditioned")
  }

  @Test("keeps what a note says must be done by hand")
  func notesByHand() throws {
    let note = "1. Select **Save**.\n\n   > [!NOTE]\n   > You must restart the computer.\n"
    #expect(try readings(note) == [["choose **Save**", "perform \"restart the computer\""]])
  }

  @Test("takes in what a note within the step asks for, where the note says when", arguments: ["en-US", "da-DK"])
  func notes(locale: String) throws {
    func readings(_ english: String, _ danish: String) throws -> [String] {
      let (step, note) = locale == "en-US" ? ("Select **Save**.", english) : ("Vælg **Gem**.", danish)
      let read = try self.readings("1. \(step)\n\n   > [!NOTE]\n   > \(note)\n", locale: locale)
      return Array(read.flatMap(\.self).dropFirst())
    }
    #expect(try readings("The form is kept.", "Formularen gemmes.") == [])
    let conditioned = try readings("If it is empty, select **New**.", "Hvis den er tom, skal du vælge **Ny**.")
    #expect(conditioned.map { $0.hasPrefix("if \"") && $0.contains(": choose **N") } == [true])
    let unclear = try readings("It fails if it is empty. Select **New**.", "Den fejler, hvis den er tom. Vælg **Ny**.")
    #expect(unclear == ["step-words-left-over"])
  }

  @Test("goes on after an image, an alert or code that splits the list, as long as the numbers do")
  func split() throws {
    for middle in ["![A list](list.svg)", "> [!NOTE]\n> Wait.", "```\ncode\n```"] {
      let procedures = try steps("# A\n\n## B\n\n1. Select **One**.\n\n\(middle)\n\n2. Select **Two**.\n")
      #expect(procedures.map { $0.steps.map(\.number) } == [[1, 2]])
    }
    let two = try steps("# A\n\n## B\n\n1. Select **One**.\n\nAgain:\n\n1. Select **Two**.\n")
    #expect(two.map(\.id) == ["a#b", "a#b/2"])
  }

  @Test("leaves out the versions that are not chosen, and reads the list as one")
  func monikers() throws {
    let read = try readings(
      "::: moniker range=\"one\"\n\n1. Select **One**.\n\n::: moniker-end\n\n::: moniker range=\"two\"\n\n"
        + "1. Select **Two**.\n\n::: moniker-end\n\n2. Select **Save**.\n")
    #expect(read == [["choose **One**"], ["choose **Save**"]])
  }

  @Test("finds the sentence about roles in its section, or else above")
  func claims() throws {
    let procedures = try steps(
      """
      # A

      You must be a global administrator or password administrator to do this.

      ## First

      1. Select **One**.

      ## Second

      You must be a [user administrator](roles.md).

      1. Select **Two**.
      """)
    #expect(
      procedures.map { $0.claim?.roles.map(\.text) } == [
        ["global administrator", "password administrator"], ["user administrator"],
      ])
  }
}
