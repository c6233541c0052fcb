import type { Catalog } from '../../catalog/catalog.ts';
import { pointerOf } from '../../catalog/seed/seed-fault.ts';
import type { ChangePlan } from '../plan/change-plan.ts';
import { sameContent } from '../plan/same-content.ts';
import type { ClaimsFault, ClaimsRequest } from './claims-request.ts';
import type { Declared } from './parsed-claims.ts';

type DeclaredTable = 'attributes' | 'sources' | 'providers' | 'models' | 'offers';

type Additions = Omit<ChangePlan['add'], 'claims'>;
type Declarations = {
  readonly add: Additions;
  readonly faults: readonly ClaimsFault[];
  /** Whether the catalog or the file has a subject of this id. */
  readonly hasSubject: (id: string) => boolean;
};

/** The declarations that the catalog does not have yet; those that it has with another content are faults. */
export function newDeclarations({ catalog, parsed: { declared } }: ClaimsRequest): Declarations {
  const faults = declarationFaults(catalog, declared);
  const fresh = <T extends { readonly id: string }>(table: DeclaredTable, rows: readonly T[]): T[] =>
    [...new Map(rows.map((row) => [row.id, row])).values()].filter((row) => {
      const existing: object | undefined = catalog[table].get(row.id);
      if (existing === undefined) return true;
      if (sameContent(existing, row)) return false;
      faults.push({ pointer: pointerTo(table, row.id), code: 'already_declared', detail: `the catalog has another ${row.id}` });
      return false;
    });
  const names = new Set([...declared.providers, ...declared.models, ...declared.offers].map(({ id }) => id));
  return {
    add: {
      attributes: fresh('attributes', declared.attributes),
      sources: fresh('sources', declared.sources),
      providers: fresh('providers', declared.providers),
      models: fresh('models', declared.models),
      offers: fresh('offers', declared.offers),
    },
    faults,
    hasSubject: (id) =>
      names.has(id) || [catalog.families, catalog.models, catalog.providers, catalog.offers].some((subjects) => subjects.has(id)),
  };
}

/** References to what neither the catalog nor the file has, and ids that something of another kind has. */
function declarationFaults(catalog: Catalog, declared: Declared): ClaimsFault[] {
  const faults: ClaimsFault[] = [];
  const includes = (rows: readonly { readonly id: string }[], id: string) => rows.some((row) => row.id === id);
  const fault = (table: DeclaredTable, id: string, code: string, detail: string) =>
    faults.push({ pointer: pointerTo(table, id), code, detail });
  for (const attribute of declared.attributes) {
    if (catalog.groups.has(attribute.id)) fault('attributes', attribute.id, 'already_declared', `${attribute.id} is a group of criteria`);
  }
  for (const { id, family } of declared.models) {
    if (catalog.families.has(id)) fault('models', id, 'already_declared', `${id} is a family`);
    if (family !== null && !catalog.families.has(family)) fault('models', id, 'unknown_family', `there is no family ${family}`);
  }
  for (const { id, model, provider } of declared.offers) {
    if (!catalog.models.has(model) && !includes(declared.models, model)) fault('offers', id, 'unknown_model', `there is no model ${model}`);
    if (!catalog.providers.has(provider) && !includes(declared.providers, provider))
      fault('offers', id, 'unknown_provider', `there is no provider ${provider}`);
  }
  return faults;
}

function pointerTo(table: DeclaredTable, id: string): string {
  return pointerOf(table === 'offers' ? [table] : [table, id]);
}
