import type { Migration } from '../migrate.ts'

/** Who the shop is, when its days begin, who works in it, and the chained record of what they did. */
export const shopAndPeople: Migration = {
  version: 10,
  name: 'shop and people',
  up: (db) =>
    db.exec(`
      CREATE TABLE shop (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        name TEXT NOT NULL,
        currency TEXT NOT NULL,
        -- Five random characters in front of every merchant reference, so that a new data folder never repeats an old reference.
        reference_prefix TEXT NOT NULL,
        opened_at INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE settings (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL CHECK (json_valid(value)),
        changed_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- History keeps the rule that was in force: a changed cut-off moves no old sale to another day.
      CREATE TABLE business_day_rules (
        valid_from_day TEXT PRIMARY KEY,
        zone TEXT NOT NULL,
        cutoff_hour INTEGER NOT NULL CHECK (cutoff_hour BETWEEN 0 AND 23)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE people (
        person_id TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        role TEXT NOT NULL CHECK (role IN ('staff', 'owner', 'accountant')),
        pin_salt BLOB NOT NULL,
        pin_hash BLOB NOT NULL,
        wrong_pins INTEGER NOT NULL DEFAULT 0,
        blocked_until INTEGER NOT NULL DEFAULT 0,
        created_at INTEGER NOT NULL,
        left_at INTEGER
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE audit (
        seq INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        actor TEXT NOT NULL,
        actor_name TEXT NOT NULL,
        act TEXT NOT NULL,
        subject TEXT NOT NULL,
        detail TEXT NOT NULL CHECK (json_valid(detail)),
        previous_hash TEXT NOT NULL,
        hash TEXT NOT NULL
      ) STRICT;
      CREATE INDEX audit_by_subject ON audit (subject, seq);
      -- Whose lines, lines of which act, and both: each list is read by seq, and a rare one must not look through all lines.
      CREATE INDEX audit_by_actor ON audit (actor, seq);
      CREATE INDEX audit_by_act ON audit (act, seq);
      CREATE INDEX audit_by_actor_and_act ON audit (actor, act, seq);
      CREATE TRIGGER audit_is_append_only_u BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
      CREATE TRIGGER audit_is_append_only_d BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
    `),
}
