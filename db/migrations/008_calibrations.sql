-- Calibrations: the fitted parameters that a model's abilities are worked out with. A revision holds what it is ranked with, so that old answers
-- replay; the newest one by id counts.
CREATE TABLE calibrations (
  id               TEXT NOT NULL CHECK (id GLOB '????-??-??'),
  method           TEXT NOT NULL CHECK (length(method) > 0),
  eps              REAL NOT NULL CHECK (eps > 0),
  kappa            REAL NOT NULL CHECK (kappa >= 1),
  general_variance REAL NOT NULL CHECK (general_variance > 0),
  other_efforts    TEXT NOT NULL CHECK (json_type(other_efforts) = 'array'),
  inputs           TEXT NOT NULL CHECK (json_type(inputs) = 'array'),
  results          INTEGER NOT NULL CHECK (results > 0),
  respondents      INTEGER NOT NULL CHECK (respondents > 0),
  fit              TEXT NOT NULL CHECK (json_type(fit) = 'object'),
  abilities        TEXT NOT NULL CHECK (json_type(abilities) = 'object'),
  items            TEXT NOT NULL CHECK (json_type(items) = 'object'),
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (id, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX calibrations_one_open_row ON calibrations (id) WHERE retired_in IS NULL;
CREATE TRIGGER calibrations_only_add BEFORE INSERT ON calibrations
BEGIN
  SELECT RAISE(ABORT, 'calibrations: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM calibrations WHERE id = NEW.id AND (retired_in IS NULL OR added_in = NEW.added_in));
END;
CREATE TRIGGER calibrations_stay_as_they_are
BEFORE UPDATE OF id, method, eps, kappa, general_variance, other_efforts, inputs, results, respondents, fit, abilities, items, origin, added_in
ON calibrations BEGIN SELECT RAISE(ABORT, 'calibrations is append-only: a row can only be retired'); END;
CREATE TRIGGER calibrations_retire_once BEFORE UPDATE OF retired_in ON calibrations
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'calibrations: a row is retired once and for all'); END;
CREATE TRIGGER calibrations_are_kept BEFORE DELETE ON calibrations
BEGIN SELECT RAISE(ABORT, 'calibrations is append-only: no row is deleted'); END;
