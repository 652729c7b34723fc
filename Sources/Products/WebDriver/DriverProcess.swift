internal import ChildProcesses
internal import Foundation
internal import Synchronization

/// A running `chromedriver`, which starts and drives browsers.
package final class DriverProcess: Sendable {
  /// Where it listens, on this machine.
  package let port: Int
  private let process: Mutex<ChildProcess?>

  package static let advice =
    "The browser and its driver are not both installed. On Debian and Ubuntu: apt-get install chromium chromium-driver. Elsewhere put `chromedriver` and `chromium` into PATH."

  /// The path of a program by one of its names, looked up in PATH.
  package static func program(_ names: [String]) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let folders = path.split(separator: ":")
    for name in names {
      for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") {
        return "\(folder)/\(name)"
      }
    }
    return nil
  }

  /// The one that was built to run without a window takes half the time of the others.
  package static var browser: String? {
    let found = program(["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"])
    // Debian's command for it is a shell that stays in front, and its process is not the browser's.
    let real = "/usr/lib/chromium/chromium-headless-shell"
    return found?.hasSuffix("/chromium-headless-shell") == true && FileManager.default.isExecutableFile(atPath: real)
      ? real : found
  }
  package static var isInstalled: Bool { program(["chromedriver"]) != nil && browser != nil }

  /// Starts a driver on a free port.
  /// - Throws: ``WebDriverError/notInstalled(_:)``, ``WebDriverError/ended(_:)``.
  package init() async throws(WebDriverError) {
    guard let driver = Self.program(["chromedriver"]) else {
      throw .notInstalled(Self.advice)
    }
    guard Self.browser != nil else { throw .notInstalled(Self.advice) }
    let process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: driver)
    process.arguments = ["--port=0", "--log-level=SEVERE"]
    let output = Pipe()
    process.standardOutput = .pipe(output)
    process.standardError = .nothing
    process.standardInput = .nothing
    do {
      try process.run()
    } catch {
      throw .ended("\(error)")
    }
    guard let port = await Self.port(announcedOn: output.fileHandleForReading) else {
      process.send(SIGKILL)
      throw .ended("\(driver) did not say where it listens")
    }
    self.port = port
    self.process = Mutex(process)
  }

  /// `ChromeDriver was started successfully on port 43215.`
  private static func port(announcedOn handle: FileHandle) async -> Int? {
    let lines = AsyncStream<String> { lines in
      let collected = Mutex("")
      handle.readabilityHandler = { handle in
        let data = handle.availableData
        // Whatever the driver prints later is read, so that it never waits for us, and dropped.
        if data.isEmpty {
          handle.readabilityHandler = nil
          return lines.finish()
        }
        lines.yield(
          collected.withLock { text in
            text += String(decoding: data.prefix(4096), as: UTF8.self)
            text = String(text.suffix(4096))
            return text
          })
      }
    }
    let found = Task { () -> Int? in
      for await text in lines {
        guard let range = text.range(of: "successfully on port ") else { continue }
        let digits = text[range.upperBound...].prefix { $0.isNumber }
        if text[range.upperBound...].contains(".") { return Int(digits) }
      }
      return nil
    }
    let limit = Task {
      try await Task.sleep(for: .seconds(20))
      found.cancel()
    }
    defer { limit.cancel() }
    return await found.value
  }

  /// Ends the driver. Its browsers should have been closed before.
  package func stop() {
    process.withLock { process in
      process?.send(SIGKILL)
      process = nil
    }
  }

  deinit { stop() }
}
