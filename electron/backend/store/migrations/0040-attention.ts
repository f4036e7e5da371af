import type { Migration } from '../migrate.ts'

/** What needs a person, payments promised while a channel was down, and the notes between shifts. */
export const attention: Migration = {
  version: 40,
  name: 'attention',
  up: (db) =>
    db.exec(`
      CREATE TABLE work_items (
        item_id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        -- What it is about: a call, payment, refund, dispute or account id. One open item a kind and subject.
        subject TEXT NOT NULL,
        order_id TEXT,
        opened_at INTEGER NOT NULL,
        due_at INTEGER,
        facts TEXT NOT NULL CHECK (json_valid(facts)),
        owner TEXT,
        note TEXT NOT NULL DEFAULT '',
        closed_at INTEGER,
        closed_by TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE UNIQUE INDEX work_items_open ON work_items (kind, subject) WHERE closed_at IS NULL;
      CREATE INDEX work_items_of_order ON work_items (order_id) WHERE order_id IS NOT NULL AND closed_at IS NULL;

      CREATE TABLE promised_payments (
        promise_id TEXT PRIMARY KEY,
        amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
        currency TEXT NOT NULL,
        customer TEXT NOT NULL,
        contact TEXT NOT NULL,
        description TEXT NOT NULL,
        account_id TEXT NOT NULL,
        till TEXT NOT NULL,
        promised_at INTEGER NOT NULL,
        promised_to TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'settled', 'dropped')),
        order_id TEXT UNIQUE,
        ended_at INTEGER,
        reason TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX promised_payments_open ON promised_payments (promised_at) WHERE state = 'open';

      CREATE TABLE shift_notes (
        note_id TEXT PRIMARY KEY,
        written_at INTEGER NOT NULL,
        written_by TEXT NOT NULL,
        words TEXT NOT NULL,
        items TEXT NOT NULL CHECK (json_valid(items)),
        accepted_at INTEGER,
        accepted_by TEXT
      ) STRICT, WITHOUT ROWID;
    `),
}
