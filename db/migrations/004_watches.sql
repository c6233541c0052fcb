-- Watches: who is told when a decision drifts, and the outbox of what they are told. A finding and the messages on it are written in one
-- transaction; a message stays until it was delivered or given up, and is kept after that.
CREATE TABLE watches (
  id         TEXT PRIMARY KEY CHECK (id GLOB 'wat_[0-9a-f]*' AND length(id) = 36),
  decision   TEXT NOT NULL REFERENCES decisions (id),
  url        TEXT NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
  -- Changes of this severity or more are told.
  severity   TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
  created_at TEXT NOT NULL CHECK (length(created_at) > 0),
  -- The name of the API key; null without one.
  created_by TEXT,
  ended_at   TEXT CHECK (length(ended_at) > 0)
) STRICT;
CREATE INDEX watches_of_decisions ON watches (decision, id);
CREATE UNIQUE INDEX watches_once_live ON watches (decision, url) WHERE ended_at IS NULL;

CREATE TRIGGER watches_stay_as_they_are BEFORE UPDATE OF id, decision, url, severity, created_at, created_by ON watches
BEGIN SELECT RAISE(ABORT, 'a watch can only be ended'); END;
CREATE TRIGGER watches_end_once BEFORE UPDATE OF ended_at ON watches
WHEN OLD.ended_at IS NOT NULL OR NEW.ended_at IS NULL
BEGIN SELECT RAISE(ABORT, 'a watch is ended once and for all'); END;
CREATE TRIGGER watches_are_kept BEFORE DELETE ON watches
BEGIN SELECT RAISE(ABORT, 'a watch is ended, not deleted'); END;

-- What a watch's messages are signed with: 256 random bits. Apart from the watch, so that what shows watches never reads one; gone when the
-- watch ends.
CREATE TABLE watch_secrets (
  watch  TEXT PRIMARY KEY REFERENCES watches (id),
  secret BLOB NOT NULL CHECK (length(secret) = 32)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER watch_secrets_stay_as_they_are BEFORE UPDATE ON watch_secrets
BEGIN SELECT RAISE(ABORT, 'a secret is never changed'); END;

-- What was found of a watched decision, each time that it was something else than before.
CREATE TABLE drift_findings (
  decision TEXT NOT NULL REFERENCES decisions (id),
  number   INTEGER NOT NULL CHECK (number > 0),
  revision INTEGER NOT NULL CHECK (revision > 0),
  as_of    TEXT NOT NULL CHECK (as_of GLOB '????-??-??'),
  severity TEXT NOT NULL CHECK (severity IN ('none', 'info', 'warning', 'critical')),
  drift    TEXT NOT NULL CHECK (json_valid(drift)),
  found_at TEXT NOT NULL CHECK (length(found_at) > 0),
  PRIMARY KEY (decision, number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER drift_findings_stay_as_they_are BEFORE UPDATE ON drift_findings
BEGIN SELECT RAISE(ABORT, 'a finding is never changed'); END;
CREATE TRIGGER drift_findings_are_kept BEFORE DELETE ON drift_findings
BEGIN SELECT RAISE(ABORT, 'a finding is never deleted'); END;

CREATE TABLE deliveries (
  -- The webhook-id: the same at every try, so that a receiver can tell a repetition.
  id           TEXT PRIMARY KEY CHECK (id GLOB 'msg_[0-9a-f]*' AND length(id) = 36),
  watch        TEXT NOT NULL REFERENCES watches (id),
  number       INTEGER NOT NULL CHECK (number > 0),
  decision     TEXT NOT NULL,
  finding      INTEGER NOT NULL,
  -- SHA-256 of the changes told: what the next finding is compared with.
  fingerprint  TEXT NOT NULL CHECK (length(fingerprint) = 64),
  body         TEXT NOT NULL CHECK (json_valid(body)),
  created_at   TEXT NOT NULL CHECK (length(created_at) > 0),
  attempts     INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- When it is tried next; null once it is done.
  due_at       TEXT,
  delivered_at TEXT,
  given_up_at  TEXT,
  -- Of the last try: the status that the receiver answered, or why there was none.
  last_status  INTEGER,
  last_error   TEXT,
  UNIQUE (watch, number),
  FOREIGN KEY (decision, finding) REFERENCES drift_findings (decision, number),
  CHECK ((due_at IS NULL) = (delivered_at IS NOT NULL OR given_up_at IS NOT NULL)),
  CHECK (delivered_at IS NULL OR given_up_at IS NULL)
) STRICT;
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE due_at IS NOT NULL;
CREATE TRIGGER deliveries_say_the_same BEFORE UPDATE OF id, watch, number, decision, finding, fingerprint, body, created_at ON deliveries
BEGIN SELECT RAISE(ABORT, 'a message is never changed'); END;
CREATE TRIGGER deliveries_are_done_once BEFORE UPDATE ON deliveries
WHEN OLD.due_at IS NULL
BEGIN SELECT RAISE(ABORT, 'a message that is done stays done'); END;
CREATE TRIGGER deliveries_are_kept BEFORE DELETE ON deliveries
BEGIN SELECT RAISE(ABORT, 'a message is never deleted'); END;
