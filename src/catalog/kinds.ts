import type { Alias } from './alias.ts';
import { type Calibration, CalibrationEntry, CalibrationId } from './calibration.ts';
import { type SeedClaim, Slug, type Source, SourceEntry, SourceId } from './claim.ts';
import {
  type ClaimCheck,
  type Contradiction,
  type Family,
  type Floor,
  FloorEntry,
  type Group,
  GroupEntry,
  type Leader,
  type Model,
  type Offer,
  type PickRow,
  type Profile,
  ProfileEntry,
  type Provider,
  type Verdict,
  VerdictEntry,
} from './entries.ts';
import { type Gpu, GpuEntry, GpuId } from './gpu.ts';
import { everyWord, json, type Kind, keys, kind, members, mentions, type NameIn, optional, plain, refers } from './kind.ts';
import { type License, LicenseEntry, LicenseId, type LicenseTerms } from './license.ts';
import { clausesOf } from './license-clauses.ts';
import { type Synonym, SynonymEntry, SynonymId } from './synonym.ts';
import { type Attribute, AttributeId } from './vocabulary.ts';

/** What a claim can be about. */
const SUBJECTS = ['families', 'models', 'providers', 'offers'];
/** What a stored ranking request can name. */
const IN_REQUESTS = ['attributes', 'groups', 'profiles', 'sources', ...SUBJECTS];

function sourcesOfTerms(terms: unknown): NameIn[] {
  return clausesOf(terms as LicenseTerms).map(({ path, clause }) => ({ name: clause.source, path: [...path, 'source'] }));
}

function sourcesOfInputs(inputs: unknown): NameIn[] {
  return ((inputs ?? []) as Calibration['inputs']).map(({ source }, index) => ({ name: source, path: [index, 'source'] }));
}

function attributesOfItems(items: unknown): NameIn[] {
  return Object.entries((items ?? {}) as Calibration['items']).flatMap(([id, { attribute }]) =>
    attribute === null ? [] : [{ name: attribute, path: [id, 'attribute'] }],
  );
}

/**
 * Every kind of thing in the catalog, by its member of CatalogData; those that others name come first. To add one: its schema, its entry
 * here, a migration that makes the table with its five triggers, its file or folder in db/seed, a test.
 */
export const KINDS = {
  attributes: kind<Attribute>({
    table: 'attributes',
    noun: 'attribute',
    since: 1,
    registry: { table: 'attribute_ids' },
    seed: { within: 'attributes/' },
    columns: [
      plain('id'),
      plain('category'),
      plain('title'),
      plain('description'),
      plain('type'),
      plain('unit'),
      plain('better'),
      plain('nature'),
      plain('scope'),
      json('scale'),
      plain('scale_reason'),
      plain('stale_after_days'),
      optional(json('values', 'allowed_values')),
      optional(plain('format')),
      optional(json('inherited_by')),
      optional(plain('items')),
    ],
  }),
  sources: kind<Source>({
    table: 'sources',
    noun: 'source',
    since: 1,
    registry: { table: 'source_ids' },
    seed: { file: 'sources.json', Id: SourceId, Entry: SourceEntry },
    columns: [plain('id'), plain('kind'), plain('title'), plain('locator'), plain('license'), plain('retrieved')],
  }),
  families: kind<Family>({
    table: 'families',
    noun: 'family',
    since: 1,
    registry: { table: 'subjects', kind: 'family' },
    seed: { within: 'families/' },
    columns: [plain('id'), plain('name')],
  }),
  models: kind<Model>({
    table: 'models',
    noun: 'model',
    since: 1,
    registry: { table: 'subjects', kind: 'model' },
    seed: { within: 'models/' },
    columns: [plain('id'), plain('name'), refers(plain('family'), 'families')],
  }),
  providers: kind<Provider>({
    table: 'providers',
    noun: 'provider',
    since: 1,
    registry: { table: 'subjects', kind: 'provider' },
    seed: { within: 'providers/' },
    columns: [plain('id'), plain('name')],
  }),
  offers: kind<Offer>({
    table: 'offers',
    noun: 'offer',
    since: 1,
    registry: { table: 'subjects', kind: 'offer' },
    seed: { within: 'models/' },
    columns: [plain('id'), refers(plain('model'), 'models'), refers(plain('provider'), 'providers'), plain('variant')],
  }),
  claims: kind<SeedClaim>({
    table: 'claims',
    noun: 'claim',
    since: 1,
    registry: { table: 'claim_ids' },
    seed: { within: 'models/' },
    columns: [
      plain('id'),
      mentions(plain('subject'), SUBJECTS),
      refers(plain('attribute'), 'attributes'),
      json('value'),
      plain('value_status'),
      optional(plain('qualifier')),
      refers(plain('source'), 'sources'),
      plain('position'),
      plain('as_of'),
      plain('confidence'),
      optional(plain('conditions')),
      optional(json('when', 'applies_when')),
      optional(plain('locator')),
      optional(plain('note')),
      refers(optional(plain('via')), 'sources'),
      refers(optional(json('corroborated_by')), 'sources', members),
      optional(plain('ref')),
      optional(json('mode')),
      optional(plain('items')),
      optional(plain('se')),
    ],
  }),
  groups: kind<Group>({
    table: 'groups',
    noun: 'group',
    since: 1,
    seed: { folder: 'groups/', Id: AttributeId, Entry: GroupEntry },
    columns: [plain('id'), plain('title'), plain('description'), refers(json('weights'), 'attributes', keys), plain('weights_reason')],
  }),
  profiles: kind<Profile>({
    table: 'profiles',
    noun: 'profile',
    since: 1,
    seed: { folder: 'profiles/', Id: Slug, Entry: ProfileEntry },
    columns: [
      plain('id'),
      plain('title'),
      plain('description'),
      plain('version'),
      mentions(json('request'), IN_REQUESTS, everyWord),
      json('reasons'),
    ],
  }),
  verdicts: kind<Verdict>({
    table: 'verdicts',
    noun: 'verdict',
    since: 1,
    registry: { table: 'verdict_ids' },
    seed: { folder: 'verdicts/', Id: Slug, Entry: VerdictEntry },
    columns: [
      plain('id'),
      plain('condition'),
      plain('section'),
      plain('quote'),
      plain('kind'),
      mentions(json('supporting_claims'), ['claims'], members),
      mentions(json('request'), IN_REQUESTS, everyWord),
      plain('request_reason'),
      mentions(optional(json('verified_request')), IN_REQUESTS, everyWord),
      optional(plain('verified_request_reason')),
    ],
  }),
  picks: kind<PickRow>({
    table: 'verdict_picks',
    noun: 'pick',
    since: 1,
    seed: { within: 'verdict-picks.json' },
    columns: [mentions(plain('verdict'), ['verdicts']), mentions(plain('pick'), ['families'])],
  }),
  claim_checks: kind<ClaimCheck>({
    table: 'claim_checks',
    noun: 'claim check',
    since: 1,
    seed: { within: 'claim-checks.json' },
    columns: [mentions(plain('claim'), ['claims']), plain('verdict'), mentions(json('facts'), ['claims'], members), plain('note')],
  }),
  contradictions: kind<Contradiction>({
    table: 'contradictions',
    noun: 'contradiction',
    since: 1,
    seed: { within: 'contradictions.json' },
    columns: [plain('id'), mentions(json('claims'), ['claims'], members), plain('why')],
  }),
  licenses: kind<License>({
    table: 'licenses',
    noun: 'licence',
    since: 2,
    seed: { folder: 'licenses/', Id: LicenseId, Entry: LicenseEntry },
    columns: [plain('id'), plain('title'), refers(plain('source'), 'sources'), refers(json('terms'), 'sources', sourcesOfTerms)],
  }),
  aliases: kind<Alias>({
    table: 'aliases',
    noun: 'alias',
    since: 2,
    seed: { within: 'aliases/' },
    columns: [
      plain('id'),
      plain('feed'),
      plain('kind'),
      plain('spelling'),
      mentions(plain('target'), ['models', 'providers']),
      plain('variant'),
    ],
  }),
  gpus: kind<Gpu>({
    table: 'gpus',
    noun: 'GPU',
    since: 2,
    seed: { file: 'gpus.json', Id: GpuId, Entry: GpuEntry },
    columns: [
      plain('id'),
      plain('name'),
      plain('memory_gb'),
      plain('memory_bandwidth_gb_s'),
      refers(plain('source'), 'sources'),
      plain('locator'),
    ],
  }),
  leaders: kind<Leader>({
    table: 'leaders',
    noun: 'leader',
    since: 6,
    seed: { within: 'leaders.json' },
    columns: [plain('id'), refers(plain('model'), 'models'), refers(plain('provider'), 'providers')],
  }),
  floors: kind<Floor>({
    table: 'completeness_floors',
    noun: 'floor',
    since: 6,
    seed: { file: 'completeness.json', Id: AttributeId, Entry: FloorEntry },
    columns: [plain('id'), plain('title'), mentions(json('rule'), ['attributes'], everyWord)],
  }),
  synonyms: kind<Synonym>({
    table: 'synonyms',
    noun: 'synonym',
    since: 7,
    seed: { file: 'synonyms.json', Id: SynonymId, Entry: SynonymEntry },
    columns: [plain('id'), mentions(plain('means'), ['models']), refers(plain('source'), 'sources'), plain('locator')],
  }),
  calibrations: kind<Calibration>({
    table: 'calibrations',
    noun: 'calibration',
    since: 8,
    seed: { folder: 'calibration/', Id: CalibrationId, Entry: CalibrationEntry },
    columns: [
      plain('id'),
      plain('method'),
      plain('eps'),
      plain('kappa'),
      plain('general_variance'),
      json('other_efforts'),
      refers(json('inputs'), 'sources', sourcesOfInputs),
      plain('results'),
      plain('respondents'),
      json('fit'),
      json('abilities'),
      refers(json('items'), 'attributes', attributesOfItems),
    ],
  }),
};

export type Member = keyof typeof KINDS;
export type Held<M extends Member> = (typeof KINDS)[M] extends Kind<infer T> ? T : never;
/** Rows of every kind, as values of the catalog. */
export type Contents = { readonly [M in Member]: readonly Held<M>[] };

/** Kinds that are held and declared in another form than by an id of their own. */
const OTHERWISE = ['claims', 'picks', 'claim_checks', 'contradictions'] as const;
export type MemberById = Exclude<Member, (typeof OTHERWISE)[number]>;

/** All kinds, those that others name first. */
export const ALL_KINDS = Object.entries(KINDS) as unknown as readonly (readonly [Member, Kind<object>])[];
export const MEMBERS_BY_ID = ALL_KINDS.map(([member]) => member).filter(
  (member) => !OTHERWISE.some((one) => one === member),
) as MemberById[];
