-- The condition of a verdict in words that verified sources speak in too, and why that is the condition. Rows from before have none and keep
-- their ids, and their revisions their hashes, as a column that is null counts in neither.
ALTER TABLE verdicts ADD COLUMN verified_request TEXT CHECK (json_type(verified_request) = 'object');
ALTER TABLE verdicts ADD COLUMN verified_request_reason TEXT
  CHECK ((verified_request_reason IS NULL) = (verified_request IS NULL) AND length(verified_request_reason) > 0);

-- The new columns stay as they are too.
DROP TRIGGER verdicts_stay_as_they_are;
CREATE TRIGGER verdicts_stay_as_they_are
BEFORE UPDATE OF id, condition, section, quote, kind, supporting_claims, request, request_reason, verified_request, verified_request_reason,
  origin, added_in
ON verdicts BEGIN SELECT RAISE(ABORT, 'verdicts is append-only: a row can only be retired'); END;
