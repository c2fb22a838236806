import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { EngineCheckpoint } from '../../../../../src/engine/engine.ts';
import { TrainingFolder } from '../../../../../src/runs/store/work/training-folder.ts';
import { hashOf } from '../../../../../src/shared/specs/hash.ts';
import type { Evaluation, TrainingRecord } from '../../../../../src/shared/specs/training.ts';
import type { Weights } from '../../../../../src/shared/tensors/tensors.ts';
import { temporaryFolder } from '../../../../temporary-folder.ts';

const weights = (...values: number[]): Weights => new Map([['fc1.weight', { shape: [1, values.length], data: Float32Array.from(values) }]]);
const evaluation = (iteration: number): Evaluation => ({ iteration, validationLoss: 1 / iteration, validationAccuracy: 0.5 });

function checkpoint(evaluations: readonly Evaluation[]): EngineCheckpoint {
  const slots = new Map([
    ['adam.m', weights(1e-40, -0)],
    ['adam.v', weights(3, 4)],
  ]);
  const snapshots = new Map([
    [500, weights(5, 6)],
    [1000, weights(7, 8)],
  ]);
  return { iteration: 45, weights: weights(0.1, 2), slots, betaProducts: [0.9 * 0.9 * 0.9, 0.999 * 0.999], evaluations, snapshots };
}

/** With two evaluations that the checkpoint knows and one that came later. */
async function interrupted(): Promise<TrainingFolder> {
  const folder = new TrainingFolder(path.join(temporaryFolder(), 'abc'), 'abc');
  await folder.begin();
  await folder.addEvaluation(evaluation(20));
  await folder.addEvaluation(evaluation(40));
  await folder.saveCheckpoint(checkpoint([evaluation(20), evaluation(40)]), 12.5);
  await folder.addEvaluation(evaluation(60));
  await folder.close();
  return folder;
}

const linesOf = ({ evaluationsFile }: TrainingFolder): number => readFileSync(evaluationsFile, 'utf8').trimEnd().split('\n').length;

it('gives back every bit of a checkpoint, and cuts the evaluations to it', async () => {
  const folder = await interrupted();
  expect(linesOf(folder)).toBe(3);
  const resumed = await folder.begin();
  await folder.close();
  expect(resumed).toEqual({ checkpoint: checkpoint([evaluation(20), evaluation(40)]), seconds: 12.5 });
  expect(Object.is(resumed?.checkpoint.slots.get('adam.m')?.get('fc1.weight')?.data[1], -0)).toBe(true);
  expect(linesOf(folder)).toBe(2);
});

it('writes a torn evaluation anew, on a line of its own', async () => {
  const folder = await interrupted();
  appendFileSync(folder.evaluationsFile, '{"iteration": 8');
  await folder.begin();
  await folder.addEvaluation(evaluation(60));
  await folder.close();
  expect((await folder.evaluations()).evaluations.map(({ iteration }) => iteration)).toEqual([20, 40, 60]);
  expect(linesOf(folder)).toBe(3);
});

it.each([
  ['evaluations are missing', (folder: TrainingFolder) => writeFileSync(folder.evaluationsFile, '')],
  [
    'an evaluation differs',
    (folder: TrainingFolder) => writeFileSync(folder.evaluationsFile, readFileSync(folder.evaluationsFile, 'utf8').replace('0.05', '0.06')),
  ],
  [
    'the checkpoint is cut',
    (folder: TrainingFolder) => writeFileSync(folder.checkpointFile, readFileSync(folder.checkpointFile).subarray(0, -4)),
  ],
  [
    'one bit of the checkpoint differs',
    (folder: TrainingFolder) => writeFileSync(folder.checkpointFile, flipped(readFileSync(folder.checkpointFile))),
  ],
  [
    'the checkpoint is of another training',
    (folder: TrainingFolder) =>
      writeFileSync(folder.checkpointFile, readFileSync(folder.checkpointFile, 'latin1').replace('"spec":"abc"', '"spec":"abd"'), 'latin1'),
  ],
])('starts at the beginning where %s', async (_, damage) => {
  const folder = await interrupted();
  damage(folder);
  expect(await folder.begin()).toBeNull();
  await folder.close();
  expect(readFileSync(folder.evaluationsFile, 'utf8')).toBe('');
});

function flipped(bytes: Buffer): Buffer {
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
  return bytes;
}

it('is finished by training.json alone', async () => {
  const folder = await interrupted();
  const spec = { operation: 'train' } as TrainingRecord['spec'];
  const named = new TrainingFolder(folder.folder, hashOf(spec));
  expect(await named.record()).toBeNull();
  const record: TrainingRecord = {
    schemaVersion: 1,
    spec,
    evaluations: [evaluation(20)],
    finalWeights: 'f'.repeat(64),
    snapshots: {},
    seconds: 1,
  };
  await named.finish(record);
  expect(await named.record()).toEqual(record);
  expect(existsSync(folder.checkpointFile)).toBe(false);
  expect(linesOf(folder)).toBe(1);
  // A spec that was changed by hand is no longer the one that was trained.
  writeFileSync(
    folder.recordFile,
    readFileSync(folder.recordFile, 'utf8').replace('"operation": "train"', '"operation": "train", "seed": 2'),
  );
  await expect(named.record()).rejects.toThrow('training.json: is damaged: its spec');
});

it('two runs may be at it at once: neither takes from the other what it is writing', async () => {
  const one = await interrupted();
  const twin = new TrainingFolder(one.folder, 'abc');
  await one.begin();
  const known = checkpoint([evaluation(20), evaluation(40)]);
  const save = async (): Promise<void> => {
    for (let times = 0; times < 20; times++) await one.saveCheckpoint(known, times);
  };
  const begin = async (): Promise<void> => {
    for (let times = 0; times < 40; times++) await twin.begin().finally(() => twin.close());
  };
  await Promise.all([save(), begin()]);
  expect((await one.begin())?.checkpoint.iteration).toBe(45);
  await one.close();
});
