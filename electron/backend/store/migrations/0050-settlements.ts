import type { Migration } from '../migrate.ts'

/** What platforms and banks say: files, their lines, payouts. Everything as it came, with file, line and raw text. */
export const settlements: Migration = {
  version: 50,
  name: 'settlements',
  up: (db) =>
    db.exec(`
      -- A file that was read, or one answer of a platform's payout list (source 'api').
      CREATE TABLE source_files (
        file_no INTEGER PRIMARY KEY,
        file_id TEXT NOT NULL UNIQUE,
        sha256 TEXT NOT NULL,
        name TEXT NOT NULL,
        source TEXT NOT NULL CHECK (source IN ('file', 'api')),
        side TEXT NOT NULL CHECK (side IN ('statement', 'settlement')),
        format TEXT NOT NULL,
        encoding TEXT NOT NULL,
        bytes INTEGER NOT NULL,
        account_id TEXT REFERENCES accounts,
        -- importing: rows are being written and nobody sees them. held: refused by a proof, waits for a person; has no rows.
        state TEXT NOT NULL CHECK (state IN ('importing', 'accepted', 'held', 'discarded')),
        report TEXT NOT NULL CHECK (json_valid(report)),
        -- What a person answered where the file leaves it open: currency, order of dates, decimal sign.
        answers TEXT NOT NULL CHECK (json_valid(answers)),
        inserted INTEGER NOT NULL DEFAULT 0,
        known INTEGER NOT NULL DEFAULT 0,
        changed INTEGER NOT NULL DEFAULT 0,
        imported_at INTEGER NOT NULL,
        imported_by TEXT NOT NULL,
        decided_by TEXT,
        note TEXT
      ) STRICT;
      CREATE INDEX source_files_by_hash ON source_files (sha256, state);

      -- Line ids are file_no * 2^24 + the row's place in the file: a natural key that fits an integer, so that lines lie in
      -- the table in the order in which they were read. Lines of a file that is still being imported lie behind this mark.
      CREATE TABLE visible_lines (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        below INTEGER NOT NULL
      ) STRICT;
      INSERT INTO visible_lines (only, below) VALUES (1, 16777216);

      CREATE TABLE all_settlement_lines (
        line_id INTEGER PRIMARY KEY,
        -- What the row is: 52 bits of the account, native id and type, or of what it says and which of its equals it is.
        identity INTEGER NOT NULL,
        -- 52 bits of what it says, to see that a known row has changed.
        content INTEGER NOT NULL,
        type TEXT NOT NULL,
        type_text TEXT NOT NULL,
        native_id TEXT,
        payout_reference TEXT,
        merchant_reference TEXT,
        platform_reference TEXT,
        parent_reference TEXT,
        gross_minor INTEGER NOT NULL,
        fee_minor INTEGER NOT NULL,
        net_minor INTEGER NOT NULL,
        currency TEXT NOT NULL,
        occurred_at INTEGER,
        occurred_on TEXT,
        available_on TEXT,
        method TEXT,
        text TEXT NOT NULL,
        original TEXT,
        excluded TEXT,
        source_line INTEGER NOT NULL,
        raw TEXT NOT NULL
      ) STRICT;
      -- Every line by what it is. A table of its own, so that a large file can enter its lines in the order of this key.
      CREATE TABLE line_identities (
        identity INTEGER PRIMARY KEY,
        line_id INTEGER NOT NULL
      ) STRICT;
      CREATE VIEW settlement_lines AS
        SELECT * FROM all_settlement_lines WHERE line_id < (SELECT below FROM visible_lines);
      CREATE INDEX settlement_lines_by_payout ON all_settlement_lines (payout_reference, line_id) WHERE payout_reference IS NOT NULL;

      CREATE INDEX settlement_lines_in_reserve ON all_settlement_lines (line_id) WHERE type IN ('reserve_hold', 'reserve_release');

      -- Rows of a later file with a known id and other content: both sayings are kept, and a person chooses.
      CREATE TABLE changed_rows (
        file_no INTEGER NOT NULL REFERENCES source_files,
        source_line INTEGER NOT NULL,
        line_id INTEGER NOT NULL,
        native_id TEXT NOT NULL,
        raw TEXT NOT NULL,
        PRIMARY KEY (file_no, source_line)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE payouts (
        payout_id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL REFERENCES accounts,
        platform_reference TEXT NOT NULL,
        -- Null while only lines of it are known and no total.
        amount_minor INTEGER,
        currency TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('pending', 'in_transit', 'paid', 'failed', 'cancelled')),
        created_at INTEGER,
        arrives_on TEXT,
        bank_references TEXT NOT NULL CHECK (json_valid(bank_references)),
        is_itemised INTEGER NOT NULL,
        as_of INTEGER NOT NULL,
        -- What the lines inside add up to, payout rows left out; kept in step by the import.
        lines_net_minor INTEGER NOT NULL DEFAULT 0,
        lines_count INTEGER NOT NULL DEFAULT 0,
        -- What live matches have found of it at the bank; kept in step by the match writer.
        deposited_minor INTEGER NOT NULL DEFAULT 0,
        -- The entry that moved the payout from clearing to in-transit.
        entry_id TEXT,
        -- A batch of several currencies is a payout in each of them.
        UNIQUE (account_id, platform_reference, currency)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX payouts_by_day ON payouts (account_id, arrives_on);
      CREATE INDEX payouts_open ON payouts (COALESCE(arrives_on, ''), payout_id) WHERE status IN ('in_transit', 'paid') AND amount_minor <> deposited_minor;

      -- Up to which moment a platform's settlements have told of payments; what is older and in none of them is missing.
      CREATE TABLE settlement_coverage (
        account_id TEXT NOT NULL REFERENCES accounts,
        currency TEXT NOT NULL,
        until_at INTEGER NOT NULL,
        until_day TEXT NOT NULL,
        PRIMARY KEY (account_id, currency)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE bank_accounts (
        bank_account_id TEXT PRIMARY KEY,
        identifier TEXT NOT NULL,
        currency TEXT NOT NULL,
        bank TEXT,
        label TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        UNIQUE (identifier, currency)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE bank_statements (
        statement_id TEXT PRIMARY KEY,
        file_no INTEGER NOT NULL REFERENCES source_files,
        bank_account_id TEXT NOT NULL REFERENCES bank_accounts,
        statement_ref TEXT,
        sequence TEXT,
        page INTEGER,
        purpose TEXT NOT NULL CHECK (purpose IN ('statement', 'interim', 'advice')),
        from_day TEXT,
        to_day TEXT,
        -- Up to where the statement tells, also when it names no period of its own, as bank CSV does.
        told_until TEXT,
        opening_minor INTEGER,
        closing_minor INTEGER,
        entries INTEGER NOT NULL,
        credits_minor INTEGER NOT NULL,
        debits_minor INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX bank_statements_by_account ON bank_statements (bank_account_id, from_day);

      CREATE TABLE all_bank_lines (
        line_id INTEGER PRIMARY KEY,
        identity INTEGER NOT NULL UNIQUE,
        bank_account_id TEXT NOT NULL REFERENCES bank_accounts,
        minor INTEGER NOT NULL,
        currency TEXT NOT NULL,
        booked_on TEXT,
        value_on TEXT,
        status TEXT NOT NULL CHECK (status IN ('booked', 'pending', 'info')),
        native_id TEXT,
        bank_references TEXT NOT NULL CHECK (json_valid(bank_references)),
        text TEXT NOT NULL,
        counterparty_name TEXT,
        counterparty_account TEXT,
        type_code TEXT,
        is_reversal INTEGER NOT NULL,
        details TEXT,
        original TEXT,
        source_line INTEGER NOT NULL,
        raw TEXT NOT NULL,
        -- What live matches have used up of it, and whether it is set aside; kept in step by those who write matches and set aside.
        explained_minor INTEGER NOT NULL DEFAULT 0,
        is_aside INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX bank_lines_by_day ON all_bank_lines (bank_account_id, booked_on);
      CREATE INDEX bank_lines_open ON all_bank_lines (COALESCE(booked_on, ''), line_id) WHERE status = 'booked' AND is_aside = 0 AND minor <> explained_minor;
      CREATE VIEW bank_lines AS
        SELECT * FROM all_bank_lines WHERE line_id < (SELECT below FROM visible_lines);

      -- Saved readings of bank CSV files, found again by their header.
      CREATE TABLE csv_profiles (
        profile_id TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        header_signature TEXT NOT NULL UNIQUE,
        mapping TEXT NOT NULL CHECK (json_valid(mapping)),
        bank_account TEXT,
        saved_at INTEGER NOT NULL,
        saved_by TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `),
}
