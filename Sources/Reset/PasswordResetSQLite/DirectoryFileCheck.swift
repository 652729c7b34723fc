internal import Foundation
internal import GRDB
internal import PasswordReset

/// Whether a file is a directory of ours, before anything opens it that would change it.
struct DirectoryFileCheck {
  let path: String
  let mayCreate: Bool

  func run() throws(ResetError) {
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? nil
    guard let size, size > 0 else {
      // What another process is making may still be in its log.
      guard mayCreate || FileManager.default.fileExists(atPath: path + "-wal") else {
        throw refusal(size == nil ? "there is no such file" : "it is empty, and so no directory")
      }
      return
    }
    do {
      var configuration = Configuration()
      configuration.readonly = true
      configuration.busyMode = .timeout(10)
      let isEmpty = "it holds no table, and so no directory; the log beside it (-wal) may be missing"
      let refused: String? = try DatabaseQueue(path: path, configuration: configuration).read { db in
        if try Int32.fetchOne(db, sql: "PRAGMA application_id") == Schema.applicationID { return nil }
        // A directory of an earlier version, or one that is being made. An empty database is nobody's.
        let tables = try String.fetchSet(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
        if tables.subtracting(["grdb_migrations"]).isEmpty { return mayCreate ? nil : isEmpty }
        let isOwn = ["tenant", "credential", "event", "grdb_migrations"].allSatisfy(tables.contains)
        return isOwn ? nil : "it is a database of another program, and no directory; nothing was changed"
      }
      if let refused { throw refusal(refused) }
    } catch {
      throw ResetError(error, in: path)
    }
  }

  private func refusal(_ reason: String) -> ResetError {
    .unavailable(reason: "\(path): \(reason)", remedy: "Name the directory with --directory, or make one.")
  }
}
