-- Decision records. A record is written once and never changed; what becomes of it is appended as events. A record's id is random, so that
-- it tells nothing of how many there are. `head` is the record but for its result, as JSON; `result` is the answer of the ranking, byte for
-- byte. The columns that lists are filtered by are read from `head`: there is no second copy that could differ.
CREATE TABLE decisions (
  id               TEXT PRIMARY KEY CHECK (id GLOB 'dec_[0-9a-f]*' AND length(id) = 36),
  sha256           TEXT NOT NULL CHECK (sha256 GLOB 'sha256:*' AND length(sha256) = 71),
  -- When and by whom a record that was made elsewhere came here; null for one made here.
  imported_at      TEXT CHECK (length(imported_at) > 0),
  imported_by      TEXT CHECK (imported_by IS NULL OR imported_at IS NOT NULL),
  head             TEXT NOT NULL CHECK (json_valid(head) AND json_extract(head, '$.id') = id),
  created_at       TEXT AS (json_extract(head, '$.created_at')) STORED NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  owner            TEXT AS (json_extract(head, '$.owner')) VIRTUAL,
  tags             TEXT AS (json_extract(head, '$.tags')) VIRTUAL NOT NULL CHECK (json_valid(tags)),
  supersedes       TEXT AS (json_extract(head, '$.supersedes')) VIRTUAL,
  catalog_revision INTEGER AS (json_extract(head, '$.catalog.revision')) VIRTUAL NOT NULL CHECK (catalog_revision > 0),
  chosen_model     TEXT AS (json_extract(head, '$.chosen.model')) VIRTUAL NOT NULL,
  result           TEXT NOT NULL CHECK (result <> '')
) STRICT;
CREATE INDEX decisions_newest_first ON decisions (created_at DESC, id DESC);

CREATE TRIGGER decisions_are_made_once BEFORE INSERT ON decisions
WHEN EXISTS (SELECT 1 FROM decisions WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'a decision is never replaced'); END;
CREATE TRIGGER decisions_stay_as_they_are BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER decisions_are_kept BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END;

-- What became of a decision. Each event's hash is over the hash before it (the record's own for the first), so that none can be
-- changed, left out or put in between unseen.
CREATE TABLE decision_events (
  decision      TEXT NOT NULL REFERENCES decisions (id),
  number        INTEGER NOT NULL CHECK (number > 0),
  status        TEXT NOT NULL CHECK (status IN ('proposed', 'accepted', 'superseded', 'withdrawn')),
  at            TEXT NOT NULL CHECK (length(at) > 0),
  by            TEXT,
  note          TEXT,
  superseded_by TEXT CHECK ((superseded_by IS NOT NULL) = (status = 'superseded')),
  sha256        TEXT NOT NULL CHECK (sha256 GLOB 'sha256:*' AND length(sha256) = 71),
  PRIMARY KEY (decision, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER decision_events_follow_each_other BEFORE INSERT ON decision_events
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM decision_events WHERE decision = NEW.decision)
BEGIN SELECT RAISE(ABORT, 'an event follows the last one'); END;
CREATE TRIGGER decision_events_begin_with_proposed BEFORE INSERT ON decision_events
WHEN (NEW.status = 'proposed') <> (NEW.number = 1)
BEGIN SELECT RAISE(ABORT, 'a decision is proposed first, and once'); END;
CREATE TRIGGER decision_events_end BEFORE INSERT ON decision_events
WHEN EXISTS (SELECT 1 FROM decision_events WHERE decision = NEW.decision AND status IN ('superseded', 'withdrawn'))
BEGIN SELECT RAISE(ABORT, 'nothing follows superseded or withdrawn'); END;
CREATE TRIGGER decision_events_stay_as_they_are BEFORE UPDATE ON decision_events
BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER decision_events_are_kept BEFORE DELETE ON decision_events
BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;

-- Requests that came with an Idempotency-Key, written in the transaction of what they did. The answer is not here a second time: it is the
-- record with its first `events` events, or the last of those, neither of which ever changes.
CREATE TABLE idempotency_keys (
  -- The name of the API key; '' for callers without one.
  caller      TEXT NOT NULL,
  operation   TEXT NOT NULL CHECK (length(operation) > 0),
  key         TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
  status      INTEGER NOT NULL CHECK (status BETWEEN 200 AND 299),
  decision    TEXT NOT NULL REFERENCES decisions (id),
  events      INTEGER NOT NULL CHECK (events > 0),
  expires_at  TEXT NOT NULL CHECK (length(expires_at) > 0),
  PRIMARY KEY (caller, operation, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_by_expiry ON idempotency_keys (expires_at);
CREATE TRIGGER idempotency_keys_stay_as_they_are BEFORE UPDATE ON idempotency_keys
BEGIN SELECT RAISE(ABORT, 'an idempotency key is never changed'); END;
