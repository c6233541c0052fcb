import { ExportedDecision } from '../../decisions/decision-json.ts';
import { importedRecord } from '../../decisions/import-record.ts';
import { sha256 } from '../../sha256.ts';
import type { Requester, Service } from '../deps.ts';
import { faultsOf, inBody } from '../faults.ts';
import { meaningless, type Refused } from '../refused.ts';
import { type Written, writtenOf } from './written.ts';

/**
 * Keeps a record that another service exported as it is. `body` is taken as it came, since the hash is over its members in their order; a
 * record of which anything was changed is refused.
 */
export async function importDecision(
  { clock, decisions }: Pick<Service, 'clock' | 'decisions'>,
  body: unknown,
  { by, once }: Requester,
): Promise<Written | Refused> {
  const now = clock();
  const read = ExportedDecision.safeParse(body, { reportInput: true });
  if (!read.success) return { refused: 'faults', shape: faultsOf(ExportedDecision, read.error.issues, inBody), meaning: [] };
  const record = importedRecord(sha256, read.data, body as ExportedDecision);
  if ('faults' in record) return meaningless(record.faults.map(({ path, code, detail }) => ({ ...inBody(path), code, detail })));
  return writtenOf(await decisions.adopt(record, { by, now, once }));
}
