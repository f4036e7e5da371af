import type { Migration } from '../migrate.ts'

/** Connected accounts, orders with their payments, and everything said to and heard from platforms about them. */
export const orders: Migration = {
  version: 20,
  name: 'accounts and orders',
  up: (db) =>
    db.exec(`
      CREATE TABLE accounts (
        account_id TEXT PRIMARY KEY,
        platform TEXT NOT NULL,
        label TEXT NOT NULL UNIQUE,
        environment TEXT NOT NULL CHECK (environment IN ('test', 'live')),
        base_url TEXT,
        settings TEXT NOT NULL CHECK (json_valid(settings)),
        currency TEXT,
        feed_cursor TEXT,
        feed_complete_until INTEGER,
        payouts_pulled_until INTEGER,
        created_at INTEGER NOT NULL,
        closed_at INTEGER
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE orders (
        -- Local only, for paging and the search index; facts elsewhere refer to order_id.
        row INTEGER PRIMARY KEY,
        order_id TEXT NOT NULL UNIQUE,
        number INTEGER NOT NULL UNIQUE,
        reference TEXT NOT NULL UNIQUE,
        account_id TEXT NOT NULL REFERENCES accounts,
        environment TEXT NOT NULL,
        amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
        -- What should be captured in the end: the amount, or less after a part capture that we asked for.
        expected_minor INTEGER NOT NULL CHECK (expected_minor > 0),
        currency TEXT NOT NULL,
        description TEXT NOT NULL,
        customer TEXT NOT NULL,
        note TEXT NOT NULL,
        method_hint TEXT,
        capture_mode TEXT NOT NULL CHECK (capture_mode IN ('automatic', 'manual')),
        state TEXT NOT NULL CHECK (state IN ('created', 'awaiting_payment', 'authorized', 'paid', 'partially_refunded', 'refunded', 'cancelled', 'expired', 'failed')),
        state_at INTEGER NOT NULL,
        detail TEXT,
        is_disputed INTEGER NOT NULL DEFAULT 0,
        -- Money came after the order had ended, and nobody has decided yet what to do with it.
        has_late_money INTEGER NOT NULL DEFAULT 0,
        unknown_calls INTEGER NOT NULL DEFAULT 0,
        amount_verdict TEXT NOT NULL DEFAULT 'exact' CHECK (amount_verdict IN ('exact', 'underpaid', 'overpaid', 'accepted')),
        captured_minor INTEGER NOT NULL DEFAULT 0,
        refunded_minor INTEGER NOT NULL DEFAULT 0,
        fee_minor INTEGER,
        fee_currency TEXT,
        method_kind TEXT,
        method_label TEXT,
        payment_id TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        business_day TEXT NOT NULL,
        created_by TEXT NOT NULL,
        till TEXT NOT NULL,
        expires_at INTEGER NOT NULL,
        paid_at INTEGER,
        paid_day TEXT,
        handed_over_at INTEGER,
        handed_over_by TEXT
      ) STRICT;
      CREATE INDEX orders_by_state ON orders (state, row);
      CREATE INDEX orders_by_account ON orders (account_id, state, row);
      CREATE INDEX orders_by_day ON orders (business_day, row);
      CREATE INDEX orders_by_paid_day ON orders (paid_day, row) WHERE paid_day IS NOT NULL;
      CREATE INDEX orders_by_person ON orders (created_by, row);
      CREATE INDEX orders_by_amount ON orders (amount_minor, row);
      CREATE INDEX orders_refunded_beyond ON orders (row) WHERE refunded_minor > captured_minor;
      CREATE INDEX orders_flagged ON orders (row) WHERE is_disputed = 1 OR has_late_money = 1 OR unknown_calls > 0 OR amount_verdict IN ('underpaid', 'overpaid');

      -- Words as people type them: number, reference, amount, customer, note, description.
      CREATE VIRTUAL TABLE order_words USING fts5(words, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3 4');

      CREATE TABLE payments (
        payment_id TEXT PRIMARY KEY,
        order_id TEXT NOT NULL REFERENCES orders (order_id),
        attempt INTEGER NOT NULL,
        account_id TEXT NOT NULL REFERENCES accounts,
        merchant_reference TEXT NOT NULL,
        platform_reference TEXT,
        platform_data TEXT NOT NULL DEFAULT '{}',
        amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
        currency TEXT NOT NULL,
        capture_mode TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('created', 'awaiting_payment', 'authorized', 'paid', 'cancelled', 'expired', 'failed')),
        as_of INTEGER NOT NULL DEFAULT 0,
        detail TEXT,
        authorized_minor INTEGER NOT NULL DEFAULT 0,
        captured_minor INTEGER NOT NULL DEFAULT 0,
        fee_minor INTEGER,
        fee_currency TEXT,
        method_kind TEXT,
        method_label TEXT,
        method_last4 TEXT,
        customer TEXT,
        pay_url TEXT,
        created_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        authorized_at INTEGER,
        paid_at INTEGER,
        capture_before INTEGER,
        -- While set, the platform is asked about this payment at that time; null when nothing more can come.
        next_ask_at INTEGER,
        asks INTEGER NOT NULL DEFAULT 0,
        watch_until INTEGER,
        UNIQUE (order_id, attempt),
        UNIQUE (account_id, merchant_reference)
      ) STRICT, WITHOUT ROWID;
      CREATE UNIQUE INDEX payments_by_platform_reference ON payments (account_id, platform_reference) WHERE platform_reference IS NOT NULL;
      CREATE INDEX payments_to_ask ON payments (next_ask_at) WHERE next_ask_at IS NOT NULL;
      CREATE INDEX payments_on_hold ON payments (capture_before) WHERE state = 'authorized';

      CREATE TABLE refunds (
        refund_id TEXT PRIMARY KEY,
        order_id TEXT NOT NULL REFERENCES orders (order_id),
        payment_id TEXT NOT NULL REFERENCES payments,
        amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
        currency TEXT NOT NULL,
        reason TEXT NOT NULL,
        -- requested: wished, not yet answered. pending: the platform has it. Everything but failed and refused counts as spent.
        state TEXT NOT NULL CHECK (state IN ('requested', 'unknown', 'pending', 'succeeded', 'failed', 'refused')),
        platform_reference TEXT,
        detail TEXT,
        requested_at INTEGER NOT NULL,
        requested_by TEXT NOT NULL,
        settled_at INTEGER,
        counted_day TEXT
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX refunds_by_order ON refunds (order_id);
      CREATE INDEX refunds_by_payment ON refunds (payment_id);
      CREATE INDEX refunds_by_platform_reference ON refunds (platform_reference) WHERE platform_reference IS NOT NULL;
      CREATE INDEX refunds_open ON refunds (state, requested_at) WHERE state IN ('requested', 'unknown', 'pending');

      CREATE TABLE disputes (
        dispute_id TEXT PRIMARY KEY,
        order_id TEXT NOT NULL REFERENCES orders (order_id),
        payment_id TEXT NOT NULL REFERENCES payments,
        account_id TEXT NOT NULL,
        platform_reference TEXT NOT NULL,
        amount_minor INTEGER NOT NULL,
        currency TEXT NOT NULL,
        fee_minor INTEGER,
        state TEXT NOT NULL CHECK (state IN ('needs_response', 'under_review', 'won', 'lost', 'closed')),
        reason TEXT NOT NULL,
        opened_at INTEGER NOT NULL,
        respond_by INTEGER,
        closed_at INTEGER,
        UNIQUE (account_id, platform_reference)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX disputes_by_order ON disputes (order_id);
      CREATE INDEX disputes_open ON disputes (respond_by) WHERE state IN ('needs_response', 'under_review');

      -- The wish to act at a platform, written before anything is sent. The key never changes until the outcome is known.
      CREATE TABLE platform_calls (
        call_id TEXT PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('create', 'capture', 'void', 'cancel', 'refund', 'hand_over')),
        account_id TEXT NOT NULL REFERENCES accounts,
        order_id TEXT NOT NULL REFERENCES orders (order_id),
        payment_id TEXT NOT NULL REFERENCES payments,
        refund_id TEXT REFERENCES refunds,
        idempotency_key TEXT NOT NULL UNIQUE,
        amount_minor INTEGER,
        currency TEXT,
        state TEXT NOT NULL CHECK (state IN ('pending', 'in_flight', 'succeeded', 'refused', 'unknown')),
        wished_at INTEGER NOT NULL,
        wished_by TEXT NOT NULL,
        sends INTEGER NOT NULL DEFAULT 0,
        first_sent_at INTEGER,
        last_sent_at INTEGER,
        -- Next time to send (pending) or to ask (unknown); null with a person or when over.
        due_at INTEGER,
        asks INTEGER NOT NULL DEFAULT 0,
        -- Times in a row that the platform answered "I do not know it".
        not_found INTEGER NOT NULL DEFAULT 0,
        answered_at INTEGER,
        outcome TEXT CHECK (outcome IS NULL OR json_valid(outcome)),
        decided_by TEXT,
        decision TEXT CHECK (decision IS NULL OR decision IN ('it_happened', 'it_did_not_happen'))
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX platform_calls_by_order ON platform_calls (order_id, wished_at);
      CREATE INDEX platform_calls_due ON platform_calls (due_at) WHERE due_at IS NOT NULL;
      CREATE INDEX platform_calls_open ON platform_calls (state) WHERE state IN ('pending', 'in_flight', 'unknown');

      -- One time line per order; append-only.
      CREATE TABLE order_events (
        event_id TEXT PRIMARY KEY,
        order_id TEXT NOT NULL REFERENCES orders (order_id),
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        actor TEXT NOT NULL,
        payment_id TEXT,
        call_id TEXT,
        facts TEXT NOT NULL CHECK (json_valid(facts))
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX order_events_by_order ON order_events (order_id, event_id);
      CREATE TRIGGER order_events_are_append_only_u BEFORE UPDATE ON order_events BEGIN SELECT RAISE(ABORT, 'order events are append-only'); END;
      CREATE TRIGGER order_events_are_append_only_d BEFORE DELETE ON order_events BEGIN SELECT RAISE(ABORT, 'order events are append-only'); END;

      -- What was said and answered, redacted before it came here, compressed.
      CREATE TABLE exchanges (
        exchange_id TEXT PRIMARY KEY,
        account_id TEXT NOT NULL,
        order_id TEXT,
        call_id TEXT,
        at INTEGER NOT NULL,
        duration_ms INTEGER NOT NULL,
        method TEXT NOT NULL,
        path TEXT NOT NULL,
        status INTEGER,
        outcome TEXT NOT NULL,
        content BLOB NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX exchanges_by_order ON exchanges (order_id, at) WHERE order_id IS NOT NULL;
      CREATE INDEX exchanges_by_account ON exchanges (account_id, at);
    `),
}
