import Database from 'better-sqlite3'

export type ChannelDatabase = Database.Database

const SCHEMA_VERSION = 1

/** Opens the channel's file, creating what is missing. Throws when the file is damaged or from a newer program. */
export function openChannelFile(file: string): ChannelDatabase {
  const db = new Database(file, { timeout: 5_000 })
  try {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL') // an answer that has been sent must survive the power cut after it
    db.pragma('foreign_keys = ON')
    db.pragma('trusted_schema = OFF')
    const version = db.pragma('user_version', { simple: true })
    if (version === 0) db.transaction(() => db.exec(SCHEMA).pragma(`user_version = ${SCHEMA_VERSION}`)).immediate()
    else if (version !== SCHEMA_VERSION) throw new Error(`the sandbox file has version ${String(version)}, this program knows ${SCHEMA_VERSION}`)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

const SCHEMA = `
CREATE TABLE settings (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE merchants (
  merchant_id TEXT PRIMARY KEY,
  label       TEXT NOT NULL UNIQUE,
  key_id      TEXT NOT NULL UNIQUE,
  secret      TEXT NOT NULL,
  currencies  TEXT NOT NULL,
  zone        TEXT NOT NULL,
  cutoff_hour INTEGER NOT NULL CHECK (cutoff_hour BETWEEN 0 AND 23),
  fees        TEXT NOT NULL,
  switches    TEXT NOT NULL,
  bank_noise  TEXT NOT NULL,
  last_seq    INTEGER NOT NULL,
  created_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE payments (
  payment_id         TEXT PRIMARY KEY,
  merchant_id        TEXT NOT NULL REFERENCES merchants,
  merchant_reference TEXT NOT NULL,
  idempotency_key    TEXT NOT NULL,
  page_token         TEXT NOT NULL UNIQUE,
  amount_minor       INTEGER NOT NULL CHECK (amount_minor > 0),
  currency           TEXT NOT NULL,
  description        TEXT NOT NULL,
  capture_mode       TEXT NOT NULL CHECK (capture_mode IN ('automatic', 'manual')),
  method_hint        TEXT,
  locale             TEXT NOT NULL,
  state              TEXT NOT NULL CHECK (state IN ('awaiting_payment', 'authorized', 'paid', 'cancelled', 'voided', 'expired', 'lapsed')),
  authorized_minor   INTEGER,
  captured_minor     INTEGER NOT NULL CHECK (captured_minor >= 0),
  fee_minor          INTEGER,
  fee_known_at       INTEGER,
  choice             TEXT,
  customer           TEXT,
  detail             TEXT,
  created_at         INTEGER NOT NULL,
  expires_at         INTEGER NOT NULL,
  authorized_at      INTEGER,
  capture_before     INTEGER,
  paid_at            INTEGER,
  handed_over_at     INTEGER,
  updated_at         INTEGER NOT NULL,
  seq                INTEGER NOT NULL,
  UNIQUE (merchant_id, merchant_reference),
  UNIQUE (merchant_id, seq),
  CHECK ((state = 'paid') = (captured_minor > 0))
) STRICT;
CREATE INDEX payments_by_key ON payments (merchant_id, idempotency_key);

CREATE TABLE bank_visits (
  visit_token TEXT PRIMARY KEY,
  payment_id  TEXT NOT NULL REFERENCES payments,
  choice      TEXT NOT NULL,
  opened_at   INTEGER NOT NULL,
  decision    TEXT
) STRICT;

CREATE TABLE refunds (
  refund_id        TEXT PRIMARY KEY,
  merchant_id      TEXT NOT NULL REFERENCES merchants,
  payment_id       TEXT NOT NULL REFERENCES payments,
  refund_reference TEXT NOT NULL,
  amount_minor     INTEGER NOT NULL CHECK (amount_minor > 0),
  reason           TEXT NOT NULL,
  at               INTEGER NOT NULL,
  UNIQUE (merchant_id, refund_reference)
) STRICT;
CREATE INDEX refunds_by_payment ON refunds (payment_id);

CREATE TABLE disputes (
  dispute_id   TEXT PRIMARY KEY,
  payment_id   TEXT NOT NULL REFERENCES payments,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  fee_minor    INTEGER NOT NULL CHECK (fee_minor >= 0),
  reason       TEXT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('needs_response', 'under_review', 'won', 'lost')),
  opened_at    INTEGER NOT NULL,
  respond_by   INTEGER NOT NULL,
  closed_at    INTEGER
) STRICT;
CREATE INDEX disputes_by_payment ON disputes (payment_id);

CREATE TABLE payouts (
  payout_no      INTEGER PRIMARY KEY,
  payout_id      TEXT NOT NULL UNIQUE,
  merchant_id    TEXT NOT NULL REFERENCES merchants,
  currency       TEXT NOT NULL,
  amount_minor   INTEGER NOT NULL,
  business_day   TEXT NOT NULL,
  state          TEXT NOT NULL CHECK (state IN ('pending', 'in_transit', 'paid', 'failed')),
  planned_on     TEXT NOT NULL,
  arrives_on     TEXT NOT NULL,
  bank_reference TEXT NOT NULL UNIQUE,
  mishap         TEXT CHECK (mishap IN ('failed', 'returned')),
  detail         TEXT,
  created_at     INTEGER NOT NULL,
  updated_at     INTEGER NOT NULL,
  seq            INTEGER NOT NULL,
  UNIQUE (merchant_id, seq)
) STRICT;

CREATE TABLE movements (
  movement_no        INTEGER PRIMARY KEY,
  line_id            TEXT NOT NULL UNIQUE,
  merchant_id        TEXT NOT NULL REFERENCES merchants,
  type               TEXT NOT NULL,
  merchant_reference TEXT,
  payment_id         TEXT REFERENCES payments,
  reference          TEXT,
  gross_minor        INTEGER NOT NULL,
  fee_minor          INTEGER NOT NULL,
  currency           TEXT NOT NULL,
  method             TEXT,
  description        TEXT NOT NULL,
  occurred_at        INTEGER NOT NULL,
  business_day       TEXT NOT NULL,
  payout_id          TEXT REFERENCES payouts (payout_id)
) STRICT;
CREATE INDEX movements_unpaid ON movements (merchant_id, currency, business_day) WHERE payout_id IS NULL;
CREATE INDEX movements_by_payout ON movements (payout_id, movement_no);

CREATE TABLE bank_entries (
  entry_no     INTEGER PRIMARY KEY,
  merchant_id  TEXT NOT NULL REFERENCES merchants,
  payout_id    TEXT NOT NULL REFERENCES payouts (payout_id),
  currency     TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  is_return    INTEGER NOT NULL CHECK (is_return IN (0, 1)),
  booked_on    TEXT NOT NULL
) STRICT;
CREATE INDEX bank_entries_by_day ON bank_entries (merchant_id, currency, booked_on);

CREATE TABLE answers (
  merchant_id TEXT NOT NULL REFERENCES merchants,
  key         TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  status      INTEGER NOT NULL,
  body        TEXT NOT NULL,
  made_at     INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_by_age ON answers (made_at);

CREATE TABLE timers (
  at      INTEGER NOT NULL,
  kind    TEXT NOT NULL,
  subject TEXT NOT NULL,
  PRIMARY KEY (at, kind, subject)
) STRICT, WITHOUT ROWID;
`
