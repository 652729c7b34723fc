import Foundation
import FuzzTargets
import Testing

/// The inputs that fuzzing begins with, and those that it once found: each is read without harm.
///
/// `Tests/Fuzzing/run TARGET [SECONDS]` looks for more.
@Suite("Foreign bytes")
struct RegressionTests {
  private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures/fuzz")

  @Test("are read without harm", arguments: FuzzTarget.allCases)
  func read(target: FuzzTarget) async throws {
    let folder = Self.fixtures.appendingPathComponent(target.rawValue)
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    for file in files { await target.run([UInt8](try Data(contentsOf: file))) }
  }

  @Test("are read without harm where they are damaged anywhere", arguments: FuzzTarget.allCases)
  func damaged(target: FuzzTarget) async throws {
    let folder = Self.fixtures.appendingPathComponent(target.rawValue)
    var state: UInt64 = 1
    func next(_ bound: Int) -> Int {
      // xorshift64*, seeded, so that a failure comes again.
      state ^= state >> 12
      state ^= state << 25
      state ^= state >> 27
      return Int((state &* 2_685_821_657_736_338_717) >> 33) % bound
    }
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      let bytes = [UInt8](try Data(contentsOf: file))
      // A whole docset is read each time.
      for _ in 0..<(target == .article ? 10 : 200) where !bytes.isEmpty {
        var damaged = bytes
        let place = next(damaged.count)
        switch next(3) {
        case 0: damaged[place] = UInt8(next(256))
        case 1: damaged.remove(at: place)
        default: damaged.insert(contentsOf: bytes[0..<next(bytes.count)], at: place)
        }
        await target.run(damaged)
      }
    }
  }
}
