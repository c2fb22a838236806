/** Whole runs in the bundled runner. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../src/runs/store/store.ts';
import { bitsOf, carryOut, newStore, order, smallConfig } from './runner-harness.ts';

it('finds tickets and says how it goes', async () => {
  const storeFolder = newStore();
  const run = await carryOut(order(storeFolder));
  expect(run).toMatchObject({ state: 'finished', failure: null, trained: 7 });
  expect(run.document).toMatchObject({ state: 'finished', plannedTrainings: 7, trainings: { length: 7 }, rounds: { length: 3 } });
  expect(run.document).toEqual(await openStore(storeFolder).document('small'));
  const methods = run.events.map(({ method }) => method);
  expect(methods[0]).toBe('ready');
  expect(methods.at(-1)).toBe('end');
  expect(methods).toContain('progress');
  expect(readFileSync(path.join(storeFolder, '.gitignore'), 'utf8')).toBe('*\n');
  expect(existsSync(path.join(storeFolder, 'experiments/small/lock.json'))).toBe(false);
});

it('trains nothing that is there', async () => {
  const storeFolder = newStore();
  const first = await carryOut(order(storeFolder));
  const again = await carryOut(order(storeFolder));
  expect(again.trained).toBe(0);
  expect(again.document).toEqual(first.document);
});
