import type { Migration } from '../migrate.ts'

/** What belongs together, what does not agree, and the periods that are closed over both. */
export const reconciliation: Migration = {
  version: 60,
  name: 'reconciliation',
  up: (db) =>
    db.exec(`
      CREATE TABLE recon_runs (
        run_no INTEGER PRIMARY KEY,
        started_at INTEGER NOT NULL,
        ended_at INTEGER,
        started_by TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('running', 'committed')),
        -- Lines below were there when the run began; later ones are new to the next run.
        lines_below INTEGER NOT NULL,
        report TEXT CHECK (report IS NULL OR json_valid(report))
      ) STRICT;

      -- Payments that no settlement line has confirmed yet. Small, so that the passes never walk the settled past.
      CREATE TABLE open_payments (
        account_id TEXT NOT NULL,
        merchant_reference TEXT NOT NULL,
        payment_id TEXT NOT NULL UNIQUE,
        order_id TEXT NOT NULL,
        captured_minor INTEGER NOT NULL,
        fee_minor INTEGER,
        fee_currency TEXT,
        currency TEXT NOT NULL,
        paid_at INTEGER NOT NULL,
        paid_day TEXT NOT NULL,
        method_kind TEXT NOT NULL,
        PRIMARY KEY (account_id, merchant_reference)
      ) STRICT, WITHOUT ROWID;

      -- Every id under which a platform may speak of a payment: session, intent, charge, capture.
      CREATE TABLE payment_references (
        account_id TEXT NOT NULL,
        reference TEXT NOT NULL,
        payment_id TEXT NOT NULL REFERENCES payments,
        PRIMARY KEY (account_id, reference)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX payment_references_by_payment ON payment_references (payment_id);

      -- Settlement lines that nothing explains yet.
      CREATE TABLE open_settlement_lines (
        line_id INTEGER PRIMARY KEY
      ) STRICT;

      -- Certain matches of settlement lines, one row a line: L1, L2 by id and L5 by parent. Rows of a run that has not been
      -- committed are hidden by the view.
      CREATE TABLE all_line_matches (
        line_id INTEGER PRIMARY KEY,
        match_no INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('payment', 'refund', 'dispute', 'none')),
        -- Payment, refund or dispute id; null for lines that need no partner of ours (fees, payouts, reserves).
        subject TEXT,
        -- Line minus ours, in minor units of the line's currency.
        difference_minor INTEGER NOT NULL DEFAULT 0,
        fee_difference_minor INTEGER NOT NULL DEFAULT 0,
        -- 0: we had not been told the fee before, so that the difference is news and not a disagreement.
        had_fee INTEGER NOT NULL DEFAULT 0,
        has_other_currency INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      -- A match consumes: a payment or refund of ours explains one line and no other.
      CREATE UNIQUE INDEX line_matches_of_payments ON all_line_matches (subject) WHERE kind = 'payment';
      CREATE UNIQUE INDEX line_matches_of_refunds ON all_line_matches (subject) WHERE kind = 'refund';
      CREATE INDEX line_matches_of_disputes ON all_line_matches (subject) WHERE kind = 'dispute';
      CREATE INDEX line_matches_that_differ ON all_line_matches (line_id) WHERE difference_minor <> 0 OR fee_difference_minor <> 0 OR has_other_currency <> 0;

      CREATE TABLE matches (
        match_no INTEGER PRIMARY KEY,
        run_no INTEGER REFERENCES recon_runs,
        link TEXT NOT NULL,
        pass TEXT NOT NULL,
        rule_id TEXT,
        rule_version INTEGER,
        currency TEXT,
        evidence TEXT NOT NULL CHECK (json_valid(evidence)),
        -- How many line matches stand behind a bulk match by identity; 0 for single ones.
        bulk_count INTEGER NOT NULL DEFAULT 0,
        decided_by TEXT NOT NULL,
        decided_at INTEGER NOT NULL,
        undone_by INTEGER REFERENCES matches,
        undoes INTEGER REFERENCES matches,
        note TEXT
      ) STRICT;
      -- The numbers of a run's bulk matches while it is under way: the line matches behind them are not real yet.
      CREATE TABLE hidden_matches (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        first INTEGER NOT NULL,
        last INTEGER NOT NULL
      ) STRICT;
      INSERT INTO hidden_matches (only, first, last) VALUES (1, 0, -1);
      CREATE VIEW line_matches AS
        SELECT * FROM all_line_matches
         WHERE match_no NOT BETWEEN (SELECT first FROM hidden_matches) AND (SELECT last FROM hidden_matches);

      -- Certain matches that a person has taken back, kept for the record.
      CREATE TABLE undone_line_matches (
        line_id INTEGER NOT NULL,
        match_no INTEGER NOT NULL,
        kind TEXT NOT NULL,
        subject TEXT,
        undone_at INTEGER NOT NULL,
        undone_by TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (line_id, undone_at)
      ) STRICT, WITHOUT ROWID;

      -- Money that a match uses up. Of live matches, never more than the item has.
      CREATE TABLE allocations (
        match_no INTEGER NOT NULL REFERENCES matches,
        side TEXT NOT NULL CHECK (side IN ('payment', 'settlement_line', 'payout', 'bank_line')),
        subject TEXT NOT NULL,
        minor INTEGER NOT NULL,
        PRIMARY KEY (match_no, side, subject)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX allocations_by_subject ON allocations (side, subject);

      -- Lines that belong to no payout by themselves, in the order in which they became available.
      CREATE INDEX settlement_lines_without_payout ON all_settlement_lines (COALESCE(available_on, occurred_on), line_id)
        WHERE payout_reference IS NULL AND excluded IS NULL;

      CREATE TABLE differences (
        match_no INTEGER NOT NULL REFERENCES matches,
        reason TEXT NOT NULL,
        minor INTEGER NOT NULL,
        PRIMARY KEY (match_no, reason)
      ) STRICT, WITHOUT ROWID;

      -- What the passes propose and a person has not decided. Made anew by each run; declined ones never return.
      CREATE TABLE proposals (
        proposal_id TEXT PRIMARY KEY,
        match_key TEXT NOT NULL UNIQUE,
        link TEXT NOT NULL,
        pass TEXT NOT NULL,
        currency TEXT NOT NULL,
        minor INTEGER NOT NULL,
        found TEXT NOT NULL CHECK (json_valid(found)),
        made_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      -- The items of each proposal, so that the list of what is open leaves them to it.
      CREATE TABLE proposal_items (
        side TEXT NOT NULL,
        subject TEXT NOT NULL,
        proposal_id TEXT NOT NULL REFERENCES proposals ON DELETE CASCADE,
        PRIMARY KEY (side, subject, proposal_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX proposal_items_by_proposal ON proposal_items (proposal_id);
      CREATE TABLE declined_matches (
        match_key TEXT PRIMARY KEY,
        declined_at INTEGER NOT NULL,
        declined_by TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- Names under which a platform's deposits came, as people confirmed them.
      CREATE TABLE deposit_senders (
        account_id TEXT NOT NULL REFERENCES accounts,
        sender TEXT NOT NULL,
        confirmed_at INTEGER NOT NULL,
        confirmed_by TEXT NOT NULL,
        PRIMARY KEY (account_id, sender)
      ) STRICT, WITHOUT ROWID;

      -- What people confirmed to be one: the words of a line and those of a payment.
      CREATE TABLE match_aliases (
        from_words TEXT NOT NULL,
        to_words TEXT NOT NULL,
        confirmed_at INTEGER NOT NULL,
        confirmed_by TEXT NOT NULL,
        PRIMARY KEY (from_words, to_words)
      ) STRICT, WITHOUT ROWID;

      -- Bank lines and settlement lines that have nothing to do with our payments, with the reason.
      CREATE TABLE excluded_items (
        side TEXT NOT NULL CHECK (side IN ('bank_line', 'settlement_line')),
        subject TEXT NOT NULL,
        -- 0: somebody wants it in again, and no rule sets it aside any more.
        is_excluded INTEGER NOT NULL,
        reason TEXT NOT NULL,
        excluded_at INTEGER NOT NULL,
        excluded_by TEXT NOT NULL,
        PRIMARY KEY (side, subject)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX excluded_items_by_time ON excluded_items (excluded_at, side, subject) WHERE is_excluded = 1;

      -- Derived again by each run; the same code about the same subject is the same exception, with its owner and note.
      CREATE TABLE exceptions (
        code TEXT NOT NULL,
        -- "line:123", "payment:01J...", "payout:...", "bank:456", "file:...", "account:...".
        subject TEXT NOT NULL,
        account_id TEXT,
        severity TEXT NOT NULL CHECK (severity IN ('stop', 'note', 'info')),
        minor INTEGER NOT NULL,
        currency TEXT,
        day TEXT,
        facts TEXT NOT NULL CHECK (json_valid(facts)),
        state TEXT NOT NULL CHECK (state IN ('open', 'explained', 'waived', 'resolved')),
        owner TEXT,
        note TEXT NOT NULL DEFAULT '',
        opened_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        resolved_by TEXT,
        PRIMARY KEY (code, subject)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX exceptions_open ON exceptions (opened_at, code, subject) WHERE state <> 'resolved';

      -- What a run has posted to the ledger for a line, so that it is posted once and taken back when the line finds a partner.
      CREATE TABLE line_postings (
        line_id INTEGER PRIMARY KEY,
        entry_id TEXT NOT NULL REFERENCES journal_entries
      ) STRICT;
      CREATE TABLE match_postings (
        match_no INTEGER NOT NULL REFERENCES matches,
        entry_id TEXT NOT NULL REFERENCES journal_entries,
        PRIMARY KEY (match_no, entry_id)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE recon_rules (
        rule_id TEXT NOT NULL,
        version INTEGER NOT NULL,
        position INTEGER NOT NULL,
        rule TEXT NOT NULL CHECK (json_valid(rule)),
        is_active INTEGER NOT NULL,
        saved_at INTEGER NOT NULL,
        saved_by TEXT NOT NULL,
        PRIMARY KEY (rule_id, version)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE contracted_rates (
        rate_id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL REFERENCES accounts,
        -- Null: all methods that have no rate of their own.
        method_kind TEXT,
        currency TEXT NOT NULL,
        -- Per cent with three decimals: 2900 is 2.900 %.
        rate_per100k INTEGER NOT NULL,
        fixed_minor INTEGER NOT NULL,
        least_minor INTEGER NOT NULL,
        most_minor INTEGER,
        rounding TEXT NOT NULL CHECK (rounding IN ('half_up', 'half_even', 'up', 'down')),
        valid_from TEXT NOT NULL,
        valid_to TEXT,
        refunds_return_fee INTEGER NOT NULL,
        saved_at INTEGER NOT NULL,
        saved_by TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      -- Lines that say something else than what was agreed or stated, found when the line was looked at: 'fee' and 'fee_return'
      -- by a contracted rate, 'fx' by the stated rate of exchange, 'period' because its day was closed before it came.
      CREATE TABLE line_findings (
        kind TEXT NOT NULL CHECK (kind IN ('fee', 'fee_unknown', 'fee_return', 'fx', 'period')),
        line_id INTEGER NOT NULL,
        rate_id TEXT REFERENCES contracted_rates,
        stated_minor INTEGER NOT NULL,
        expected_minor INTEGER NOT NULL,
        PRIMARY KEY (kind, line_id)
      ) STRICT, WITHOUT ROWID;
      -- Lines below have been held against the account's rates; a change of the rates sets it back.
      CREATE TABLE rate_checks (
        account_id TEXT PRIMARY KEY REFERENCES accounts,
        checked_below INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE periods (
        period_id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL REFERENCES accounts,
        from_day TEXT NOT NULL,
        to_day TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('closed', 'reopened')),
        -- Lines that came later belong to the open period, whatever their day.
        lines_below INTEGER NOT NULL,
        report TEXT NOT NULL CHECK (json_valid(report)),
        seal TEXT NOT NULL,
        closed_at INTEGER NOT NULL,
        closed_by TEXT NOT NULL,
        reopened_at INTEGER,
        reopened_by TEXT,
        reason TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX periods_by_account ON periods (account_id, to_day);
      -- Up to which day an account is closed; the ledger books nothing there.
      CREATE VIEW closed_until AS SELECT account_id, MAX(to_day) AS day FROM periods WHERE state = 'closed' GROUP BY account_id;
    `),
}
