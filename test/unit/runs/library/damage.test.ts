/** Damage to a store: each kind of file that holds results says what it is, hides nothing else, and loses no retraining. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../src/runs/library/store.ts';
import type { ExperimentRecord } from '../../../../src/runs/store/experiments/experiment-record.ts';
import { noticesOf } from '../../../../src/shared/results/notices.ts';
import { maskToBytes, weightsToBytes } from '../../../../src/shared/tensors/safetensors.ts';
import { temporaryFolder } from '../../../temporary-folder.ts';
import { experimentRecord, storeTraining } from '../stored-experiment.ts';

let store: Store;
let record: ExperimentRecord;
const weights = new Map([['fc1.weight', { shape: [2, 4], data: Float32Array.from([1, 2, 3, 4, 5, 6, 7, 8]) }]]);
const mask = new Map([['fc1.weight', { shape: [2, 4], data: Uint8Array.from([1, 1, 1, 0, 1, 0, 0, 0]) }]]);
const evaluation = 'e'.repeat(64);

beforeEach(async () => {
  store = openStore(path.join(temporaryFolder(), 'store'));
  await store.prepare();
  const [maskHash, initialWeights] = [await store.tensors.put(maskToBytes(mask)), await store.tensors.put(weightsToBytes(weights))];
  const dense = await storeTraining(store, { weights: initialWeights, mask: null }, [0.5, 0.3]);
  const ticket = await storeTraining(store, { weights: initialWeights, mask: maskHash }, [0.4, 0.2]);
  const again = await storeTraining(store, { weights: initialWeights, mask: maskHash }, [0.4, 0.2, 0.1]);
  const plain = experimentRecord('small', { 'trial-1/round-00/ticket': dense, 'trial-1/round-01/ticket': ticket });
  const retraining = { change: { weights: 'same' as const, mask: 'same' as const }, training: again, sameBits: null, at: '2026-01-01' };
  record = {
    ...plain,
    config: { ...plain.config, instability: { rounds: [1], points: 3 } as never },
    basis: 'basis',
    tickets: { 'trial-1/round-01': { mask: maskHash, initialWeights } },
    evaluations: { 'trial-1/round-01/instability': evaluation },
    retrainings: { 'trial-1/round-01': [retraining] },
  };
  await store.experiment('small').write(record);
});

const trainingFile = (hash: string): string => store.training(hash).recordFile;

/** Every file that a document is made of, but the record itself. */
const members: readonly (readonly [string, () => string])[] = [
  ['a training', () => trainingFile(record.trainings['trial-1/round-01/ticket'] ?? '')],
  ['a retraining', () => trainingFile(record.retrainings['trial-1/round-01']?.[0]?.training ?? '')],
  ['an evaluation', () => store.evaluationFile(evaluation)],
];

describe('damage to one file of a finished experiment', () => {
  it.each(members)('is named in the document: %s', async (_, fileOf) => {
    const whole = await store.document('small');
    expect(whole).toMatchObject({ damage: [], retrainings: { length: 1 } });
    mkdirSync(path.dirname(fileOf()), { recursive: true });
    writeFileSync(fileOf(), '{"schemaVersion": 1, "sp');
    const damaged = await store.document('small');
    expect(damaged.damage).toEqual([`${fileOf()}: is damaged: it is not JSON. Run the experiment again to make it anew.`]);
    expect(noticesOf(damaged).map(({ text }) => text)).toEqual(damaged.damage);
    expect(damaged.failure).toBeNull();
    expect(damaged.trainings.length + damaged.retrainings.length).toBeGreaterThanOrEqual(2);
  });

  it('is told apart in evaluations.jsonl: a copy that is cut, and one that contradicts the record', async () => {
    const folder = store.training(record.trainings['trial-1/round-01/ticket'] ?? '');
    const training = await folder.record();
    if (!training) throw new Error('no record');
    const text = readFileSync(folder.evaluationsFile, 'utf8');
    expect(await folder.copyOf(training)).toBe('same');
    for (const damaged of ['', text.slice(0, -20), text.replace('{', '#')]) {
      writeFileSync(folder.evaluationsFile, damaged);
      expect(await folder.copyOf(training), damaged).toBe('damaged');
    }
    rmSync(folder.evaluationsFile);
    expect(await folder.copyOf(training)).toBe('damaged');
    writeFileSync(folder.evaluationsFile, text.replace('0.2', '0.3'));
    expect(await folder.copyOf(training)).toBe('contradicts');
    await folder.mendEvaluations(training);
    expect(readFileSync(folder.evaluationsFile, 'utf8')).toBe(text);
  });

  it('is told when a tensor is written again over a damaged one', async () => {
    const told: string[] = [];
    const fresh = openStore(store.folder);
    fresh.tensors.onRepair = (text) => void told.push(text);
    const file = fresh.tensors.file(record.tickets['trial-1/round-01']?.mask ?? '');
    writeFileSync(file, readFileSync(file).subarray(0, 40));
    await fresh.tensors.put(maskToBytes(mask));
    expect(told).toEqual([`${file}: is damaged: its content is not what its name says. It is made anew.`]);
    expect(await fresh.tensors.mask(record.tickets['trial-1/round-01']?.mask ?? '')).toEqual(mask);
  });
});

type Json = Record<string, unknown>;

/** Every hash of a record names a file: a path in its place would lead out of the store. */
const elsewhere = '../../elsewhere/private';
const retrained = { change: { weights: 'same', mask: 'same' }, training: elsewhere, sameBits: null, at: '2026-01-01' };
const paths = [
  ['a path for a training', { trainings: { role: elsewhere } }, '"trainings.role"'],
  ['a path for a segment', { segments: { role: ['a'.repeat(64), elsewhere] } }, '"segments.role.1"'],
  ['a path for an evaluation', { evaluations: { role: elsewhere } }, '"evaluations.role"'],
  ['a path for a mask', { tickets: { t: { mask: elsewhere, initialWeights: 'a'.repeat(64) } } }, '"tickets.t.mask"'],
  ['a path for initial weights', { tickets: { t: { mask: 'a'.repeat(64), initialWeights: elsewhere } } }, '"tickets.t.initialWeights"'],
  ['a path for a retraining', { retrainings: { t: [retrained] } }, '"retrainings.t.0.training"'],
].map(([name, change, place]) => [name, (all: Json) => ({ ...all, ...(change as Json) }), place] as [string, (all: Json) => Json, string]);

/** Valid JSON of the right version in which one thing is odd. */
const odd: readonly (readonly [string, (record: Json) => unknown, string])[] = [
  ['no config', ({ config: _, ...rest }) => rest, '"config"'],
  ['config is null', (all) => ({ ...all, config: null }), '"config"'],
  [
    'config is empty: defaults, but another network',
    (all) => ({ ...all, config: {}, network: { ...(all['network'] as Json), layers: [] } }),
    '"network.layers"',
  ],
  ...[null, 7, 'x', [], {}]
    .map(
      (value) =>
        [
          `training is ${JSON.stringify(value)}`,
          (all: Json) => ({ ...all, config: { ...(all['config'] as Json), training: value ?? null } }),
          'config.training',
        ] as const,
    )
    .filter(([name]) => name !== 'training is {}'),
  ['pruning is null', (all) => ({ ...all, config: { ...(all['config'] as Json), pruning: null } }), '"config.pruning"'],
  ['controls is null', (all) => ({ ...all, config: { ...(all['config'] as Json), controls: null } }), '"config.controls"'],
  ['a billion trials', (all) => ({ ...all, config: { ...(all['config'] as Json), trials: 1e9 } }), '"config.trials"'],
  [
    'more trainings than anybody could list',
    (all) => {
      const config = all['config'] as Json;
      const [pruning, controls] = [
        { ...(config['pruning'] as Json), rounds: 200 },
        { randomReinit: 100, randomMask: 100 },
      ];
      return { ...all, config: { ...config, trials: 1000, pruning, controls } };
    },
    '"config.trials"',
  ],
  ['a key without end', (all) => ({ ...all, trainings: { ['x'.repeat(100_000)]: 7 } }), `is damaged: "trainings.${'x'.repeat(90)}" is not`],
  ['half a trial', (all) => ({ ...all, config: { ...(all['config'] as Json), trials: 0.5 } }), '"config.trials"'],
  ['network is a number', (all) => ({ ...all, config: { ...(all['config'] as Json), network: 3 } }), '"config.network"'],
  ['trainings is a list', (all) => ({ ...all, trainings: [] }), '"trainings"'],
  ['retrainings is null', (all) => ({ ...all, retrainings: null }), '"retrainings"'],
  ...paths,
];

describe('a record with one odd part', () => {
  it.each(odd)('gets one clear sentence: %s', async (_, change, place) => {
    const { recordFile } = store.experiment('small');
    writeFileSync(recordFile, JSON.stringify(change(JSON.parse(readFileSync(recordFile, 'utf8')) as Json)));
    const [entry] = await store.list();
    const problem = entry?.problem ?? '';
    expect(problem.startsWith(`${recordFile}: is damaged: `), problem).toBe(true);
    expect(problem).toContain(place);
    expect(problem).toMatch(/Run the experiment again to make it anew\.$/);
    expect(problem).not.toMatch(/[{\n]|undefined|Cannot/);
    await expect(store.document('small')).rejects.toThrow(problem);
  });

  it('is read all the same where only a key is unknown, as a newer version may write it', async () => {
    const { recordFile } = store.experiment('small');
    const all = JSON.parse(readFileSync(recordFile, 'utf8')) as { config: { training: Json } & Json } & Json;
    const newer = { ...all, config: { ...all.config, later: 1, training: { ...all.config.training, later: 2 } } };
    writeFileSync(recordFile, JSON.stringify(newer));
    expect(await store.document('small')).toMatchObject({ trainings: { length: 2 }, damage: [] });
  });
});

describe('a damaged record that is made anew', () => {
  const folder = () => store.experiment('small');

  it('keeps its retrainings, as far as one of the two copies can be read', async () => {
    const { retrainings } = record;
    expect(await folder().salvage()).toEqual({ basis: 'basis', retrainings });
    await folder().writeRetrainings(record);
    writeFileSync(folder().recordFile, '{"schema');
    expect(await folder().salvage()).toEqual({ basis: 'basis', retrainings });
    rmSync(folder().retrainingsFile);
    expect(await folder().salvage()).toBeNull();
  });

  it('is set aside under a name that nothing else has', async () => {
    for (const name of ['experiment.damaged-1.json', 'experiment.damaged-2.json']) {
      writeFileSync(folder().recordFile, `damaged ${name}`);
      expect(await folder().setRecordAside()).toBe(name);
      expect(existsSync(folder().recordFile)).toBe(false);
      expect(readFileSync(path.join(folder().folder, name), 'utf8')).toBe(`damaged ${name}`);
    }
  });
});
