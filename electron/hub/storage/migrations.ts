/**
 * The steps that bring a database from any earlier version to this one, in order.
 * A step that has shipped is never changed: the next change is a new step.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE devices (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    origin TEXT NOT NULL,
    type TEXT,
    node TEXT UNIQUE,
    base_topic TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_seen_at INTEGER,
    address TEXT,
    client_id TEXT
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE credentials (
    user_name TEXT PRIMARY KEY,
    device_id TEXT NOT NULL UNIQUE REFERENCES devices (id) ON DELETE CASCADE,
    password_hash BLOB,
    created_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE client_ids (
    client_id TEXT PRIMARY KEY,
    user_name TEXT NOT NULL REFERENCES credentials (user_name) ON DELETE CASCADE,
    last_used_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE permissions (
    device_id TEXT NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
    access TEXT NOT NULL CHECK (access IN ('publish', 'subscribe')),
    filter TEXT NOT NULL,
    PRIMARY KEY (device_id, access, filter)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE requests (
    id TEXT PRIMARY KEY,
    protocol TEXT NOT NULL,
    key TEXT NOT NULL,
    address TEXT NOT NULL,
    node TEXT,
    name TEXT NOT NULL,
    type TEXT,
    firmware TEXT,
    keeps_connection INTEGER NOT NULL,
    first_seen_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    knocks INTEGER NOT NULL,
    folded INTEGER NOT NULL,
    state TEXT NOT NULL,
    ends_at INTEGER NOT NULL,
    known_device_id TEXT,
    device_id TEXT,
    made_device INTEGER NOT NULL,
    fetched INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE quieted (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('denied', 'ignored')),
    since INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE activity (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    device_id TEXT,
    address TEXT,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    count INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX activity_by_device ON activity (device_id, id);
  `,
];
