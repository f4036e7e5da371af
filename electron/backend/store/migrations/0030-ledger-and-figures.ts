import type { Migration } from '../migrate.ts'

/** Money facts, the double entries behind them, and the day figures that every statistic is read from. */
export const ledgerAndFigures: Migration = {
  version: 30,
  name: 'ledger and figures',
  up: (db) =>
    db.exec(`
      -- One row a fact of money at a platform, as its API told us. Plus is money to the shop. Corrections are further rows.
      CREATE TABLE money_facts (
        fact_id TEXT PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('payment', 'refund', 'refund_returned', 'fee', 'fee_refund', 'chargeback', 'chargeback_reversal', 'dispute_fee')),
        account_id TEXT NOT NULL REFERENCES accounts,
        environment TEXT NOT NULL,
        order_id TEXT NOT NULL REFERENCES orders (order_id),
        payment_id TEXT NOT NULL REFERENCES payments,
        platform_reference TEXT NOT NULL,
        minor INTEGER NOT NULL,
        currency TEXT NOT NULL,
        at INTEGER NOT NULL,
        business_day TEXT NOT NULL,
        -- The instant at which the shop's clock hour began, so that the doubled hour of autumn stays two.
        hour_at INTEGER NOT NULL,
        method_kind TEXT NOT NULL,
        noted_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX money_facts_by_order ON money_facts (order_id);
      -- Covers the figures of a day and the rows behind them, in the order in which they are paged.
      CREATE INDEX money_facts_by_day ON money_facts (environment, currency, business_day, fact_id, kind, minor, at);
      -- The same for what is rare among payments and fees, so that a year of it is found at once.
      CREATE INDEX money_facts_rare_by_day ON money_facts (environment, currency, business_day, fact_id, kind, minor, at) WHERE kind NOT IN ('payment', 'fee');
      CREATE INDEX money_facts_by_reference ON money_facts (account_id, platform_reference);

      CREATE TABLE journal_entries (
        entry_id TEXT PRIMARY KEY,
        at INTEGER NOT NULL,
        business_day TEXT NOT NULL,
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        text TEXT NOT NULL,
        counters TEXT REFERENCES journal_entries
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX journal_entries_by_subject ON journal_entries (subject);
      CREATE INDEX journal_entries_by_day ON journal_entries (business_day);

      CREATE TABLE postings (
        entry_id TEXT NOT NULL REFERENCES journal_entries,
        line INTEGER NOT NULL,
        -- "clearing:<account>", "sales", "fees:<account>", "bank:<bank account>" ...: see ledger/chart.ts.
        ledger_account TEXT NOT NULL,
        -- Plus is debit, minus is credit.
        minor INTEGER NOT NULL CHECK (minor <> 0),
        currency TEXT NOT NULL,
        PRIMARY KEY (entry_id, line)
      ) STRICT, WITHOUT ROWID;

      -- Kept in step with postings in the same transaction; "verify" recounts it.
      CREATE TABLE ledger_balances (
        ledger_account TEXT NOT NULL,
        currency TEXT NOT NULL,
        minor INTEGER NOT NULL,
        -- Earliest business day that was ever booked.
        first_day TEXT NOT NULL,
        PRIMARY KEY (ledger_account, currency)
      ) STRICT, WITHOUT ROWID;

      CREATE TRIGGER journal_is_append_only_u BEFORE UPDATE ON journal_entries BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
      CREATE TRIGGER journal_is_append_only_d BEFORE DELETE ON journal_entries BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
      CREATE TRIGGER postings_are_append_only_u BEFORE UPDATE ON postings BEGIN SELECT RAISE(ABORT, 'postings are append-only'); END;
      CREATE TRIGGER postings_are_append_only_d BEFORE DELETE ON postings BEGIN SELECT RAISE(ABORT, 'postings are append-only'); END;

      -- Money by the hour it happened; refunds and fees are counted when they happen, not back on the sale.
      CREATE TABLE day_figures (
        environment TEXT NOT NULL,
        currency TEXT NOT NULL,
        business_day TEXT NOT NULL,
        hour_at INTEGER NOT NULL,
        account_id TEXT NOT NULL,
        method_kind TEXT NOT NULL,
        payments INTEGER NOT NULL DEFAULT 0,
        gross_minor INTEGER NOT NULL DEFAULT 0,
        refunds INTEGER NOT NULL DEFAULT 0,
        refunds_minor INTEGER NOT NULL DEFAULT 0,
        fees_minor INTEGER NOT NULL DEFAULT 0,
        chargebacks_minor INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (environment, currency, business_day, hour_at, account_id, method_kind)
      ) STRICT, WITHOUT ROWID;

      -- Orders by the day they were made, and how they ended.
      CREATE TABLE day_orders (
        environment TEXT NOT NULL,
        currency TEXT NOT NULL,
        business_day TEXT NOT NULL,
        account_id TEXT NOT NULL,
        created INTEGER NOT NULL DEFAULT 0,
        paid INTEGER NOT NULL DEFAULT 0,
        unpaid INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (environment, currency, business_day, account_id)
      ) STRICT, WITHOUT ROWID;
    `),
}
