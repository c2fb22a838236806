/** Checks what a runner is asked for: another version of the program, or a fault in it, may ask for anything. */
import * as z from 'zod';
import type { RunRequest } from '../../shared/channel/runner-protocol.ts';
import { executorSchema } from '../../shared/config/executor/executor-options.ts';
import { nameProblem } from '../../shared/config/facts/experiment-name.ts';
import { readStoredConfig } from '../store/experiments/stored-config.ts';
import { tell, ToldError } from '../../shared/text/told.ts';

const text = z.string().max(32_768);
const count = z.int().min(0);
const config = z.unknown().refine((value) => 'config' in readStoredConfig(value));
const experiment = z.string().refine((name) => nameProblem(name) === null);

const change = z.object({
  weights: z.enum(['same', 'reinit']),
  mask: z.enum(['same', 'random']),
  seed: count.optional(),
  dataOrderSeed: count.optional(),
  iterations: count.optional(),
});
const ticketImport = z.object({ weights: text.nullable(), mask: text.nullable(), trial: count, round: count.nullable() });

const requestSchema = z.object({
  ...{ experiment, config, configPath: text.nullable(), baseFolder: text, storeFolder: text.min(1) },
  ...{ workers: z.int().min(1).nullable(), keepControlWeights: z.boolean(), executor: executorSchema.optional() },
  ...{ detached: z.literal(true).optional(), tensorFlowFolder: text.optional(), givenSettings: z.array(text).optional() },
  members: z.array(z.object({ experiment, config })).min(1).optional(),
  retrain: z.object({ ticket: text, change }).optional(),
  imports: z.object({ tickets: z.array(ticketImport).min(1), train: z.boolean() }).optional(),
});

/** @throws Error that names the first part of the request that no run can have. */
export function checkRequest(request: unknown): asserts request is RunRequest {
  const result = requestSchema.safeParse(request);
  if (result.success) return;
  const place = ['request', ...(result.error.issues[0]?.path ?? []).map(String)].join('.').slice(0, 100);
  throw new ToldError(
    tell(
      "The run was asked for in a way that this version does not know ({0}). Bring the editor's extension and the terminal's program to one version, and reload the window.",
      place,
    ),
  );
}
