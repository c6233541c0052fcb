import type { Alias } from '../../catalog/alias.ts';
import type { Source } from '../../catalog/claim.ts';
import type { Gpu } from '../../catalog/gpu.ts';
import type { ClaimCheck, Contradiction, Family, Group, Model, Offer, Profile, Provider, Verdict } from '../../catalog/kinds/entries.ts';
import type { License } from '../../catalog/license.ts';
import type { SeedClaim } from '../../catalog/seed/check-seed.ts';
import type { Attribute } from '../../catalog/vocabulary.ts';

export type SqlValue = string | number | null;

type Column<Field extends string = string> = {
  readonly column: string;
  readonly field: Field;
  /** Held as JSON text. */
  readonly json: boolean;
  /** NULL stands for a field that is left out, not for one that is null. */
  readonly optional: boolean;
};

/** A versioned table: how its rows and the catalog's values correspond. */
export type Table<T> = {
  readonly name: string;
  /** Without origin, added_in and retired_in. */
  readonly columns: readonly string[];
  /** The column that identifies. */
  readonly key: string;
  readonly encode: (value: T) => SqlValue[];
  /** Of a row that begins with the columns in their order. */
  readonly decode: (row: readonly SqlValue[]) => T;
};

const plain = <F extends string>(field: F): Column<F> => ({ column: field, field, json: false, optional: false });
const json = <F extends string>(field: F, column: string = field): Column<F> => ({ column, field, json: true, optional: false });
const optional = <F extends string>(column: Column<F>): Column<F> => ({ ...column, optional: true });

function table<T extends object>(name: string, ...columns: readonly Column<keyof T & string>[]): Table<T> {
  return {
    name,
    columns: columns.map(({ column }) => column),
    key: columns[0]?.column ?? '',
    encode: (value) =>
      columns.map(({ field, json }) => {
        const member = value[field] ?? null;
        return json && member !== null ? JSON.stringify(member) : (member as SqlValue);
      }),
    decode: (row) => {
      const value: Record<string, unknown> = {};
      for (const [index, { field, json, optional }] of columns.entries()) {
        const cell = row[index] ?? null;
        if (cell !== null) value[field] = json ? JSON.parse(cell as string) : cell;
        else if (!optional) value[field] = null;
      }
      return value as T;
    },
  };
}

export type VerdictPick = { readonly verdict: string; readonly pick: string };

/** The tables of the catalog, by their member of CatalogData. */
export const TABLES = {
  attributes: table<Attribute>(
    'attributes',
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
  ),
  sources: table<Source>('sources', plain('id'), plain('kind'), plain('title'), plain('locator'), plain('license'), plain('retrieved')),
  families: table<Family>('families', plain('id'), plain('name')),
  models: table<Model>('models', plain('id'), plain('name'), plain('family')),
  providers: table<Provider>('providers', plain('id'), plain('name')),
  offers: table<Offer>('offers', plain('id'), plain('model'), plain('provider'), plain('variant')),
  claims: table<SeedClaim>(
    'claims',
    plain('id'),
    plain('subject'),
    plain('attribute'),
    json('value'),
    plain('value_status'),
    optional(plain('qualifier')),
    plain('source'),
    plain('position'),
    plain('as_of'),
    plain('confidence'),
    optional(plain('conditions')),
    optional(json('when', 'applies_when')),
    optional(plain('locator')),
    optional(plain('note')),
    optional(plain('via')),
    optional(json('corroborated_by')),
    optional(plain('ref')),
  ),
  groups: table<Group>('groups', plain('id'), plain('title'), plain('description'), json('weights'), plain('weights_reason')),
  profiles: table<Profile>(
    'profiles',
    plain('id'),
    plain('title'),
    plain('description'),
    plain('version'),
    json('request'),
    json('reasons'),
  ),
  verdicts: table<Verdict>(
    'verdicts',
    plain('id'),
    plain('condition'),
    plain('section'),
    plain('quote'),
    plain('kind'),
    json('supporting_claims'),
    json('request'),
    plain('request_reason'),
  ),
  picks: table<VerdictPick>('verdict_picks', plain('verdict'), plain('pick')),
  claim_checks: table<ClaimCheck>('claim_checks', plain('claim'), plain('verdict'), json('facts'), plain('note')),
  contradictions: table<Contradiction>('contradictions', plain('id'), json('claims'), plain('why')),
  licenses: table<License>('licenses', plain('id'), plain('title'), plain('source'), json('terms')),
  aliases: table<Alias>('aliases', plain('id'), plain('feed'), plain('kind'), plain('spelling'), plain('target'), plain('variant')),
  gpus: table<Gpu>(
    'gpus',
    plain('id'),
    plain('name'),
    plain('memory_gb'),
    plain('memory_bandwidth_gb_s'),
    plain('source'),
    plain('locator'),
  ),
};

export type Member = keyof typeof TABLES;
type Held<M extends Member> = (typeof TABLES)[M] extends Table<infer T> ? T : never;
/** Rows of every table, as values of the catalog. */
export type Contents = { readonly [M in Member]: readonly Held<M>[] };

/** All tables, those that others name first. */
export const ALL_TABLES = Object.entries(TABLES) as unknown as readonly (readonly [Member, Table<object>])[];
