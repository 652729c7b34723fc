internal import LearnMarkdown

/// The words of a language that mean numbers: cardinals and ordinals, `both`, `twice`, and the months by their number.
///
/// They tell that a number is there after all; no text is asked to have one.
struct NumberWords: Sendable {
  /// By the first two bytes of each word that means a number, the longest word first.
  private let values: [UInt16: [(word: [UInt8], value: UInt64)]]
  /// Those in which unit and ten are one word: `en-og-tyve`.
  private let joined: [String: UInt64]
  /// Words are put together without a space.
  private let compounds: Bool

  /// - Parameter locale: As in `da-DK`; nil where nothing is known of the language.
  init?(locale: String) {
    let language = locale.prefix { $0 != "-" }.lowercased()
    guard let facts = Self.languages[language] else { return nil }
    var values: [String: UInt64] = [:]
    for entry in facts.words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let parts = entry.split(separator: "=")
      guard parts.count == 2, let value = UInt64(parts[1]) else { continue }
      for word in parts[0].split(separator: "/") { values[String(word)] = value }
    }
    self.values = Dictionary(grouping: values.map { (word: Array($0.key.utf8), value: $0.value) }) {
      Self.beginning(of: $0.word) ?? 0
    }.mapValues { $0.sorted { $0.word.count > $1.word.count } }
    joined = Self.joined(values, facts.joints)
    compounds = ["da", "nl", "de", "sv", "nb"].contains(language)
  }

  /// Whether a word may mean a number, by how it begins: most do not. What begins beyond ASCII may be a sign before one.
  func mayHave(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.first ?? 0 < 0x80 else { return true }
    return Self.beginning(of: word).map { values[$0] != nil } ?? false
  }

  private static func beginning(of word: some Collection<UInt8>) -> UInt16? {
    guard let first = word.first, let second = word.dropFirst().first else { return nil }
    return UInt16(Ascii.lower(first)) << 8 | UInt16(Ascii.lower(second))
  }

  /// Whether words can mean a number: "twenty-one", "a thousand", "three million".
  static func mayMean(_ number: UInt64) -> Bool { number <= 100 || number % 1000 == 0 }

  /// - Parameter word: In small letters.
  func value(of word: String) -> UInt64? {
    let bytes = Array(word.utf8)
    let alike = Self.beginning(of: bytes).flatMap { values[$0] } ?? []
    if let same = alike.first(where: { $0.word == bytes }) { return same.value }
    if let value = joined[word] { return value }
    // `totrinsbekræftelse`, `tredjepart`: the number that a word begins with.
    guard compounds, bytes.count > 6 else { return nil }
    return alike.first { $0.value > 1 && $0.word.count + 3 <= bytes.count && bytes.starts(with: $0.word) }?.value
  }

  /// - Parameter joints: What stands between unit and ten.
  private static func joined(_ values: [String: UInt64], _ joints: [String]) -> [String: UInt64] {
    var joined: [String: UInt64] = [:]
    for (unit, ones) in values where ones < 10 {
      for (ten, tens) in values where (20...90).contains(tens) {
        for joint in joints { joined[unit + joint + ten] = ones + tens }
      }
    }
    return joined
  }

  private typealias Facts = (words: String, joints: [String])

  private static let languages: [String: Facts] = [
    "en": (
      """
      zero/no/none=0 one/first/once/single/1st=1 two/second/both/twice/double/pair=2 three/third=3 four/fourth=4
      five/fifth=5 six/sixth=6 seven/seventh=7 eight/eighth=8 nine/ninth=9 ten/tenth=10 eleven/eleventh=11
      twelve/twelfth/dozen=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19
      twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 hundred=100 thousand=1000
      million=1000000 january/jan=1 february/feb=2 march/mar=3 april/apr=4 may=5 june/jun=6 july/jul=7 august/aug=8
      september/sep/sept=9 october/oct=10 november/nov=11 december/dec=12
      """, []
    ),
    "da": (
      """
      nul/ingen/intet=0 en/et/én/ét/een/eet/første/enkelt/enkelte=1 to/anden/andet/begge/dobbelt/par=2 tre/tredje=3
      fire/fjerde=4 fem/femte=5 seks/sjette=6 syv/syvende=7 otte/ottende=8 ni/niende=9 ti/tiende=10 elleve/ellevte=11
      tolv/tolvte/dusin=12 tretten=13 fjorten=14 femten=15 seksten=16 sytten=17 atten=18 nitten=19 tyve=20
      tredive=30 fyrre=40 halvtreds=50 tres=60 halvfjerds=70 firs=80 halvfems=90 hundrede/hundred=100
      tusind/tusinde=1000 million/mio=1000000 januar/jan=1 februar/feb=2 marts/mar=3 april/apr=4 maj=5 juni/jun=6
      juli/jul=7 august/aug=8 september/sep=9 oktober/okt=10 november/nov=11 december/dec=12
      """, ["og"]
    ),
    "nl": (
      """
      nul/geen=0 een/één/eerste/enkele=1 twee/tweede/beide/dubbel/dubbele/tweemaal=2 drie/derde=3 vier/vierde=4
      vijf/vijfde=5 zes/zesde=6 zeven/zevende=7 acht/achtste=8 negen/negende=9 tien/tiende=10 elf/elfde=11
      twaalf/twaalfde/dozijn=12 dertien=13 veertien=14 vijftien=15 zestien=16 zeventien=17 achttien=18 negentien=19
      twintig=20 dertig=30 veertig=40 vijftig=50 zestig=60 zeventig=70 tachtig=80 negentig=90 honderd=100
      duizend=1000 miljoen=1000000 januari/jan=1 februari/feb=2 maart/mrt=3 april/apr=4 mei=5 juni/jun=6 juli/jul=7
      augustus/aug=8 september/sep=9 oktober/okt=10 november/nov=11 december/dec=12
      """, ["ën", "en"]
    ),
    "de": (
      """
      null/kein/keine=0 ein/eine/einen/einem/einer/eins/erste/ersten/erster/erstes/einzelne=1
      zwei/zweite/zweiten/beide/beiden/doppelt=2 drei/dritte/dritten=3 vier/vierte/vierten=4 fünf/fünfte/fünften=5
      sechs/sechste/sechsten=6 sieben/siebte/siebten=7 acht/achte/achten=8 neun/neunte/neunten=9 zehn/zehnte/zehnten=10
      elf/elfte/elften=11 zwölf/zwölfte/dutzend=12 dreizehn=13 vierzehn=14 fünfzehn=15 sechzehn=16 siebzehn=17
      achtzehn=18 neunzehn=19 zwanzig=20 dreißig=30 vierzig=40 fünfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90
      hundert/einhundert=100 tausend/eintausend=1000 million/millionen=1000000 januar/jan=1 februar/feb=2 märz=3 april/apr=4 mai=5
      juni/jun=6 juli/jul=7 august/aug=8 september/sep=9 oktober/okt=10 november/nov=11 dezember/dez=12
      """, ["und"]
    ),
    "sv": (
      """
      noll/ingen/inga=0 en/ett/första/enda/enskild=1 två/andra/båda/dubbel=2 tre/tredje=3 fyra/fjärde=4 fem/femte=5
      sex/sjätte=6 sju/sjunde=7 åtta/åttonde=8 nio/nionde=9 tio/tionde=10 elva/elfte=11 tolv/tolfte/dussin=12
      tretton=13 fjorton=14 femton=15 sexton=16 sjutton=17 arton=18 nitton=19 tjugo=20 trettio=30 fyrtio=40 femtio=50
      sextio=60 sjuttio=70 åttio=80 nittio=90 hundra=100 tusen=1000 miljon/miljoner=1000000 januari/jan=1
      februari/feb=2 mars=3 april/apr=4 maj=5 juni/jun=6 juli/jul=7 augusti/aug=8 september/sep=9 oktober/okt=10
      november/nov=11 december/dec=12
      """, []
    ),
    "nb": (
      """
      null/ingen=0 en/et/ett/én/første/enkelt=1 to/andre/begge/dobbel=2 tre/tredje=3 fire/fjerde=4 fem/femte=5
      seks/sjette=6 sju/syv/sjuende/syvende=7 åtte/åttende=8 ni/niende=9 ti/tiende=10 elleve/ellevte=11
      tolv/tolvte/dusin=12 tretten=13 fjorten=14 femten=15 seksten=16 sytten=17 atten=18 nitten=19 tjue/tyve=20
      tretti/tredve=30 førti=40 femti=50 seksti=60 sytti=70 åtti=80 nitti=90 hundre=100 tusen=1000
      million/millioner=1000000 januar/jan=1 februar/feb=2 mars=3 april/apr=4 mai=5 juni/jun=6 juli/jul=7 august/aug=8
      september/sep=9 oktober/okt=10 november/nov=11 desember/des=12
      """, ["og"]
    ),
    "fr": (
      """
      zéro/aucun/aucune=0 un/une/premier/première/unique=1 deux/deuxième/second/seconde/double=2 trois/troisième=3
      quatre/quatrième=4 cinq/cinquième=5 six/sixième=6 sept/septième=7 huit/huitième=8 neuf/neuvième=9 dix/dixième=10
      onze/onzième=11 douze/douzième/douzaine=12 treize=13 quatorze=14 quinze/quinzaine=15 seize=16 vingt=20 trente=30
      quarante=40 cinquante=50 soixante=60 septante=70 octante=80 nonante=90 cent/cents=100 mille/milliers=1000
      million/millions=1000000 janvier=1 février=2 mars=3 avril=4 mai=5 juin=6 juillet=7 août=8 septembre=9 octobre=10
      novembre=11 décembre=12
      """, []
    ),
    "es": (
      """
      cero/ningún/ninguno/ninguna=0 un/uno/una/primer/primero/primera/único=1 dos/segundo/segunda/ambos/ambas/doble=2
      tres/tercer/tercero/tercera=3 cuatro/cuarto=4 cinco/quinto=5 seis/sexto=6 siete/séptimo=7 ocho/octavo=8
      nueve/noveno=9 diez/décimo=10 once=11 doce/docena=12 trece=13 catorce=14 quince=15 dieciséis=16 diecisiete=17
      dieciocho=18 diecinueve=19 veinte=20 veintiuno=21 veintidós=22 veintitrés=23 veinticuatro=24 veinticinco=25
      treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 cien/ciento=100 mil/miles=1000
      millón/millones=1000000 enero=1 febrero=2 marzo=3 abril=4 mayo=5 junio=6 julio=7 agosto=8 septiembre/setiembre=9
      octubre=10 noviembre=11 diciembre=12
      """, []
    ),
    "it": (
      """
      zero/nessun/nessuno/nessuna=0 un/uno/una/primo/prima/unico=1 due/secondo/seconda/entrambi/entrambe/doppio=2
      tre/terzo/terza=3 quattro/quarto=4 cinque/quinto=5 sei/sesto=6 sette/settimo=7 otto/ottavo=8 nove/nono=9
      dieci/decimo=10 undici=11 dodici/dozzina=12 tredici=13 quattordici=14 quindici=15 sedici=16 diciassette=17
      diciotto=18 diciannove=19 venti=20 trenta=30 quaranta=40 cinquanta=50 sessanta=60 settanta=70 ottanta=80
      novanta=90 cento=100 mille/mila=1000 milione/milioni=1000000 gennaio=1 febbraio=2 marzo=3 aprile=4 maggio=5
      giugno=6 luglio=7 agosto=8 settembre=9 ottobre=10 novembre=11 dicembre=12
      """, []
    ),
    "pt": (
      """
      zero/nenhum/nenhuma=0 um/uma/primeiro/primeira/único=1 dois/duas/segundo/segunda/ambos/ambas/duplo=2
      três/terceiro/terceira=3 quatro/quarto=4 cinco/quinto=5 seis/sexto=6 sete/sétimo=7 oito/oitavo=8 nove/nono=9
      dez/décimo=10 onze=11 doze/dúzia=12 treze=13 catorze/quatorze=14 quinze=15 dezesseis/dezasseis=16
      dezessete/dezassete=17 dezoito=18 dezenove/dezanove=19 vinte=20 trinta=30 quarenta=40 cinquenta/cinqüenta=50
      sessenta=60 setenta=70 oitenta=80 noventa=90 cem/cento=100 mil/milhares=1000 milhão/milhões=1000000 janeiro=1
      fevereiro=2 março=3 abril=4 maio=5 junho=6 julho=7 agosto=8 setembro=9 outubro=10 novembro=11 dezembro=12
      """, []
    ),
  ]
}
