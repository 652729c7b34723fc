internal import Foundation
internal import FuzzTargets

#if FUZZING
  internal import CFuzzer
#endif

/// libFuzzer over one reader of foreign bytes; `Tests/Fuzzing/run` builds it so and starts it.
///
/// Without libFuzzer it reads the files that are named, such as one that libFuzzer left behind.
@main
struct Fuzz {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1, let target = FuzzTarget(rawValue: arguments[1]) else {
      let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")
      print("usage: fuzz \(names) [FILE...]")
      exit(2)
    }
    #if FUZZING
      setTarget(target)
      // libFuzzer reads the arguments again when it starts itself over, so they stay where they are.
      var count = CommandLine.argc - 1
      var values: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv + 1
      exit(
        unsafe LLVMFuzzerRunDriver(&count, &values) { data, size in unsafe testOneInput(data, size) })
    #else
      for file in arguments.dropFirst(2) {
        await target.run([UInt8](try Data(contentsOf: URL(fileURLWithPath: file))))
        print("\(file): read")
      }
    #endif
  }

  #if FUZZING
    // Set once, before libFuzzer begins.
    nonisolated(unsafe) private static var current = FuzzTarget.address

    /// libFuzzer calls from a thread of its own making and waits.
    fileprivate static func run(_ bytes: [UInt8]) {
      let target = unsafe current
      let done = DispatchSemaphore(value: 0)
      Task.detached {
        await target.run(bytes)
        done.signal()
      }
      done.wait()
    }

    private static func setTarget(_ target: FuzzTarget) { unsafe current = target }
  #endif
}

#if FUZZING
  /// By the name that libFuzzer's own `main`, which is linked and never called, asks for.
  @_cdecl("LLVMFuzzerTestOneInput")
  func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    Fuzz.run(unsafe Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
  }
#endif
