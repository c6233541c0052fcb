-- Upkeep: what completeness is measured on and against, and what became of refreshing the feeds.

-- A model or a provider that has to be known best.
CREATE TABLE leaders (
  id               TEXT NOT NULL,
  model            TEXT REFERENCES subjects (id),
  provider         TEXT REFERENCES subjects (id),
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (id, added_in),
  CHECK ((model IS NULL) <> (provider IS NULL) AND id = coalesce(model, provider))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX leaders_one_open_row ON leaders (id) WHERE retired_in IS NULL;
CREATE TRIGGER leaders_only_add BEFORE INSERT ON leaders
BEGIN
  SELECT RAISE(ABORT, 'leaders: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM leaders WHERE id = NEW.id AND (retired_in IS NULL OR added_in = NEW.added_in));
END;
CREATE TRIGGER leaders_stay_as_they_are
BEFORE UPDATE OF id, model, provider, origin, added_in
ON leaders BEGIN SELECT RAISE(ABORT, 'leaders is append-only: a row can only be retired'); END;
CREATE TRIGGER leaders_retire_once BEFORE UPDATE OF retired_in ON leaders
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'leaders: a row is retired once and for all'); END;
CREATE TRIGGER leaders_are_kept BEFORE DELETE ON leaders
BEGIN SELECT RAISE(ABORT, 'leaders is append-only: no row is deleted'); END;

-- How complete the catalog has to be: one rule each.
CREATE TABLE completeness_floors (
  id               TEXT NOT NULL,
  title            TEXT NOT NULL,
  rule             TEXT NOT NULL CHECK (json_valid(rule)),
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (id, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX completeness_floors_one_open_row ON completeness_floors (id) WHERE retired_in IS NULL;
CREATE TRIGGER completeness_floors_only_add BEFORE INSERT ON completeness_floors
BEGIN
  SELECT RAISE(ABORT, 'completeness_floors: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM completeness_floors WHERE id = NEW.id AND (retired_in IS NULL OR added_in = NEW.added_in));
END;
CREATE TRIGGER completeness_floors_stay_as_they_are
BEFORE UPDATE OF id, title, rule, origin, added_in
ON completeness_floors BEGIN SELECT RAISE(ABORT, 'completeness_floors is append-only: a row can only be retired'); END;
CREATE TRIGGER completeness_floors_retire_once BEFORE UPDATE OF retired_in ON completeness_floors
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'completeness_floors: a row is retired once and for all'); END;
CREATE TRIGGER completeness_floors_are_kept BEFORE DELETE ON completeness_floors
BEGIN SELECT RAISE(ABORT, 'completeness_floors is append-only: no row is deleted'); END;

-- What became of refreshing each feed from its address, and who is at it: state of the service, no part of the catalog.
CREATE TABLE feed_refreshes (
  feed         TEXT PRIMARY KEY CHECK (length(feed) > 0),
  attempts     INTEGER NOT NULL CHECK (attempts > 0),
  attempted_at TEXT NOT NULL CHECK (length(attempted_at) > 0),
  succeeded_at TEXT,
  failed_at    TEXT,
  -- Since the last success.
  failures     INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  -- Of the last failure.
  last_error   TEXT,
  CHECK ((failed_at IS NULL) = (last_error IS NULL)),
  CHECK (failures = 0 OR failed_at IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- One row while a process refreshes a feed: no other process refreshes any until it ends or lapses.
CREATE TABLE feed_lease (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  feed     TEXT NOT NULL REFERENCES feed_refreshes (feed),
  token    TEXT NOT NULL CHECK (length(token) > 0),
  until    TEXT NOT NULL CHECK (length(until) > 0)
) STRICT;
