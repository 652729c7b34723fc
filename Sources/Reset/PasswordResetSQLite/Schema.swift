internal import GRDB

/// The tables, as a list of migrations that is only ever added to.
///
/// Moments are milliseconds since 1970, digests and sealed secrets hexadecimal text.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("directory") { db in try db.execute(sql: directory) }
    migrator.registerMigration("resets and messages") { db in try db.execute(sql: resets) }
    migrator.registerMigration("audit trail and counts") { db in try db.execute(sql: trail) }
    migrator.registerMigration("imports, bound recoveries and the head of the trail") { db in
      try db.execute(sql: imports)
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    }
    migrator.registerMigration("keys") { db in
      try db.execute(sql: "CREATE TABLE key (id TEXT PRIMARY KEY, sealed TEXT NOT NULL) STRICT, WITHOUT ROWID")
    }
    return migrator
  }

  /// In the header of the file, so that it is told from other databases: "Trin".
  static let applicationID: Int32 = 0x5472_696E

  private static let imports = """
    CREATE TABLE import (
      id TEXT PRIMARY KEY, actor TEXT NOT NULL, users INTEGER NOT NULL, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    ALTER TABLE user ADD COLUMN import TEXT;
    CREATE INDEX user_by_import ON user (import) WHERE import IS NOT NULL;
    ALTER TABLE challenge ADD COLUMN version INTEGER;
    ALTER TABLE challenge ADD COLUMN contact TEXT;
    CREATE INDEX challenge_by_user ON challenge (user) WHERE used = 0;
    CREATE TABLE head (
      only INTEGER PRIMARY KEY CHECK (only = 1), sequence INTEGER NOT NULL, hash TEXT NOT NULL, seal TEXT NOT NULL)
      STRICT;
    """

  private static let directory = """
    CREATE TABLE tenant (
      only INTEGER PRIMARY KEY CHECK (only = 1), name TEXT NOT NULL, profile TEXT NOT NULL, self_service TEXT NOT NULL,
      temporary_validity INTEGER, locale TEXT NOT NULL) STRICT;
    CREATE TABLE domain (name TEXT PRIMARY KEY, expiration_days INTEGER CHECK (expiration_days BETWEEN 14 AND 730))
      STRICT, WITHOUT ROWID;
    CREATE TABLE user (
      id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL, given_name TEXT NOT NULL,
      surname TEXT NOT NULL, search TEXT NOT NULL, locale TEXT NOT NULL, alternate_email TEXT, mobile TEXT,
      blocked INTEGER NOT NULL, epoch INTEGER NOT NULL, never_expires INTEGER NOT NULL, strong INTEGER NOT NULL,
      selected INTEGER NOT NULL) STRICT;
    CREATE INDEX user_by_display_name ON user (display_name, name);
    CREATE TABLE role (
      user TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE, role TEXT NOT NULL, PRIMARY KEY (user, role))
      STRICT, WITHOUT ROWID;
    CREATE INDEX role_by_name ON role (role, user);
    CREATE TABLE credential (
      user TEXT PRIMARY KEY REFERENCES user (id) ON DELETE CASCADE, version INTEGER NOT NULL, hash TEXT,
      previous_hash TEXT, last_set INTEGER NOT NULL, temporary INTEGER NOT NULL, expires INTEGER,
      must_change INTEGER NOT NULL) STRICT;
    CREATE TABLE session (
      digest TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE, epoch INTEGER NOT NULL,
      change_only TEXT, expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE INDEX session_by_expires ON session (expires);
    CREATE TABLE lockout (
      name TEXT PRIMARY KEY, failures INTEGER NOT NULL, locked_until INTEGER, recent TEXT NOT NULL,
      last_failure INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE banned_term (term TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    """

  private static let resets = """
    CREATE TABLE reset (
      id TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE, actor TEXT, origin TEXT NOT NULL,
      batch TEXT, at INTEGER NOT NULL, version INTEGER NOT NULL, temporary INTEGER NOT NULL, expires INTEGER,
      sealed TEXT, sealed_until INTEGER NOT NULL) STRICT;
    CREATE INDEX reset_by_user ON reset (user, at);
    CREATE INDEX reset_by_sealed ON reset (user) WHERE sealed IS NOT NULL;
    CREATE TABLE challenge (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, expires INTEGER NOT NULL, user TEXT REFERENCES user (id) ON DELETE CASCADE,
      gates INTEGER NOT NULL, proven INTEGER NOT NULL, code TEXT, attempts INTEGER NOT NULL, granted TEXT UNIQUE,
      used INTEGER NOT NULL) STRICT;
    CREATE INDEX challenge_by_expires ON challenge (expires);
    CREATE TABLE message (
      id TEXT PRIMARY KEY, cause TEXT NOT NULL, kind TEXT NOT NULL, channel TEXT NOT NULL, recipient TEXT NOT NULL,
      locale TEXT NOT NULL, message_id TEXT NOT NULL, user TEXT REFERENCES user (id) ON DELETE CASCADE, version INTEGER,
      sealed TEXT, state TEXT NOT NULL, fence INTEGER NOT NULL, leased_until INTEGER, attempts INTEGER NOT NULL,
      next_try INTEGER NOT NULL, expires INTEGER NOT NULL, failure TEXT, UNIQUE (cause, kind, recipient)) STRICT;
    CREATE INDEX message_by_due ON message (next_try) WHERE state = 'queued';
    CREATE INDEX message_by_user ON message (user, state);
    CREATE INDEX message_by_state ON message (state);
    """

  private static let trail = """
    CREATE TABLE event (
      sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, activity TEXT NOT NULL, actor TEXT NOT NULL, target TEXT,
      refusal TEXT, details TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
    CREATE TABLE use (key TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
    CREATE INDEX use_by_key ON use (key, at);
    """
}
