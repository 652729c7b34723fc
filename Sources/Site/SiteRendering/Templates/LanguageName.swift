/// What languages call themselves, for those that a theme has no words in.
///
/// - SeeAlso: Unicode CLDR, each language's own name for itself and for the countries below.
enum LanguageName {
  /// Nil for a language that is not known here.
  static func of(_ locale: String) -> String? {
    let parts = locale.split(separator: "-").map { $0.lowercased() }
    guard let language = parts.first else { return nil }
    if let script = parts.dropFirst().first(where: { $0.count == 4 }), let name = names["\(language)-\(script)"] {
      return name
    }
    // Chinese is told by its script, which the country has where it is not named.
    if language == "zh" {
      let isTraditional = parts.contains("tw") || parts.contains("hk") || parts.contains("mo")
      return names[isTraditional ? "zh-hant" : "zh-hans"]
    }
    return names[language]
  }

  /// The country of a locale in its own language, or else its code; nil for a locale without one.
  static func country(of locale: String) -> String? {
    let parts: [Substring] = locale.split(separator: "-")
    let region = parts.dropFirst().last(where: { $0.utf8.count == 2 || $0.utf8.count == 3 })
    return region.map { countries[locale.lowercased()] ?? $0.uppercased() }
  }

  private static let names = [
    "af": "Afrikaans", "am": "አማርኛ", "ar": "العربية", "as": "অসমীয়া", "az": "Azərbaycan", "be": "Беларуская",
    "bg": "Български", "bn": "বাংলা", "bs": "Bosanski", "ca": "Català", "chr": "ᏣᎳᎩ", "cs": "Čeština", "cy": "Cymraeg",
    "da": "Dansk", "de": "Deutsch", "el": "Ελληνικά", "en": "English", "es": "Español", "et": "Eesti", "eu": "Euskara",
    "fa": "فارسی", "fi": "Suomi", "fil": "Filipino", "fr": "Français", "ga": "Gaeilge", "gd": "Gàidhlig",
    "gl": "Galego", "gu": "ગુજરાતી", "ha": "Hausa", "he": "עברית", "hi": "हिन्दी", "hr": "Hrvatski", "hu": "Magyar",
    "hy": "Հայերեն", "id": "Indonesia", "ig": "Igbo", "is": "Íslenska", "it": "Italiano", "ja": "日本語",
    "ka": "ქართული", "kk": "Қазақ тілі", "km": "ខ្មែរ", "kn": "ಕನ್ನಡ", "ko": "한국어", "kok": "कोंकणी",
    "ku": "Kurdî", "ku-arab": "کوردی", "ckb": "کوردیی ناوەندی", "ky": "Кыргызча", "lb": "Lëtzebuergesch", "lo": "ລາວ",
    "lt": "Lietuvių", "lv": "Latviešu", "mi": "Māori",
    "mk": "Македонски", "ml": "മലയാളം", "mn": "Монгол", "mr": "मराठी", "ms": "Melayu", "mt": "Malti",
    "nb": "Norsk bokmål", "ne": "नेपाली", "nl": "Nederlands", "nn": "Norsk nynorsk", "no": "Norsk", "or": "ଓଡ଼ିଆ",
    "pa": "ਪੰਜਾਬੀ", "pl": "Polski", "prs": "دری", "ps": "پښتو", "pt": "Português", "quz": "Runasimi", "ro": "Română",
    "ru": "Русский", "rw": "Ikinyarwanda", "sd": "سنڌي", "si": "සිංහල", "sk": "Slovenčina", "sl": "Slovenščina",
    "sq": "Shqip", "sr": "Српски", "sr-cyrl": "Српски", "sr-latn": "Srpski", "bs-cyrl": "Босански", "sv": "Svenska",
    "sw": "Kiswahili", "ta": "தமிழ்", "te": "తెలుగు", "tg": "Тоҷикӣ", "th": "ไทย", "tk": "Türkmen dili",
    "tn": "Setswana", "tr": "Türkçe", "tt": "Татар", "ug": "ئۇيغۇرچە", "uk": "Українська", "ur": "اردو",
    "uz": "O‘zbek", "vi": "Tiếng Việt", "wo": "Wolof", "xh": "IsiXhosa", "yo": "Èdè Yorùbá", "zh-hans": "简体中文",
    "zh-hant": "繁體中文", "zu": "IsiZulu",
  ]

  private static let countries = [
    "de-at": "Österreich", "de-ch": "Schweiz", "de-de": "Deutschland", "en-au": "Australia", "en-ca": "Canada",
    "en-gb": "United Kingdom", "en-ie": "Ireland", "en-in": "India", "en-nz": "New Zealand", "en-sg": "Singapore",
    "en-us": "United States", "en-za": "South Africa", "es-es": "España", "es-mx": "México", "fr-be": "Belgique",
    "fr-ca": "Canada", "fr-ch": "Suisse", "fr-fr": "France", "it-ch": "Svizzera", "it-it": "Italia",
    "nl-be": "België", "nl-nl": "Nederland", "pt-br": "Brasil", "pt-pt": "Portugal", "zh-cn": "中国", "zh-hk": "香港",
    "zh-mo": "澳門", "zh-sg": "新加坡", "zh-tw": "台灣",
  ]
}
