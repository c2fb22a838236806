/** Whole runs in the bundled runner: what is trained, what is found, what is said. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { diskBytes } from '../../../src/runs/estimate/estimate.ts';
import { openStore } from '../../../src/runs/library/store.ts';
import { roundWords } from '../../../src/shared/results/progress.ts';
import { begin, bitsOf, carryOut, newStore, request, smallConfig, trainedStore, withoutCurves } from './harness.ts';

it('finds tickets and says how it goes', async () => {
  const { storeFolder, run } = await trainedStore();
  expect(run).toMatchObject({ state: 'finished', failure: null, trained: 7 });
  expect(run.document).toMatchObject({ state: 'finished', plannedTrainings: 7, trainings: { length: 7 }, rounds: { length: 3 } });
  expect(run.document).toEqual(withoutCurves(await openStore(storeFolder).document('small')));
  const methods = run.events.map(({ method }) => method);
  expect([methods[0], methods.at(-1)]).toEqual(['ready', 'end']);
  expect(methods).toContain('progress');
  expect(readFileSync(path.join(storeFolder, '.gitignore'), 'utf8')).toBe('*\n');
  expect(existsSync(path.join(storeFolder, 'experiments/small/lock.json'))).toBe(false);
});

it('carries its progress as data, whatever the experiment is called', async () => {
  const experiment = 'round 3 of 4';
  const { events } = await carryOut(request(newStore(), { experiment, config: smallConfig({ training: { iterations: 4000 } }) }));
  const progress = events.flatMap((event) => (event.method === 'progress' ? [event.payload] : []));
  const [first] = progress.flatMap(({ active }) => active);
  expect(first).toMatchObject({ experiment, trial: 1, rounds: 2, iterations: 4000 });
  expect(progress.every(({ active }) => active.every(({ round, iteration }) => round <= 2 && iteration <= 4000))).toBe(true);
  expect(progress.map((one) => roundWords(one) ?? '')).not.toContain(experiment);
  expect(progress.at(-1)).toMatchObject({ trainingsPlanned: 7, iterationsPlanned: 28_000 });
});

it.each([undefined, '0', '7'])('gives way to other programs as far as WINNING_TICKET_PRIORITY says (%s)', async (priority) => {
  vi.stubEnv('WINNING_TICKET_PRIORITY', priority);
  const run = begin(request(newStore(), { config: smallConfig({ training: { iterations: 100_000 } }) }));
  expect(getPriority(await run.pid)).toBe(Number(priority ?? 10));
  await run.handle.cancel();
  vi.unstubAllEnvs();
});

it('writes at most what was estimated, and not much less', async () => {
  const storeFolder = newStore();
  const config = smallConfig({ trials: 2, training: { testEvaluation: 'every', trainingEvaluation: 'every', evaluateEvery: 2 } });
  await carryOut(request(storeFolder, { config }));
  const files = readdirSync(storeFolder, { recursive: true, encoding: 'utf8' }).map((name) => statSync(path.join(storeFolder, name)));
  const written = files.filter((file) => file.isFile()).reduce((sum, { size }) => sum + size, 0);
  // 64 x 50 + 50 x 10 weights.
  const estimated = diskBytes(config, 3700, 0);
  expect(written).toBeLessThan(estimated);
  expect(written).toBeGreaterThan(0.75 * estimated);
});

it('keeps the weights of tickets, and of controls where they are wanted', async () => {
  const { storeFolder: without } = await trainedStore();
  const having = newStore();
  await carryOut(request(having, { keepControlWeights: true }));
  const count = (folder: string): number => readdirSync(path.join(folder, 'tensors')).length;
  // Dense: initial and final. Two tickets: mask, initial and final. Per round one reinitialisation (two) and one random mask (three).
  expect([count(without), count(having)]).toEqual([8, 18]);
});

it('trains nothing that is there, and only what is new', async () => {
  const { storeFolder, run } = await trainedStore();
  expect(run.trained).toBe(7);
  const trainedWith = async (config: Parameters<typeof smallConfig>[0]): Promise<number> =>
    (await carryOut(request(storeFolder, { config: smallConfig(config) }))).trained;
  expect(await trainedWith({})).toBe(0);
  expect(await trainedWith({ controls: { randomReinit: 2 } })).toBe(2);
  expect(await trainedWith({ controls: { randomReinit: 2 }, pruning: { rounds: 3 } })).toBe(4);
  expect(await trainedWith({ trials: 2 })).toBe(7);
});

it('shares trainings with another experiment', async () => {
  const { storeFolder } = await trainedStore();
  const other = await carryOut(request(storeFolder, { experiment: 'Another' }));
  expect(other).toMatchObject({ state: 'finished', trained: 0, document: { experiment: 'Another' } });
  expect((await openStore(storeFolder).list()).map(({ experiment }) => experiment).toSorted()).toEqual(['Another', 'small']);
});

it('gives the same bits with one worker and with four', async () => {
  const [one, four] = [newStore(), newStore()];
  const config = smallConfig({ trials: 2 });
  await carryOut(request(one, { config, workers: 1 }));
  await carryOut(request(four, { config, workers: 4 }));
  expect(bitsOf(one)).toEqual(bitsOf(four));
});

it('shows the new run only where the folder was deleted and another config is run', async () => {
  const { storeFolder } = await trainedStore();
  rmSync(path.join(storeFolder, 'experiments/small'), { recursive: true });
  const { document } = await carryOut(request(storeFolder, { config: smallConfig({ seed: 2, pruning: { rounds: 1 } }) }));
  expect(document).toMatchObject({ trainings: { length: 4 }, rounds: { length: 2 }, config: { seed: 2 } });
});

it('does not mix the trainings of two configs of one name', async () => {
  const { storeFolder } = await trainedStore();
  const { document } = await carryOut(request(storeFolder, { config: smallConfig({ training: { learningRate: 1e20 } }) }));
  expect(document?.trainings).toEqual([]);
});

it('delivers the end and all that came before it', async () => {
  const config = smallConfig({
    pruning: { rounds: 12 },
    controls: { randomReinit: 0, randomMask: 0 },
    training: { iterations: 1 },
  });
  for (let time = 0; time < 2; time++) {
    const run = await carryOut(request(newStore(), { config }));
    expect(run).toMatchObject({ state: 'finished', trained: 13, document: { trainings: { length: 13 }, rounds: { length: 13 } } });
  }
});

it('says which training diverged, where and why; other trials go on', async () => {
  const run = await carryOut(request(newStore(), { config: smallConfig({ trials: 2, training: { learningRate: 1e20 } }) }));
  expect(run.state).toBe('failed');
  expect(run.failure).toMatch(
    /trial-1\/round-00\/ticket: The loss became .* at iteration \d+: the learning rate 100000000000000000000 is probably too high/,
  );
  expect(run.failure).toContain('trial-2/round-00/ticket');
  expect(run.document).toMatchObject({ state: 'failed', failure: run.failure, trainings: [] });
});

it('keeps what a training that diverged was evaluated at, so that its curve can be drawn', async () => {
  const storeFolder = newStore();
  const training = { learningRate: 1000, optimizer: 'sgd' as const, evaluateEvery: 1, iterations: 50 };
  const run = await carryOut(request(storeFolder, { config: smallConfig({ trials: 2, training }) }));
  expect(run.document?.failedTrainings.map(({ role }) => role)).toEqual(['trial-1/round-00/ticket', 'trial-2/round-00/ticket']);
  for (const { iteration, reason, evaluations } of run.document?.failedTrainings ?? []) {
    expect(reason).toContain(`at iteration ${String(iteration)}:`);
    expect(evaluations.length).toBeGreaterThan(4);
    expect(evaluations.length).toBe((iteration ?? 0) - 1);
  }
  expect(await openStore(storeFolder).document('small')).toEqual(run.document);
});

it('names the data set that is missing', async () => {
  const config = smallConfig({ dataset: { kind: 'idx', folder: 'nowhere' } });
  const run = await carryOut(request(newStore(), { config }));
  expect(run).toMatchObject({ state: 'failed', document: null });
  expect(run.failure).toContain('nowhere');
});

it('refuses a store that cannot be written, with a remedy', async () => {
  const file = path.dirname(newStore());
  writeFileSync(path.join(file, 'file'), '');
  const run = await carryOut(request(path.join(file, 'file/store')));
  expect(run.state).toBe('failed');
  expect(run.failure).toMatch(/file.store: could not be written: .*choose another folder/);
});

it('keeps the results of earlier settings under a name of their own, says so, and takes them up again', async () => {
  const { storeFolder } = await trainedStore();
  const store = openStore(storeFolder);
  const before = await store.document('small');
  const ofSeed = async (seed: number) => carryOut(request(storeFolder, { config: { ...smallConfig(), seed } }));
  const second = await ofSeed(2);
  const [replaced] = second.events.flatMap((event) => (event.method === 'replaced' ? [event.payload] : []));
  expect(replaced).toMatchObject({ experiment: 'small', differences: [{ key: 'seed', values: [1, 2] }] });
  const kept = await store.document(replaced?.keptAs ?? '');
  expect(kept.trainings).toEqual(before.trainings);
  expect(kept.earlierOf?.experiment).toBe('small');
  expect((await store.collectGarbage(true)).files).toBe(0);
  const again = await ofSeed(1);
  expect(again.trained).toBe(0);
  expect((await store.list()).map(({ earlierOf }) => earlierOf?.experiment)).toEqual([undefined, 'small']);
  expect(await store.document('small')).toEqual(before);
});
