-- How a benchmark's result came about: the mode that the model was run in (JSON), over how many questions, with what standard error. Rows from
-- before say nothing of it and keep their ids, and their revisions their hashes, as a column that is null counts in neither.
ALTER TABLE claims ADD COLUMN mode TEXT CHECK (json_type(mode) = 'object');
ALTER TABLE claims ADD COLUMN items INTEGER CHECK (items > 0);
ALTER TABLE claims ADD COLUMN se REAL CHECK (se >= 0);
-- How many questions a benchmark has.
ALTER TABLE attributes ADD COLUMN items INTEGER CHECK (items > 0);

-- The new columns stay as they are too.
DROP TRIGGER claims_stay_as_they_are;
CREATE TRIGGER claims_stay_as_they_are
BEFORE UPDATE OF id, subject, attribute, value, value_status, qualifier, source, position, as_of, confidence, conditions, applies_when,
  locator, note, via, corroborated_by, ref, mode, items, se, origin, added_in
ON claims BEGIN SELECT RAISE(ABORT, 'claims is append-only: a row can only be retired'); END;
DROP TRIGGER attributes_stay_as_they_are;
CREATE TRIGGER attributes_stay_as_they_are
BEFORE UPDATE OF id, category, title, description, type, unit, better, nature, scope, scale, scale_reason, stale_after_days,
  allowed_values, format, inherited_by, items, origin, added_in
ON attributes BEGIN SELECT RAISE(ABORT, 'attributes is append-only: a row can only be retired'); END;
