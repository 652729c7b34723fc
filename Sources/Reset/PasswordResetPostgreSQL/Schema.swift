internal import PasswordReset

/// The tables, as a list of migrations that is only ever added to.
///
/// Moments are milliseconds since 1970, flags 0 or 1, digests and sealed secrets hexadecimal text: as in SQLite, so that
/// a directory is copied from one to the other row by row. Text is ordered by its bytes.
enum Schema {
  /// For the lock under which one of several services that start at once makes the tables.
  private static let lock = 0x5472_696E_0001

  private static let migrations = [directory, resets, trail, keys]

  static func migrate(_ connection: Connection, mayCreate: Bool) throws(SQLFailure) {
    if try version(connection) == migrations.count { return }
    try connection.run("BEGIN")
    do throws(SQLFailure) {
      _ = try connection.execute("SELECT pg_advisory_xact_lock(\(lock))", [])
      let found = try version(connection)
      guard found <= migrations.count else {
        throw .other("it was written by a later version of the library; use that version, or a later one")
      }
      if found == 0 {
        guard mayCreate else { throw .other("it holds no directory; make one with `trin directory init`") }
        let foreign = try connection.execute(
          "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", []
        ).text(0, 0)
        guard foreign == "0" else {
          throw .other("it holds tables of another program, and no directory; nothing was changed")
        }
        try connection.run("CREATE TABLE trin_version (version BIGINT NOT NULL); INSERT INTO trin_version VALUES (0)")
      }
      for migration in migrations[found...] { try connection.run(migration) }
      _ = try connection.execute("UPDATE trin_version SET version = $1::bigint", [.integer(Int64(migrations.count))])
      try connection.run("COMMIT")
    } catch {
      if !connection.isLost { try connection.run("ROLLBACK") }
      throw error
    }
  }

  /// How many migrations the database has seen.
  private static func version(_ connection: Connection) throws(SQLFailure) -> Int {
    // From the table of tables: a name that was looked up in vain is remembered by the server for a while.
    let table = try connection.execute(
      "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename = 'trin_version'", [])
    guard table.text(0, 0) == "1" else { return 0 }
    let version = try connection.execute("SELECT version FROM trin_version", [])
    return version.text(0, 0).flatMap { Int($0) } ?? 0
  }

  private static let keys = """
    CREATE TABLE key (id TEXT COLLATE "C" PRIMARY KEY, sealed TEXT NOT NULL);
    CREATE INDEX message_by_sealed ON message (id) WHERE state = 'queued' AND sealed IS NOT NULL;
    """

  private static let directory = """
    CREATE TABLE tenant (
      "only" BIGINT PRIMARY KEY CHECK ("only" = 1), name TEXT NOT NULL, profile TEXT NOT NULL,
      self_service TEXT NOT NULL, temporary_validity BIGINT, locale TEXT NOT NULL);
    CREATE TABLE domain (
      name TEXT COLLATE "C" PRIMARY KEY, expiration_days BIGINT CHECK (expiration_days BETWEEN 14 AND 730));
    CREATE TABLE import (
      id TEXT COLLATE "C" PRIMARY KEY, actor TEXT NOT NULL, users BIGINT NOT NULL, until BIGINT NOT NULL);
    CREATE TABLE "user" (
      id TEXT COLLATE "C" PRIMARY KEY, name TEXT COLLATE "C" NOT NULL UNIQUE, display_name TEXT COLLATE "C" NOT NULL,
      given_name TEXT NOT NULL, surname TEXT NOT NULL, search TEXT NOT NULL, locale TEXT NOT NULL, alternate_email TEXT,
      mobile TEXT, blocked BIGINT NOT NULL, epoch BIGINT NOT NULL, never_expires BIGINT NOT NULL,
      strong BIGINT NOT NULL, selected BIGINT NOT NULL, import TEXT COLLATE "C");
    CREATE INDEX user_by_display_name ON "user" (display_name, name);
    CREATE INDEX user_by_import ON "user" (import) WHERE import IS NOT NULL;
    CREATE TABLE role (
      "user" TEXT COLLATE "C" NOT NULL REFERENCES "user" (id) ON DELETE CASCADE, role TEXT COLLATE "C" NOT NULL,
      PRIMARY KEY ("user", role));
    CREATE INDEX role_by_name ON role (role, "user");
    CREATE TABLE credential (
      "user" TEXT COLLATE "C" PRIMARY KEY REFERENCES "user" (id) ON DELETE CASCADE, version BIGINT NOT NULL, hash TEXT,
      previous_hash TEXT, last_set BIGINT NOT NULL, temporary BIGINT NOT NULL, expires BIGINT,
      must_change BIGINT NOT NULL);
    CREATE TABLE session (
      digest TEXT COLLATE "C" PRIMARY KEY, "user" TEXT COLLATE "C" NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
      epoch BIGINT NOT NULL, change_only TEXT, expires BIGINT NOT NULL);
    CREATE INDEX session_by_expires ON session (expires);
    CREATE INDEX session_by_user ON session ("user");
    CREATE TABLE lockout (
      name TEXT COLLATE "C" PRIMARY KEY, failures BIGINT NOT NULL, locked_until BIGINT, recent TEXT NOT NULL,
      last_failure BIGINT NOT NULL);
    CREATE TABLE banned_term (term TEXT COLLATE "C" PRIMARY KEY);
    """

  private static let resets = """
    CREATE TABLE reset (
      id TEXT COLLATE "C" PRIMARY KEY, "user" TEXT COLLATE "C" NOT NULL REFERENCES "user" (id) ON DELETE CASCADE,
      actor TEXT, origin TEXT NOT NULL, batch TEXT, at BIGINT NOT NULL, version BIGINT NOT NULL,
      temporary BIGINT NOT NULL, expires BIGINT, sealed TEXT, sealed_until BIGINT NOT NULL,
      place BIGINT GENERATED ALWAYS AS IDENTITY);
    CREATE INDEX reset_by_user ON reset ("user", at, place);
    CREATE INDEX reset_by_sealed ON reset ("user") WHERE sealed IS NOT NULL;
    CREATE INDEX reset_by_sealed_until ON reset (sealed_until) WHERE sealed IS NOT NULL;
    CREATE TABLE challenge (
      id TEXT COLLATE "C" PRIMARY KEY, name TEXT NOT NULL, expires BIGINT NOT NULL,
      "user" TEXT COLLATE "C" REFERENCES "user" (id) ON DELETE CASCADE, gates BIGINT NOT NULL, proven BIGINT NOT NULL,
      code TEXT, attempts BIGINT NOT NULL, granted TEXT COLLATE "C" UNIQUE, used BIGINT NOT NULL, version BIGINT,
      contact TEXT);
    CREATE INDEX challenge_by_expires ON challenge (expires);
    CREATE INDEX challenge_by_user ON challenge ("user") WHERE used = 0;
    CREATE TABLE message (
      id TEXT COLLATE "C" PRIMARY KEY, cause TEXT COLLATE "C" NOT NULL, kind TEXT COLLATE "C" NOT NULL,
      channel TEXT NOT NULL, recipient TEXT COLLATE "C" NOT NULL, locale TEXT NOT NULL, message_id TEXT NOT NULL,
      "user" TEXT COLLATE "C" REFERENCES "user" (id) ON DELETE CASCADE, version BIGINT, sealed TEXT,
      state TEXT COLLATE "C" NOT NULL, fence BIGINT NOT NULL, leased_until BIGINT, attempts BIGINT NOT NULL,
      next_try BIGINT NOT NULL, expires BIGINT NOT NULL, failure TEXT, place BIGINT GENERATED ALWAYS AS IDENTITY,
      UNIQUE (cause, kind, recipient));
    CREATE INDEX message_by_due ON message (next_try, place) WHERE state = 'queued';
    CREATE INDEX message_by_user ON message ("user", state, place);
    CREATE INDEX message_by_state ON message (state, place);
    """

  private static let trail = """
    CREATE TABLE event (
      sequence BIGINT PRIMARY KEY, at BIGINT NOT NULL, activity TEXT NOT NULL, actor TEXT NOT NULL, target TEXT,
      refusal TEXT, details TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL);
    CREATE TABLE head (
      "only" BIGINT PRIMARY KEY CHECK ("only" = 1), sequence BIGINT NOT NULL, hash TEXT NOT NULL, seal TEXT NOT NULL)
      WITH (fillfactor = 10);
    CREATE TABLE trail_line ();
    CREATE TABLE use (key TEXT COLLATE "C" NOT NULL, at BIGINT NOT NULL);
    CREATE INDEX use_by_key ON use (key, at);
    CREATE INDEX use_by_at ON use (at);
    """
}
