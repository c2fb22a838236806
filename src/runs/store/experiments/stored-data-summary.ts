/** What a record keeps of its data, as it is read again. */
import * as z from 'zod';

const labels = z.array(z.number());

const warningSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('one-class'), label: z.number() }),
  z.object({ kind: z.literal('class-only-in-test'), labels }),
  z.object({ kind: z.literal('constant-input') }),
  z.object({ kind: z.literal('wide-column'), column: z.string(), times: z.number() }),
  z.object({ kind: z.literal('batch-of-one') }),
]);

const noteSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('counted-header'), file: z.string() }),
  z.object({ kind: z.literal('left-out'), folder: z.string(), endings: z.record(z.string(), z.number()), hidden: z.number() }),
  z.object({ kind: z.literal('absent-classes'), part: z.enum(['train', 'test']), labels }),
  z.object({ kind: z.literal('spare-outputs'), classes: z.number(), outputs: z.number() }),
  z.object({ kind: z.literal('constant-inputs'), value: z.number() }),
  z.object({ kind: z.literal('wide-column'), column: z.string(), range: z.number(), usualRange: z.number() }),
  z.object({ kind: z.literal('same-samples') }),
  z.object({ kind: z.literal('unlike-ranges'), times: z.number() }),
]);

/** Those of a list that this version knows: a warning of a later version, or a damaged one, costs nobody the experiment. */
const known = <T extends z.ZodType>(one: T) =>
  z.array(z.unknown()).transform((list) =>
    list.flatMap((item): z.output<T>[] => {
      const { success, data } = one.safeParse(item);
      return success ? [data] : [];
    }),
  );

export const dataSummarySchema = z.object({
  testSamples: z.number(),
  bestConstantAccuracy: z.number(),
  warnings: known(warningSchema),
  notes: known(noteSchema).optional(),
});
