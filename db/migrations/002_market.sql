-- The market: licence terms, the names that feeds give to models and providers, API keys, and what became of imports.

-- Terms of one licence, under the id that the attribute `license` has for it.
CREATE TABLE licenses (
  id               TEXT NOT NULL,
  title            TEXT NOT NULL,
  source           TEXT NOT NULL REFERENCES source_ids (id),
  terms            TEXT NOT NULL CHECK (json_valid(terms)),
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (id, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX licenses_one_open_row ON licenses (id) WHERE retired_in IS NULL;
CREATE TRIGGER licenses_only_add BEFORE INSERT ON licenses
BEGIN
  SELECT RAISE(ABORT, 'licenses: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM licenses WHERE id = NEW.id AND (retired_in IS NULL OR added_in = NEW.added_in));
END;
CREATE TRIGGER licenses_stay_as_they_are
BEFORE UPDATE OF id, title, source, terms, origin, added_in
ON licenses BEGIN SELECT RAISE(ABORT, 'licenses is append-only: a row can only be retired'); END;
CREATE TRIGGER licenses_retire_once BEFORE UPDATE OF retired_in ON licenses
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'licenses: a row is retired once and for all'); END;
CREATE TRIGGER licenses_are_kept BEFORE DELETE ON licenses
BEGIN SELECT RAISE(ABORT, 'licenses is append-only: no row is deleted'); END;

-- What a feed calls a model or a provider of ours. feed is null where the name holds in every feed; the id is feed, kind and spelling.
CREATE TABLE aliases (
  id               TEXT NOT NULL,
  feed             TEXT,
  kind             TEXT NOT NULL CHECK (kind IN ('model', 'provider')),
  spelling         TEXT NOT NULL CHECK (length(spelling) > 0),
  target           TEXT NOT NULL REFERENCES subjects (id),
  variant          TEXT,
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (id, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX aliases_one_open_row ON aliases (id) WHERE retired_in IS NULL;
CREATE TRIGGER aliases_only_add BEFORE INSERT ON aliases
BEGIN
  SELECT RAISE(ABORT, 'aliases: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM aliases WHERE id = NEW.id AND (retired_in IS NULL OR added_in = NEW.added_in));
  SELECT RAISE(ABORT, 'the target is not of the kind of the alias') WHERE (SELECT kind FROM subjects WHERE id = NEW.target) <> NEW.kind;
END;
CREATE TRIGGER aliases_stay_as_they_are
BEFORE UPDATE OF id, feed, kind, spelling, target, variant, origin, added_in
ON aliases BEGIN SELECT RAISE(ABORT, 'aliases is append-only: a row can only be retired'); END;
CREATE TRIGGER aliases_retire_once BEFORE UPDATE OF retired_in ON aliases
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'aliases: a row is retired once and for all'); END;
CREATE TRIGGER aliases_are_kept BEFORE DELETE ON aliases
BEGIN SELECT RAISE(ABORT, 'aliases is append-only: no row is deleted'); END;

-- What vendors state of GPUs: what hardware a model needs is worked out from it.
CREATE TABLE gpus (
  id               TEXT NOT NULL,
  name             TEXT NOT NULL,
  memory_gb        REAL NOT NULL CHECK (memory_gb > 0),
  memory_bandwidth_gb_s REAL CHECK (memory_bandwidth_gb_s > 0),
  source           TEXT NOT NULL REFERENCES source_ids (id),
  locator          TEXT NOT NULL CHECK (length(locator) > 0),
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (id, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX gpus_one_open_row ON gpus (id) WHERE retired_in IS NULL;
CREATE TRIGGER gpus_only_add BEFORE INSERT ON gpus
BEGIN
  SELECT RAISE(ABORT, 'gpus: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM gpus WHERE id = NEW.id AND (retired_in IS NULL OR added_in = NEW.added_in));
END;
CREATE TRIGGER gpus_stay_as_they_are
BEFORE UPDATE OF id, name, memory_gb, memory_bandwidth_gb_s, source, locator, origin, added_in
ON gpus BEGIN SELECT RAISE(ABORT, 'gpus is append-only: a row can only be retired'); END;
CREATE TRIGGER gpus_retire_once BEFORE UPDATE OF retired_in ON gpus
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'gpus: a row is retired once and for all'); END;
CREATE TRIGGER gpus_are_kept BEFORE DELETE ON gpus
BEGIN SELECT RAISE(ABORT, 'gpus is append-only: no row is deleted'); END;

-- The last file that was imported whole in each format: the same file again changes nothing.
CREATE TABLE feeds_applied (
  format     TEXT PRIMARY KEY,
  sha256     TEXT NOT NULL CHECK (length(sha256) = 64),
  reader     INTEGER NOT NULL,
  revision   INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  author     TEXT NOT NULL,
  applied_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Rows of the last import of each format that no model of ours could be found for: to be looked at, no part of the catalog.
CREATE TABLE parked_rows (
  format   TEXT NOT NULL,
  row      TEXT NOT NULL,
  code     TEXT NOT NULL,
  detail   TEXT NOT NULL,
  name     TEXT NOT NULL,
  provider TEXT,
  PRIMARY KEY (format, row)
) STRICT, WITHOUT ROWID;

-- A key's secret is 256 random bits, shown once; only its SHA-256 is here.
CREATE TABLE api_keys (
  id         TEXT PRIMARY KEY CHECK (id GLOB 'key_*'),
  name       TEXT NOT NULL CHECK (length(name) > 0),
  sha256     TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  scopes     TEXT NOT NULL CHECK (json_valid(scopes)),
  created_at TEXT NOT NULL,
  expires_at TEXT,
  revoked_at TEXT
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX api_keys_one_live_name ON api_keys (name) WHERE revoked_at IS NULL;
