internal import CLibrary

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The one way in which this program starts another: with its three standard descriptors and no others, so that nobody
/// who waits for the end of a pipe waits for a program that has nothing to do with it; and with no signal blocked.
package enum Spawning {
  /// For a stream that reads nothing, or that goes nowhere.
  package static let nothing: Int32 = -1

  package enum Started: Sendable {
    /// The number of the process.
    case child(Int32)
    /// The system's own words.
    case failed(String)
  }

  /// - Parameters:
  ///   - program: A path; a name without `/` is looked up in `PATH`.
  ///   - arguments: Behind the program's own name.
  ///   - variables: The environment, each as `NAME=value`.
  ///   - folder: Where it runs; nil: where this process does.
  ///   - streams: Descriptors of this process: what the program has as its input, output and errors.
  package static func start(
    _ program: String, _ arguments: [String], variables: [String], in folder: String? = nil,
    streams: (input: Int32, output: Int32, errors: Int32)
  ) -> Started {
    let descriptors = [streams.input, streams.output, streams.errors]
    var child: pid_t = 0
    let failure = unsafe withPointers([program] + arguments) { arguments in
      unsafe withPointers(variables) { variables in
        unsafe trin_spawn(&child, program, descriptors, folder, arguments, variables)
      }
    }
    return failure == 0 ? .child(child) : .failed(unsafe String(cString: strerror(failure)))
  }

  private static func withPointers<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = unsafe strings.map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    defer { unsafe pointers.forEach { unsafe free($0) } }
    return unsafe body(pointers)
  }
}
