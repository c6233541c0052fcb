import { HOSTING } from '../facts/fact-view.ts';
import type { Kind, SeedFiles } from '../kind.ts';
import { KINDS, MEMBERS_BY_ID, type MemberById } from '../kinds.ts';
import { attributeFindings } from './check-attribute.ts';
import { claimFindings } from './check-value.ts';
import type { Declared, SeedDraft } from './seed-draft.ts';
import { faultAt, type SeedLocation } from './seed-fault.ts';

/** Holds what the seed names against what it declares. Faults go into the draft. */
export function checkNames(draft: SeedDraft): void {
  checkNamespaces(draft);
  for (const member of MEMBERS_BY_ID)
    for (const { location, entry } of draft.declared[member].values()) checkReferences(draft, KINDS[member], location, entry);
  for (const { location, entry } of draft.declared.groups.values())
    if (entry !== null && Object.keys(entry.weights).length === 0) draft.faults.push(faultAt(location, 'a group has criteria', 'weights'));
  for (const { location, entry } of draft.declared.aliases.values())
    if (entry !== null) expectDeclared(draft, location, entry.kind === 'model' ? 'models' : 'providers', entry.target);
  checkPicks(draft);
}

function checkNamespaces({ declared, faults }: SeedDraft): void {
  for (const [id, { location }] of declared.models)
    if (declared.families.has(id)) faults.push(faultAt(location, `${id} is a family already: models and families share one namespace`));
  for (const [id, { location }] of declared.groups)
    if (declared.attributes.has(id))
      faults.push(faultAt(location, `${id} is an attribute already: attributes and groups share one namespace`));
}

/** Checks every name in the columns of an entry that the seed has to declare. */
function checkReferences(draft: SeedDraft, { columns }: Pick<Kind<never>, 'columns'>, location: SeedLocation, entry: object | null): void {
  if (entry === null) return;
  for (const { field, naming } of columns) {
    if (!naming?.mustBeDeclared) continue;
    for (const { name, path } of naming.find(entry[field as keyof typeof entry]))
      for (const member of naming.of) expectDeclared(draft, location, member as MemberById, name, field, ...path);
  }
}

/** Reports a name that nothing declares, unless a file that can't be read may have declared it. */
function expectDeclared(draft: SeedDraft, location: SeedLocation, member: MemberById, name: string, ...path: PropertyKey[]): void {
  const { noun, seed } = KINDS[member];
  const declared: ReadonlyMap<string, Declared<unknown>> = draft.declared[member];
  if (declared.has(name) || [...draft.unread].some((file) => file.startsWith(prefixOf(seed)))) return;
  draft.faults.push(faultAt(location, `unknown ${noun} ${name}`, ...path));
}

/** How the paths of the files begin that may declare an entry. */
function prefixOf(seed: SeedFiles): string {
  if ('within' in seed) return seed.within;
  return 'folder' in seed ? seed.folder : seed.file;
}

function checkPicks(draft: SeedDraft): void {
  for (const [verdict, { location, entry }] of draft.picks) {
    expectDeclared(draft, location, 'verdicts', verdict);
    if (entry !== null && entry !== 'both') expectDeclared(draft, location, 'families', entry);
  }
  for (const [verdict, { location }] of draft.declared.verdicts)
    if (!draft.picks.has(verdict) && !draft.unread.has('verdict-picks.json'))
      draft.faults.push(faultAt(location, `verdict-picks.json has no pick for ${verdict}`));
}

export function checkAttributes(draft: SeedDraft): void {
  const hosting = draft.declared.attributes.get(HOSTING)?.entry;
  for (const { location, entry } of draft.declared.attributes.values()) {
    if (entry === null) continue;
    for (const { path, message } of attributeFindings(entry)) draft.faults.push(faultAt(location, message, ...path));
    if (entry.inherited_by !== undefined) expectDeclared(draft, location, 'attributes', HOSTING, 'inherited_by');
    for (const [index, kind] of (entry.inherited_by ?? []).entries())
      if (hosting?.values?.includes(kind) === false)
        draft.faults.push(faultAt(location, `${kind} is no kind of hosting`, 'inherited_by', index));
  }
}

export function checkClaims(draft: SeedDraft): void {
  for (const { location, entry } of draft.claims) {
    checkReferences(draft, KINDS.claims, location, entry);
    const { from, until } = entry.when ?? {};
    if (from !== undefined && until !== undefined && from >= until)
      draft.faults.push(faultAt(location, 'from is not before until: it never holds', 'when'));
    const attribute = draft.declared.attributes.get(entry.attribute)?.entry;
    if (attribute) for (const { path, message } of claimFindings(attribute, entry)) draft.faults.push(faultAt(location, message, ...path));
  }
}
