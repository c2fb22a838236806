/** Tickets that are trained again. */
import { expect, it } from 'vitest';
import { openStore } from '../../../src/runs/library/store.ts';
import { retrainingWords } from '../../../src/shared/results/retraining.ts';
import type { RetrainChange } from '../../../src/shared/specs/retrain.ts';
import { carryOut, type FinishedRun, newStore, request, trainedStore } from './harness.ts';

const same = { weights: 'same', mask: 'same' } as const;
const ticket = 'small/trial-1/round-02';
const again = (storeFolder: string, change: RetrainChange, name = ticket): Promise<FinishedRun> =>
  carryOut(request(storeFolder, { retrain: { ticket: name, change } }));

it('gives the same bits with nothing changed, and really trains', async () => {
  const {
    storeFolder,
    run: { document },
  } = await trainedStore();
  const run = await again(storeFolder, same);
  expect(run).toMatchObject({ state: 'finished', failure: null, trained: 1 });
  const details = await openStore(storeFolder).ticket(ticket);
  expect(details.retrainings).toMatchObject([{ retraining: { change: same, sameBits: true }, hash: details.training?.hash }]);
  expect(run.document).toEqual({ ...document, retrainings: run.document?.retrainings });
  expect(await again(storeFolder, same, 'small/trial-1/round-00')).toMatchObject({ state: 'finished', trained: 1 });
});

it('draws what the controls drew, under the same seed', async () => {
  const { storeFolder } = await trainedStore();
  await again(storeFolder, { ...same, weights: 'reinit' });
  await again(storeFolder, { ...same, mask: 'random' });
  const { controls, retrainings } = await openStore(storeFolder).ticket(ticket);
  expect(retrainings.map(({ hash }) => hash)).toEqual(controls.map(({ hash }) => hash));
  expect(retrainings.map(({ retraining }) => retraining && retrainingWords(retraining))).toEqual([
    'random reinitialisation: the same bits',
    'random mask: the same bits',
  ]);
});

it('changes one thing at a time, and keeps it all', async () => {
  const { storeFolder } = await trainedStore();
  for (const change of [{ iterations: 100 }, { dataOrderSeed: 7 }, { weights: 'reinit', seed: 7 }, { mask: 'random', seed: 7 }] as const) {
    expect(await again(storeFolder, { ...same, ...change })).toMatchObject({ state: 'finished', trained: 1 });
  }
  const { retrainings, training } = await openStore(storeFolder).ticket(ticket);
  expect(retrainings.map(({ retraining }) => retraining && retrainingWords(retraining))).toEqual([
    '100 iterations',
    'data order seed 7',
    'random reinitialisation, seed 7',
    'random mask, seed 7',
  ]);
  expect(new Set([training, ...retrainings].map((one) => one?.hash)).size).toBe(5);
  expect(new Set(retrainings.map(({ role }) => role)).size).toBe(4);
  await openStore(storeFolder).collectGarbage(false);
  expect((await openStore(storeFolder).ticket(ticket)).retrainings).toEqual(retrainings);
});

it('refuses a ticket that is not there', async () => {
  const { storeFolder } = await trainedStore();
  expect((await again(storeFolder, same, 'small/trial-1/round-09')).failure).toContain('trial-1/round-09/ticket has not been trained yet');
  expect((await carryOut(request(newStore(), { retrain: { ticket, change: same } }))).failure).toContain('There is no experiment "small"');
});
