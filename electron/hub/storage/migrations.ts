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
  `
  ALTER TABLE devices ADD COLUMN networks TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE devices ADD COLUMN hours TEXT;

  CREATE TABLE passwords (
    device_id TEXT PRIMARY KEY REFERENCES devices (id) ON DELETE CASCADE,
    user_name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('hub', 'person', 'shared', 'none')),
    hash BLOB,
    salt BLOB,
    since INTEGER NOT NULL,
    last_used_at INTEGER,
    old_kind TEXT,
    old_hash BLOB,
    old_salt BLOB,
    old_until INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX own_user_names ON passwords (user_name) WHERE kind <> 'shared';
  INSERT INTO passwords (device_id, user_name, kind, hash, since)
    SELECT device_id, user_name, 'hub', password_hash, created_at FROM credentials;

  CREATE TABLE owned_client_ids (
    client_id TEXT PRIMARY KEY,
    device_id TEXT NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
    last_used_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  INSERT INTO owned_client_ids (client_id, device_id, last_used_at)
    SELECT client_id, device_id, last_used_at FROM client_ids JOIN credentials USING (user_name);
  DROP TABLE client_ids;
  DROP TABLE credentials;

  CREATE TABLE client_certificates (
    serial TEXT PRIMARY KEY,
    device_id TEXT NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
    common_name TEXT NOT NULL,
    issued_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked_at INTEGER,
    last_used_at INTEGER
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE imported_certificates (
    id TEXT PRIMARY KEY,
    certificate_file TEXT NOT NULL,
    chain_file TEXT,
    key_file TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE bootstraps (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    user_name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('hub', 'person')),
    hash BLOB NOT NULL,
    salt BLOB,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER,
    register INTEGER NOT NULL,
    most INTEGER NOT NULL,
    expires_at INTEGER,
    permission TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE arrivals (
    bootstrap_id TEXT NOT NULL REFERENCES bootstraps (id) ON DELETE CASCADE,
    client_id TEXT NOT NULL,
    device_id TEXT,
    address TEXT,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (bootstrap_id, client_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE barred (
    client_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    since INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE token_issuers (
    id TEXT PRIMARY KEY,
    config TEXT NOT NULL,
    secrets BLOB,
    last_used_at INTEGER
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE passwords ADD COLUMN scheme TEXT;
  ALTER TABLE passwords ADD COLUMN old_scheme TEXT;
  ALTER TABLE devices ADD COLUMN queue TEXT;

  CREATE TABLE sessions (
    number INTEGER PRIMARY KEY,
    client_id TEXT NOT NULL UNIQUE,
    owner TEXT NOT NULL,
    left_at INTEGER NOT NULL,
    dropped_full INTEGER NOT NULL,
    dropped_expired INTEGER NOT NULL,
    dropped_at INTEGER
  ) STRICT;
  CREATE TABLE subscriptions (
    session INTEGER NOT NULL,
    filter TEXT NOT NULL,
    qos INTEGER NOT NULL,
    options TEXT,
    PRIMARY KEY (session, filter)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE messages (
    id INTEGER PRIMARY KEY,
    topic TEXT NOT NULL,
    payload BLOB NOT NULL,
    qos INTEGER NOT NULL,
    retain INTEGER NOT NULL,
    extra TEXT,
    waiting INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX messages_done ON messages (id) WHERE waiting <= 0;
  CREATE TABLE queue (
    session INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    message INTEGER NOT NULL,
    qos INTEGER NOT NULL,
    at INTEGER NOT NULL,
    size INTEGER NOT NULL,
    packet_id INTEGER NOT NULL,
    released INTEGER NOT NULL,
    PRIMARY KEY (session, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE received (
    session INTEGER NOT NULL,
    packet_id INTEGER NOT NULL,
    packet TEXT,
    payload BLOB NOT NULL,
    PRIMARY KEY (session, packet_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE retained (
    topic TEXT NOT NULL UNIQUE,
    payload BLOB NOT NULL,
    qos INTEGER NOT NULL,
    at INTEGER NOT NULL,
    publisher TEXT,
    extra TEXT
  ) STRICT;
  CREATE TABLE wills (
    client_id TEXT NOT NULL UNIQUE,
    owner TEXT,
    topic TEXT NOT NULL,
    payload BLOB NOT NULL,
    qos INTEGER NOT NULL,
    retain INTEGER NOT NULL,
    extra TEXT
  ) STRICT;
  `,
  `
  ALTER TABLE requests ADD COLUMN proof TEXT NOT NULL DEFAULT 'none';
  ALTER TABLE requests ADD COLUMN code TEXT;
  ALTER TABLE requests ADD COLUMN commitment TEXT;
  ALTER TABLE requests ADD COLUMN hub_nonce TEXT;
  ALTER TABLE requests ADD COLUMN shows_code INTEGER NOT NULL DEFAULT 0;
  `,
  `
  CREATE TABLE alerts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    topic TEXT NOT NULL,
    rule TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE revoked_names (
    number INTEGER PRIMARY KEY,
    device_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE web_sessions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    hash TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER NOT NULL,
    address TEXT NOT NULL,
    browser TEXT NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE activity ADD COLUMN cause TEXT;
  `,
];
