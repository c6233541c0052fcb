import { z } from 'zod';

/** One revision of the catalog: what, when, by whom. */
export const RevisionEntry = z.strictObject({
  number: z.int().min(1).meta({ description: 'Revisions are numbered from 1, without gaps.' }),
  hash: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .max(71)
    .meta({ description: 'Hash of its content: two databases with the same content agree.' }),
  created_at: z.iso.datetime().max(30).meta({ description: 'When it was added.' }),
  origin: z.enum(['seed', 'operator', 'import']).meta({ description: 'How it came about.' }),
  author: z.string().min(1).max(200).meta({ description: 'Who added it: the name of a key or of the command.' }),
  note: z.string().max(2000).nullable().meta({ description: 'What it was about, in words.' }),
});
export type RevisionEntry = z.infer<typeof RevisionEntry>;
export type Revision = Readonly<RevisionEntry>;
/** How a revision, or a row of it, came about. */
export type Origin = RevisionEntry['origin'];
