/// The small words that every sentence of a language has, by which it is told which language it is.
struct FunctionWords: Sendable {
  /// Those of the source language that the translation's own does not have, too.
  private let source: Set<ArraySlice<UInt8>>
  /// The reverse.
  private let own: Set<ArraySlice<UInt8>>

  enum Side { case source, own }

  /// - Parameter locale: As in `da-DK`.
  /// Nil where nothing is known of the source language: then nothing is told.
  init?(source: String, own locale: String) {
    let (source, own) = (Self.words(of: source), Self.words(of: locale))
    guard !source.isEmpty, source != own else { return nil }
    self.source = source.subtracting(own)
    self.own = own.subtracting(source)
  }

  /// Which of the two languages has the word, in small letters.
  func side(of word: ArraySlice<UInt8>) -> Side? {
    // None is longer.
    if word.count > 14 { return nil }
    return source.contains(word) ? .source : own.contains(word) ? .own : nil
  }

  private static func words(of locale: String) -> Set<ArraySlice<UInt8>> {
    let language = locale.prefix { $0 != "-" }.lowercased()
    return Set(Array((languages[language] ?? "").utf8).split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") })
  }

  private static let languages: [String: String] = [
    "en": """
    a about after all also an and any are as at be because been before both but by can cannot could do does don't each
    either even every for from had has have he her his how i if in into is isn't it its just like may might more most
    must my need needs no not of off on once one only or other our out over own same she should so some such than that
    the their them then there these they this those through to too under until up use used using was we were what when
    where whether which while who whose will with within without would you your
    """,
    "da": """
    af alle alt at blev blive bliver da de dem den denne deres det dette dig din dine disse dit du eller en end er et
    efter for fordi fra få før ham han har havde have hen her hun hvad hver hvilke hvilken hvis hvor hvordan hvornår i
    igen ikke ind jeg kan kun kunne man med meget mellem men mens mere mod mange må når og også om op os over på samme
    selv sig sin skal skulle som til ud uden under var ved vi vil ville være være vores
    """,
    "nl": """
    aan al alle als ander bij binnen dan dat de deze die dit door dus een eerst elk elke en er geen haar had hebben heeft
    hem het hier hij hoe hun ik in is je kan kunnen kunt maar meer men met mijn moet moeten na naar niet nog nu of om
    onder ons ook op over te tegen terwijl tot tussen u uit uw van veel via voor waar waarin wanneer was wat we welke
    wel werd wie wij wilt worden wordt ze zich zij zijn zo zodat zonder zou zullen
    """,
    "de": """
    aber alle als also am an auch auf aus bei beim bis da dadurch damit dann das dass dem den der des die dies diese
    diesem diesen dieser dieses doch durch ein eine einem einen einer eines er es für haben hat hatte hier ich ihr ihre
    ihren im in ins ist jede jeden jeder kann kein keine können man mehr mit müssen muss nach nicht noch nur ob oder
    ohne sein seine sich sie sind so sollte sowie um und uns unter vom von vor war was wenn werden wie wird wir wurde
    zu zum zur zwischen über
    """,
    "sv": """
    alla allt att av bara blev bli blir de dem den denna deras det detta dig din dina dig du där då efter eller en ett
    från för genom ha hade han har hon hur här i igen in inte inom är jag kan kunde man med mellan men mer mot mycket
    måste ni nu när någon något och också om på samma sedan ska skulle som till under upp ut utan var vara vi vid vilka
    vilken vill vår än över
    """,
    "nb": """
    av alle at ble bli blir da de dem den denne deres det dette deg din dine disse du eller en enn er et etter for fordi
    fra få før ham han har hadde hun hva hver hvilke hvilken hvis hvor hvordan når i igjen ikke inn jeg kan kun kunne
    man med meget mellom men mens mer mot mange må og også om opp oss over på samme selv seg sin skal skulle som til ut
    uten under var ved vi vil ville være vår
    """,
    "fr": """
    à afin ainsi alors après au aucun aussi autre autres aux avant avec avez bien ce ceci cela celle celui ces cet cette
    chaque comme dans de depuis des doit donc dont du elle elles en entre est et être eu fait faire il ils je la le les
    leur leurs lors lorsque lui mais même ne ni nos notre nous on ont ou où par pas pendant peut peuvent plus pour
    pouvez puis quand que quel quelle qui quoi sa sans se ses si son sont sous sur tous tout toute toutes très un une
    vers votre vos vous
    """,
    "es": """
    a al algo algunos ante antes aquí así aunque cada como con cual cuando de del desde después donde dos e el ella
    ellos en entre era es esa ese eso esta está están este estos fue ha hacer han hasta hay la las le les lo los más mi
    mientras muy ni no nos o otra otro para pero por porque pues puede pueden que quien qué se sea ser si sin sino sobre
    son su sus también tanto tiene toda todas todo todos tu un una uno unos usted y ya
    """,
    "it": """
    a ad agli ai al alla alle allo anche che chi ci come con cui da dagli dai dal dalla dei del della delle dello di
    dopo dove e ed è era essere fra gli ha hanno i il in io la le lei lo loro lui ma mentre mi nei nel nella nelle noi
    non o ogni per perché più può prima qual quale quando quella quelle quello questa queste questo se sei senza si sia
    sono su sua sul sulla suo tra tu tutte tutti un una uno vi
    """,
    "pt": """
    a ao aos apenas após aquele as até cada com como da das de depois do dos e é ela ele eles em entre era essa esse
    esta está este eu foi há isso isto já lhe mais mas mesmo na nas não nem no nos nós nossa o onde os ou para pela pelo
    pode podem por porque quando que quem se sem ser seu seus só sobre são sua suas também tem um uma você
    """,
    "fi": """
    ei eivät ennen ettei että he hän ilman itse ja jo joka jolloin jos jossa jotka jotta kaikki kanssa kuin kun kuten
    me mikä minä minun mitä mukaan muut myös ne niiden niitä niin nyt näitä ole olet oli olla on ovat se sekä sen
    sitä sinä sinun tai te tämä tämän vain voi voit vuoksi
    """,
    "pl": """
    a aby albo ale bez bo być co czy dla do gdy gdzie go i ich ile im in jak jako je jego jej jest jeśli już każdy kiedy
    która które który lub ma może można na nad nie o od oraz po pod przed przez przy są się ta tak także te tego tej ten
    to tu tych tylko tym u w we wszystkie z za ze że
    """,
    "cs": """
    a aby ale ani až bez bude by být co do ho i jak jako je jeho jejich jen ještě jsou k kde když která které který ke
    má může na nad ne nebo není než o od po pod podle pokud pro proto před při s se si tak také ten to tento toto tím
    u už v ve však vše z za ze že
    """,
  ]
}
