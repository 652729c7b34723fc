import Synchronization
import Testing
import TrinCommands

@Suite("The progress bar")
struct ProgressBarTests {
  /// What was written, at times that the test sets.
  private final class Screen: Sendable {
    let time = Mutex(Duration.zero)
    let text = Mutex("")

    func bar() -> ProgressBar {
      ProgressBar(
        width: 60, elapsed: { self.time.withLock { $0 } }, write: { text in self.text.withLock { $0 += text } })
    }
  }

  @Test("is not drawn before half a second has passed, nor oftener than ten times a second, and is gone at the end")
  func drawing() {
    let screen = Screen()
    let bar = screen.bar()
    bar.update("Reading", done: 1, total: 4)
    #expect(screen.text.withLock { $0 }.isEmpty)
    bar.clear()
    #expect(screen.text.withLock { $0 }.isEmpty)
    screen.time.withLock { $0 = .milliseconds(600) }
    bar.update("Reading", done: 2, total: 4)
    screen.time.withLock { $0 = .milliseconds(650) }
    bar.update("Reading", done: 3, total: 4)
    bar.clear()
    let drawn = screen.text.withLock { $0 }
    #expect(drawn.hasPrefix("\r\u{1B}[KReading  [") && drawn.hasSuffix("] 2 of 4\r\u{1B}[K"))
    #expect(!drawn.contains("3 of 4"))
  }

  @Test("fits any width", arguments: [21, 30, 80, 400])
  func width(_ width: Int) {
    for done in [0, 1, 1499, 1500] {
      #expect(ProgressBar.line("Reading", done: done, total: 1500, width: width).count < width)
    }
  }
}
