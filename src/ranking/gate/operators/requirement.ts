import { z } from 'zod';
import { OPERATOR_LIST, type OPERATORS, type OperatorName } from './operators.ts';

type Shape = { readonly [Name in OperatorName]: z.ZodOptional<(typeof OPERATORS)[Name]['schema']> };

const shape = Object.fromEntries(OPERATOR_LIST.map(({ name, schema }) => [name, schema.optional()])) as Shape;

/** A hard condition on one attribute; several operators in one all have to hold. */
export const Requirement = z
  .strictObject({
    ...shape,
    if_unknown: z
      .enum(['exclude', 'keep'])
      .meta({ description: 'What becomes of a candidate whose value is unknown. Left out: exclude.' })
      .optional(),
  })
  .meta({ id: 'Requirement', description: 'A hard condition on one attribute. Several operators in one all have to hold.' });
export type Requirement = z.infer<typeof Requirement>;
