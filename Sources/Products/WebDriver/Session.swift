/// A W3C WebDriver client.
enum WebDriverNamespace {}
