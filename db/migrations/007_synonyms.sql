-- Other names of vendors and of models, also of models that no revision has yet: one thing under two names is one thing.
CREATE TABLE synonyms (
  id               TEXT NOT NULL,
  means            TEXT CHECK (length(means) > 0 AND means <> id),
  source           TEXT NOT NULL REFERENCES source_ids (id),
  locator          TEXT NOT NULL CHECK (length(locator) > 0),
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (id, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX synonyms_one_open_row ON synonyms (id) WHERE retired_in IS NULL;
CREATE TRIGGER synonyms_only_add BEFORE INSERT ON synonyms
BEGIN
  SELECT RAISE(ABORT, 'synonyms: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM synonyms WHERE id = NEW.id AND (retired_in IS NULL OR added_in = NEW.added_in));
END;
CREATE TRIGGER synonyms_stay_as_they_are
BEFORE UPDATE OF id, means, source, locator, origin, added_in
ON synonyms BEGIN SELECT RAISE(ABORT, 'synonyms is append-only: a row can only be retired'); END;
CREATE TRIGGER synonyms_retire_once BEFORE UPDATE OF retired_in ON synonyms
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'synonyms: a row is retired once and for all'); END;
CREATE TRIGGER synonyms_are_kept BEFORE DELETE ON synonyms
BEGIN SELECT RAISE(ABORT, 'synonyms is append-only: no row is deleted'); END;
