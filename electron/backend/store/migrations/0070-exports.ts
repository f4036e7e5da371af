import type { Migration } from '../migrate.ts'

/** Exports that were made, with what they contained at the time. */
export const exportsMade: Migration = {
  version: 70,
  name: 'exports',
  up: (db) =>
    db.exec(`
      CREATE TABLE exports (
        export_id TEXT PRIMARY KEY,
        made_at INTEGER NOT NULL,
        made_by TEXT NOT NULL,
        -- Where the file was written; null when it is kept in the data folder.
        path TEXT,
        manifest TEXT NOT NULL CHECK (json_valid(manifest))
      ) STRICT, WITHOUT ROWID;
    `),
}
