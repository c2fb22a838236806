/** Runs a tiny experiment in the bundled runner, whose files can fail (faulty-files.cjs). */
import path from 'node:path';
import { openStore } from '../../src/runs/library/store.ts';
import type { RunEnd } from '../../src/runs/client/start-run.ts';
import type { RunRequest } from '../../src/shared/channel/runner-protocol.ts';
import { begin, bitsOf, carryOut, type FollowedRun, newStore, request, smallConfig } from '../worker/runs/harness.ts';

export interface Faults {
  /** Operation on the store, from 1, before which the process is killed; a write is then half done. */
  readonly killAt?: number;
  /** Operation that fails with `code`, and, where it lasts, all after it. */
  readonly failAt?: number;
  readonly code?: string;
  readonly lasting?: boolean;
  /** File that every operation is written to, one a line. */
  readonly log?: string;
}

const shim = path.join(import.meta.dirname, 'faulty-files.cjs');

/** Dense network, ticket and two controls, a moment each; a checkpoint every 20 iterations. */
export const tinyConfig = smallConfig({
  network: { layers: [{ units: 12 }, { units: 10 }] },
  training: { iterations: 60, evaluateEvery: 20 },
  pruning: { rounds: 1 },
});

export const tinyRequest = (storeFolder: string): RunRequest => request(storeFolder, { config: tinyConfig });

/** Calls `action` with more variables; a process reads them when it starts. */
export function withEnvironment<T>(values: Readonly<Record<string, string>>, action: () => T): T {
  const before = new Map(Object.keys(values).map((name) => [name, process.env[name]]));
  Object.assign(process.env, values);
  try {
    return action();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }
}

export const beginTiny = (storeFolder: string, faults: Faults = {}, more: Readonly<Record<string, string>> = {}): FollowedRun =>
  withEnvironment(
    { NODE_OPTIONS: `--require ${JSON.stringify(shim)}`, WT_FAULTS: JSON.stringify(faults), WT_CHECKPOINT_ITERATIONS: '20', ...more },
    () => begin(tinyRequest(storeFolder)),
  );

export const runTiny = (storeFolder: string, faults: Faults = {}): Promise<RunEnd> => beginTiny(storeFolder, faults).ended;

/** Bits of an undisturbed run. */
export async function tinyBits(): Promise<object> {
  const storeFolder = newStore();
  await carryOut(tinyRequest(storeFolder));
  return bitsOf(storeFolder);
}

/** Bits without what is half-written, and nothing in the store that says that it runs. */
export async function bitsAfter(storeFolder: string): Promise<object> {
  await openStore(storeFolder).collectGarbage(false);
  return bitsOf(storeFolder);
}
