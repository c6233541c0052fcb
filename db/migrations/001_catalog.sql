-- The catalog. A row of a versioned table stands from revision added_in until revision retired_in (null: it still stands), so
-- revision N is every row with added_in <= N and (retired_in is null or retired_in > N). Rows are never overwritten or deleted.
-- A versioned row has no key of its own that a foreign key could name; the *_ids tables and subjects hold the identities.

CREATE TABLE revisions (
  number     INTEGER PRIMARY KEY CHECK (number > 0),
  hash       TEXT NOT NULL CHECK (hash GLOB 'sha256:*' AND length(hash) = 71),
  created_at TEXT NOT NULL CHECK (length(created_at) > 0),
  origin     TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  author     TEXT NOT NULL CHECK (length(author) > 0),
  note       TEXT
) STRICT;

CREATE TRIGGER revisions_follow_each_other BEFORE INSERT ON revisions
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM revisions)
BEGIN SELECT RAISE(ABORT, 'a revision follows the last one'); END;
CREATE TRIGGER revisions_stay_as_they_are BEFORE UPDATE ON revisions
BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;
CREATE TRIGGER revisions_are_kept BEFORE DELETE ON revisions
BEGIN SELECT RAISE(ABORT, 'a revision is never deleted'); END;

-- The last seed that was applied whole: a start with the same files skips reading them again.
CREATE TABLE seed_applied (
  only_row    INTEGER PRIMARY KEY CHECK (only_row = 1),
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) > 0),
  revision    INTEGER NOT NULL REFERENCES revisions (number),
  applied_at  TEXT NOT NULL
) STRICT;

CREATE TABLE attribute_ids (id TEXT PRIMARY KEY CHECK (length(id) > 0)) STRICT, WITHOUT ROWID;
CREATE TABLE source_ids    (id TEXT PRIMARY KEY CHECK (length(id) > 0)) STRICT, WITHOUT ROWID;
CREATE TABLE verdict_ids   (id TEXT PRIMARY KEY CHECK (length(id) > 0)) STRICT, WITHOUT ROWID;
CREATE TABLE claim_ids     (id TEXT PRIMARY KEY CHECK (id GLOB 'clm_[0-9a-f]*' AND length(id) = 20)) STRICT, WITHOUT ROWID;
-- What a claim can be about. An id keeps its kind for ever.
CREATE TABLE subjects (
  id   TEXT PRIMARY KEY CHECK (length(id) > 0),
  kind TEXT NOT NULL CHECK (kind IN ('family', 'model', 'offer', 'provider'))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER subjects_keep_their_kind BEFORE UPDATE ON subjects
BEGIN SELECT RAISE(ABORT, 'a subject keeps its id and kind'); END;

-- One word of the vocabulary.
CREATE TABLE attributes (
  id               TEXT NOT NULL REFERENCES attribute_ids (id),
  category         TEXT NOT NULL,
  title            TEXT NOT NULL,
  description      TEXT NOT NULL,
  type             TEXT NOT NULL CHECK (type IN ('number', 'boolean', 'string', 'set', 'date')),
  unit             TEXT,
  better           TEXT NOT NULL CHECK (better IN ('higher', 'lower', 'none')),
  nature           TEXT NOT NULL CHECK (nature IN ('decided', 'measured')),
  scope            TEXT NOT NULL CHECK (scope IN ('model', 'offer', 'provider')),
  scale            TEXT CHECK (json_valid(scale)),
  scale_reason     TEXT NOT NULL,
  stale_after_days INTEGER CHECK (stale_after_days > 0),
  allowed_values   TEXT CHECK (json_valid(allowed_values)),
  format           TEXT CHECK (format IN ('bcp47', 'spdx', 'url')),
  inherited_by     TEXT CHECK (json_valid(inherited_by)),
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (id, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX attributes_one_open_row ON attributes (id) WHERE retired_in IS NULL;
CREATE TRIGGER attributes_only_add BEFORE INSERT ON attributes
BEGIN
  SELECT RAISE(ABORT, 'attributes: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM attributes WHERE id = NEW.id AND (retired_in IS NULL OR added_in = NEW.added_in));
END;
CREATE TRIGGER attributes_stay_as_they_are
BEFORE UPDATE OF id, category, title, description, type, unit, better, nature, scope, scale, scale_reason, stale_after_days,
  allowed_values, format, inherited_by, origin, added_in
ON attributes BEGIN SELECT RAISE(ABORT, 'attributes is append-only: a row can only be retired'); END;
CREATE TRIGGER attributes_retire_once BEFORE UPDATE OF retired_in ON attributes
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'attributes: a row is retired once and for all'); END;
CREATE TRIGGER attributes_are_kept BEFORE DELETE ON attributes
BEGIN SELECT RAISE(ABORT, 'attributes is append-only: no row is deleted'); END;

-- Where claims come from.
CREATE TABLE sources (
  id               TEXT NOT NULL REFERENCES source_ids (id),
  kind             TEXT NOT NULL CHECK (kind IN ('vendor', 'independent', 'registry', 'article', 'operator')),
  title            TEXT NOT NULL,
  locator          TEXT NOT NULL CHECK (length(locator) > 0),
  license          TEXT,
  retrieved        TEXT CHECK (retrieved IS date(retrieved)),
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (id, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX sources_one_open_row ON sources (id) WHERE retired_in IS NULL;
CREATE TRIGGER sources_only_add BEFORE INSERT ON sources
BEGIN
  SELECT RAISE(ABORT, 'sources: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM sources WHERE id = NEW.id AND (retired_in IS NULL OR added_in = NEW.added_in));
END;
CREATE TRIGGER sources_stay_as_they_are
BEFORE UPDATE OF id, kind, title, locator, license, retrieved, origin, added_in
ON sources BEGIN SELECT RAISE(ABORT, 'sources is append-only: a row can only be retired'); END;
CREATE TRIGGER sources_retire_once BEFORE UPDATE OF retired_in ON sources
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'sources: a row is retired once and for all'); END;
CREATE TRIGGER sources_are_kept BEFORE DELETE ON sources
BEGIN SELECT RAISE(ABORT, 'sources is append-only: no row is deleted'); END;

-- A line of models.
CREATE TABLE families (
  id               TEXT NOT NULL REFERENCES subjects (id),
  name             TEXT NOT NULL,
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (id, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX families_one_open_row ON families (id) WHERE retired_in IS NULL;
CREATE TRIGGER families_only_add BEFORE INSERT ON families
BEGIN
  SELECT RAISE(ABORT, 'families: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM families WHERE id = NEW.id AND (retired_in IS NULL OR added_in = NEW.added_in));
  SELECT RAISE(ABORT, 'the id is not that of a family') WHERE (SELECT kind FROM subjects WHERE id = NEW.id) <> 'family';
END;
CREATE TRIGGER families_stay_as_they_are
BEFORE UPDATE OF id, name, origin, added_in
ON families BEGIN SELECT RAISE(ABORT, 'families is append-only: a row can only be retired'); END;
CREATE TRIGGER families_retire_once BEFORE UPDATE OF retired_in ON families
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'families: a row is retired once and for all'); END;
CREATE TRIGGER families_are_kept BEFORE DELETE ON families
BEGIN SELECT RAISE(ABORT, 'families is append-only: no row is deleted'); END;

CREATE TABLE models (
  id               TEXT NOT NULL REFERENCES subjects (id),
  name             TEXT NOT NULL,
  family           TEXT REFERENCES subjects (id),
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (id, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX models_one_open_row ON models (id) WHERE retired_in IS NULL;
CREATE TRIGGER models_only_add BEFORE INSERT ON models
BEGIN
  SELECT RAISE(ABORT, 'models: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM models WHERE id = NEW.id AND (retired_in IS NULL OR added_in = NEW.added_in));
  SELECT RAISE(ABORT, 'the id is not that of a model') WHERE (SELECT kind FROM subjects WHERE id = NEW.id) <> 'model';
  SELECT RAISE(ABORT, 'the family is not a family') WHERE (SELECT kind FROM subjects WHERE id = NEW.family) <> 'family';
END;
CREATE TRIGGER models_stay_as_they_are
BEFORE UPDATE OF id, name, family, origin, added_in
ON models BEGIN SELECT RAISE(ABORT, 'models is append-only: a row can only be retired'); END;
CREATE TRIGGER models_retire_once BEFORE UPDATE OF retired_in ON models
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'models: a row is retired once and for all'); END;
CREATE TRIGGER models_are_kept BEFORE DELETE ON models
BEGIN SELECT RAISE(ABORT, 'models is append-only: no row is deleted'); END;

CREATE TABLE providers (
  id               TEXT NOT NULL REFERENCES subjects (id),
  name             TEXT NOT NULL,
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (id, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX providers_one_open_row ON providers (id) WHERE retired_in IS NULL;
CREATE TRIGGER providers_only_add BEFORE INSERT ON providers
BEGIN
  SELECT RAISE(ABORT, 'providers: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM providers WHERE id = NEW.id AND (retired_in IS NULL OR added_in = NEW.added_in));
  SELECT RAISE(ABORT, 'the id is not that of a provider') WHERE (SELECT kind FROM subjects WHERE id = NEW.id) <> 'provider';
END;
CREATE TRIGGER providers_stay_as_they_are
BEFORE UPDATE OF id, name, origin, added_in
ON providers BEGIN SELECT RAISE(ABORT, 'providers is append-only: a row can only be retired'); END;
CREATE TRIGGER providers_retire_once BEFORE UPDATE OF retired_in ON providers
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'providers: a row is retired once and for all'); END;
CREATE TRIGGER providers_are_kept BEFORE DELETE ON providers
BEGIN SELECT RAISE(ABORT, 'providers is append-only: no row is deleted'); END;

-- One model at one provider.
CREATE TABLE offers (
  id               TEXT NOT NULL REFERENCES subjects (id) CHECK (id = model || '@' || provider || coalesce(':' || variant, '')),
  model            TEXT NOT NULL REFERENCES subjects (id),
  provider         TEXT NOT NULL REFERENCES subjects (id),
  variant          TEXT,
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (id, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX offers_one_open_row ON offers (id) WHERE retired_in IS NULL;
CREATE TRIGGER offers_only_add BEFORE INSERT ON offers
BEGIN
  SELECT RAISE(ABORT, 'offers: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM offers WHERE id = NEW.id AND (retired_in IS NULL OR added_in = NEW.added_in));
  SELECT RAISE(ABORT, 'the id is not that of a offer') WHERE (SELECT kind FROM subjects WHERE id = NEW.id) <> 'offer';
  SELECT RAISE(ABORT, 'the model is not a model') WHERE (SELECT kind FROM subjects WHERE id = NEW.model) <> 'model';
  SELECT RAISE(ABORT, 'the provider is not a provider') WHERE (SELECT kind FROM subjects WHERE id = NEW.provider) <> 'provider';
END;
CREATE TRIGGER offers_stay_as_they_are
BEFORE UPDATE OF id, model, provider, variant, origin, added_in
ON offers BEGIN SELECT RAISE(ABORT, 'offers is append-only: a row can only be retired'); END;
CREATE TRIGGER offers_retire_once BEFORE UPDATE OF retired_in ON offers
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'offers: a row is retired once and for all'); END;
CREATE TRIGGER offers_are_kept BEFORE DELETE ON offers
BEGIN SELECT RAISE(ABORT, 'offers is append-only: no row is deleted'); END;

-- One statement. value is JSON text; position orders the statements of one source about one attribute of one subject. The id is made
-- from the content, so a statement that goes and comes back has two rows with one id.
CREATE TABLE claims (
  id               TEXT NOT NULL REFERENCES claim_ids (id),
  subject          TEXT NOT NULL REFERENCES subjects (id),
  attribute        TEXT NOT NULL REFERENCES attribute_ids (id),
  value            TEXT CHECK (json_valid(value)),
  value_status     TEXT NOT NULL CHECK (value_status IN ('stated', 'not_found', 'not_applicable')) CHECK ((value IS NULL) = (value_status <> 'stated')),
  qualifier        TEXT CHECK (qualifier IN ('at_least', 'at_most', 'approximately')),
  source           TEXT NOT NULL REFERENCES source_ids (id) CHECK (length(source) > 0),
  position         INTEGER NOT NULL CHECK (position >= 0),
  as_of            TEXT CHECK (as_of IS date(as_of)),
  confidence       TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
  conditions       TEXT,
  applies_when     TEXT CHECK (json_valid(applies_when)),
  locator          TEXT,
  note             TEXT,
  via              TEXT REFERENCES source_ids (id),
  corroborated_by  TEXT CHECK (json_valid(corroborated_by)),
  ref              TEXT,
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (id, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX claims_one_open_row ON claims (id) WHERE retired_in IS NULL;
CREATE TRIGGER claims_only_add BEFORE INSERT ON claims
BEGIN
  SELECT RAISE(ABORT, 'claims: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM claims WHERE id = NEW.id AND (retired_in IS NULL OR added_in = NEW.added_in));
  SELECT RAISE(ABORT, 'corroborated_by names a source that does not exist')
    WHERE EXISTS (SELECT 1 FROM json_each(NEW.corroborated_by) WHERE json_each.value NOT IN (SELECT id FROM source_ids));
END;
CREATE TRIGGER claims_stay_as_they_are
BEFORE UPDATE OF id, subject, attribute, value, value_status, qualifier, source, position, as_of, confidence, conditions, applies_when,
  locator, note, via, corroborated_by, ref, origin, added_in
ON claims BEGIN SELECT RAISE(ABORT, 'claims is append-only: a row can only be retired'); END;
CREATE TRIGGER claims_retire_once BEFORE UPDATE OF retired_in ON claims
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'claims: a row is retired once and for all'); END;
CREATE TRIGGER claims_are_kept BEFORE DELETE ON claims
BEGIN SELECT RAISE(ABORT, 'claims is append-only: no row is deleted'); END;
CREATE INDEX claims_by_subject ON claims (subject, attribute);
CREATE VIEW current_claims AS SELECT * FROM claims WHERE retired_in IS NULL;

-- A group of criteria; its id shares one namespace with the attributes.
CREATE TABLE groups (
  id               TEXT NOT NULL,
  title            TEXT NOT NULL,
  description      TEXT NOT NULL,
  weights          TEXT NOT NULL CHECK (json_valid(weights)),
  weights_reason   TEXT NOT NULL,
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (id, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX groups_one_open_row ON groups (id) WHERE retired_in IS NULL;
CREATE TRIGGER groups_only_add BEFORE INSERT ON groups
BEGIN
  SELECT RAISE(ABORT, 'groups: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM groups WHERE id = NEW.id AND (retired_in IS NULL OR added_in = NEW.added_in));
  SELECT RAISE(ABORT, 'the id is already an attribute') WHERE NEW.id IN (SELECT id FROM attribute_ids);
  SELECT RAISE(ABORT, 'weights names an attribute that does not exist')
    WHERE EXISTS (SELECT 1 FROM json_each(NEW.weights) WHERE json_each.key NOT IN (SELECT id FROM attribute_ids));
END;
CREATE TRIGGER groups_stay_as_they_are
BEFORE UPDATE OF id, title, description, weights, weights_reason, origin, added_in
ON groups BEGIN SELECT RAISE(ABORT, 'groups is append-only: a row can only be retired'); END;
CREATE TRIGGER groups_retire_once BEFORE UPDATE OF retired_in ON groups
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'groups: a row is retired once and for all'); END;
CREATE TRIGGER groups_are_kept BEFORE DELETE ON groups
BEGIN SELECT RAISE(ABORT, 'groups is append-only: no row is deleted'); END;
CREATE TRIGGER attribute_ids_are_no_groups BEFORE INSERT ON attribute_ids
WHEN EXISTS (SELECT 1 FROM groups WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the id is already a group'); END;

-- A named ranking request.
CREATE TABLE profiles (
  id               TEXT NOT NULL,
  title            TEXT NOT NULL,
  description      TEXT NOT NULL,
  version          INTEGER NOT NULL CHECK (version > 0),
  request          TEXT NOT NULL CHECK (json_valid(request)),
  reasons          TEXT NOT NULL CHECK (json_valid(reasons)),
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (id, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX profiles_one_open_row ON profiles (id) WHERE retired_in IS NULL;
CREATE TRIGGER profiles_only_add BEFORE INSERT ON profiles
BEGIN
  SELECT RAISE(ABORT, 'profiles: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM profiles WHERE id = NEW.id AND (retired_in IS NULL OR added_in = NEW.added_in));
END;
CREATE TRIGGER profiles_stay_as_they_are
BEFORE UPDATE OF id, title, description, version, request, reasons, origin, added_in
ON profiles BEGIN SELECT RAISE(ABORT, 'profiles is append-only: a row can only be retired'); END;
CREATE TRIGGER profiles_retire_once BEFORE UPDATE OF retired_in ON profiles
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'profiles: a row is retired once and for all'); END;
CREATE TRIGGER profiles_are_kept BEFORE DELETE ON profiles
BEGIN SELECT RAISE(ABORT, 'profiles is append-only: no row is deleted'); END;

-- "Choose X if ...": the condition and the request that decides it. What the article picks is in verdict_picks.
CREATE TABLE verdicts (
  id               TEXT NOT NULL REFERENCES verdict_ids (id),
  condition        TEXT NOT NULL,
  section          TEXT NOT NULL,
  quote            TEXT NOT NULL,
  kind             TEXT NOT NULL CHECK (kind IN ('stated', 'implied')),
  supporting_claims TEXT NOT NULL CHECK (json_valid(supporting_claims)),
  request          TEXT NOT NULL CHECK (json_valid(request)),
  request_reason   TEXT NOT NULL,
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (id, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX verdicts_one_open_row ON verdicts (id) WHERE retired_in IS NULL;
CREATE TRIGGER verdicts_only_add BEFORE INSERT ON verdicts
BEGIN
  SELECT RAISE(ABORT, 'verdicts: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM verdicts WHERE id = NEW.id AND (retired_in IS NULL OR added_in = NEW.added_in));
  SELECT RAISE(ABORT, 'supporting_claims names a claim that does not exist')
    WHERE EXISTS (SELECT 1 FROM json_each(NEW.supporting_claims) WHERE json_each.value NOT IN (SELECT id FROM claim_ids));
END;
CREATE TRIGGER verdicts_stay_as_they_are
BEFORE UPDATE OF id, condition, section, quote, kind, supporting_claims, request, request_reason, origin, added_in
ON verdicts BEGIN SELECT RAISE(ABORT, 'verdicts is append-only: a row can only be retired'); END;
CREATE TRIGGER verdicts_retire_once BEFORE UPDATE OF retired_in ON verdicts
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'verdicts: a row is retired once and for all'); END;
CREATE TRIGGER verdicts_are_kept BEFORE DELETE ON verdicts
BEGIN SELECT RAISE(ABORT, 'verdicts is append-only: no row is deleted'); END;

-- The article's own pick: a family, or both.
CREATE TABLE verdict_picks (
  verdict          TEXT NOT NULL REFERENCES verdict_ids (id),
  pick             TEXT NOT NULL,
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (verdict, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX verdict_picks_one_open_row ON verdict_picks (verdict) WHERE retired_in IS NULL;
CREATE TRIGGER verdict_picks_only_add BEFORE INSERT ON verdict_picks
BEGIN
  SELECT RAISE(ABORT, 'verdict_picks: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM verdict_picks WHERE verdict = NEW.verdict AND (retired_in IS NULL OR added_in = NEW.added_in));
  SELECT RAISE(ABORT, 'the pick is neither a family nor both')
    WHERE NEW.pick <> 'both' AND NOT EXISTS (SELECT 1 FROM subjects WHERE id = NEW.pick AND kind = 'family');
END;
CREATE TRIGGER verdict_picks_stay_as_they_are
BEFORE UPDATE OF verdict, pick, origin, added_in
ON verdict_picks BEGIN SELECT RAISE(ABORT, 'verdict_picks is append-only: a row can only be retired'); END;
CREATE TRIGGER verdict_picks_retire_once BEFORE UPDATE OF retired_in ON verdict_picks
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'verdict_picks: a row is retired once and for all'); END;
CREATE TRIGGER verdict_picks_are_kept BEFORE DELETE ON verdict_picks
BEGIN SELECT RAISE(ABORT, 'verdict_picks is append-only: no row is deleted'); END;

-- What was found when a claim of the article was held against verified facts (claim ids).
CREATE TABLE claim_checks (
  claim            TEXT NOT NULL REFERENCES claim_ids (id),
  verdict          TEXT NOT NULL CHECK (verdict IN ('confirmed', 'contradicted', 'unverifiable')),
  facts            TEXT NOT NULL CHECK (json_valid(facts)),
  note             TEXT,
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (claim, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX claim_checks_one_open_row ON claim_checks (claim) WHERE retired_in IS NULL;
CREATE TRIGGER claim_checks_only_add BEFORE INSERT ON claim_checks
BEGIN
  SELECT RAISE(ABORT, 'claim_checks: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM claim_checks WHERE claim = NEW.claim AND (retired_in IS NULL OR added_in = NEW.added_in));
  SELECT RAISE(ABORT, 'facts names a claim that does not exist')
    WHERE EXISTS (SELECT 1 FROM json_each(NEW.facts) WHERE json_each.value NOT IN (SELECT id FROM claim_ids));
END;
CREATE TRIGGER claim_checks_stay_as_they_are
BEFORE UPDATE OF claim, verdict, facts, note, origin, added_in
ON claim_checks BEGIN SELECT RAISE(ABORT, 'claim_checks is append-only: a row can only be retired'); END;
CREATE TRIGGER claim_checks_retire_once BEFORE UPDATE OF retired_in ON claim_checks
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'claim_checks: a row is retired once and for all'); END;
CREATE TRIGGER claim_checks_are_kept BEFORE DELETE ON claim_checks
BEGIN SELECT RAISE(ABORT, 'claim_checks is append-only: no row is deleted'); END;

-- Claims that can't all be true.
CREATE TABLE contradictions (
  id               TEXT NOT NULL,
  claims           TEXT NOT NULL CHECK (json_valid(claims)),
  why              TEXT NOT NULL,
  origin           TEXT NOT NULL CHECK (origin IN ('seed', 'operator', 'import')),
  added_in         INTEGER NOT NULL REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED,
  retired_in       INTEGER REFERENCES revisions (number) DEFERRABLE INITIALLY DEFERRED CHECK (retired_in > added_in),
  PRIMARY KEY (id, added_in)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX contradictions_one_open_row ON contradictions (id) WHERE retired_in IS NULL;
CREATE TRIGGER contradictions_only_add BEFORE INSERT ON contradictions
BEGIN
  SELECT RAISE(ABORT, 'contradictions: the id already has a row that stands')
    WHERE EXISTS (SELECT 1 FROM contradictions WHERE id = NEW.id AND (retired_in IS NULL OR added_in = NEW.added_in));
  SELECT RAISE(ABORT, 'claims names a claim that does not exist')
    WHERE EXISTS (SELECT 1 FROM json_each(NEW.claims) WHERE json_each.value NOT IN (SELECT id FROM claim_ids));
END;
CREATE TRIGGER contradictions_stay_as_they_are
BEFORE UPDATE OF id, claims, why, origin, added_in
ON contradictions BEGIN SELECT RAISE(ABORT, 'contradictions is append-only: a row can only be retired'); END;
CREATE TRIGGER contradictions_retire_once BEFORE UPDATE OF retired_in ON contradictions
WHEN OLD.retired_in IS NOT NULL OR NEW.retired_in IS NULL
BEGIN SELECT RAISE(ABORT, 'contradictions: a row is retired once and for all'); END;
CREATE TRIGGER contradictions_are_kept BEFORE DELETE ON contradictions
BEGIN SELECT RAISE(ABORT, 'contradictions is append-only: no row is deleted'); END;
