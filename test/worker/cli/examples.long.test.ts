/**
 * Every example runs in the bundled runner for a few iterations: on files beside it as they are shipped, on a small data set in place of a named one.
 * All run in one process, as the members of one sweep, so that process, threads and data sets are brought up once, and equal trainings run once.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import { openStore } from '../../../src/runs/library/store.ts';
import { checkConfig } from '../../../src/shared/config/reading/check-config.ts';
import { isModel } from '../../../src/shared/config/schema/network-schema.ts';
import { roundCount } from '../../../src/shared/config/facts/planned-trainings.ts';
import type { Config } from '../../../src/shared/config/schema/schema.ts';
import { sweepMembers } from '../../../src/shared/config/sweep/sweep-members.ts';
import { sharedFolder, temporaryFolder } from '../../temporary-folder.ts';
import { carryOut, type FinishedRun, request, smallConfig } from '../runs/harness.ts';

const folder = path.join(import.meta.dirname, '../../../examples');
const ending = '.lottery.json';
const names = readdirSync(folder)
  .filter((file) => file.endsWith(ending))
  .map((file) => file.slice(0, -ending.length));

function read(name: string): Config {
  const file = path.join(folder, `${name}${ending}`);
  const { config, problems } = checkConfig(readFileSync(file, 'utf8'), { path: file, readText: () => undefined });
  if (!config) throw new Error(`${name} is refused: ${problems.map(({ message }) => message).join(' ')}`);
  return config;
}

/** Of 200 images, 180 are trained on: 9 iterations an epoch. Early-Bird tickets need several. */
const iterations = ({ pruning }: Config): number => (pruning.earlyBird ? 60 : 20);

const fewest = 2;

/** The first and the last of the sizes that an example lists. */
const fewSizes = ({ sizes }: Config['pruning']) => sizes && sizes.filter((_, index) => index === 0 || index === sizes.length - 1);

/** Rounds as they are named by controls, transfer or instability, but at most two where nothing names one. */
function shortened(config: Config): Config {
  const { dataset, network, training } = smallConfig();
  // A model file takes the images it was made for, and files of the example's own have a size that its network is made for.
  const asShipped = isModel(config.network) || typeof config.dataset === 'object';
  const { pruning, rewind } = config;
  const namesRounds = JSON.stringify([config.controls, config.transfer, config.instability]).includes('"rounds"');
  const rounds = namesRounds ? pruning.rounds : Math.min(fewest, roundCount(pruning));
  const sizes = namesRounds ? pruning.sizes : fewSizes(pruning);
  const transfer = config.transfer && { ...config.transfer, dataset: undefined, training: { optimizer: 'sgd' as const } };
  return {
    ...config,
    dataset: asShipped ? config.dataset : dataset,
    // A network of the example's own takes the small images as they are.
    network: typeof config.network === 'string' ? network : config.network,
    // TensorFlow.js takes long for the 60,000 images that a model is evaluated on after its training.
    training: {
      ...training,
      ...scheduled(config),
      iterations: iterations(config),
      ...(isModel(config.network) && { trainingEvaluation: 'never' }),
    },
    pruning: { ...pruning, ...(sizes && { sizes }), rounds, samples: Math.min(pruning.samples, 100) },
    rewind: typeof rewind === 'object' ? { iteration: 7 } : rewind,
    trials: Math.min(fewest, config.trials),
    transfer,
  };
}

/** The optimiser is the example's own, and so is whether the learning rate changes. */
function scheduled({ training }: Config): Partial<Config['training']> {
  const { optimizer, momentum, nesterov, weightDecay, augmentation, testEvaluation, trainingEvaluation } = training;
  const schedule = Array.isArray(training.schedule)
    ? training.schedule.map(({ factor }, index) => ({ after: 5 * (index + 1), factor }))
    : training.schedule;
  return {
    optimizer,
    momentum,
    nesterov,
    weightDecay,
    augmentation,
    testEvaluation,
    trainingEvaluation,
    schedule,
    warmup: Math.min(3, training.warmup),
  };
}

interface Member {
  readonly experiment: string;
  readonly config: Config;
}

/** A sweep's members, or the one experiment that it is. */
function membersOf(name: string): readonly Member[] {
  const config = shortened(read(name));
  const members = sweepMembers(config, name);
  return members.length > 0 ? members : [{ experiment: name, config }];
}

let storeFolder = '';
let run: FinishedRun;
const members = new Map<string, readonly Member[]>();
beforeAll(async () => {
  storeFolder = path.join(sharedFolder(), '.winning-ticket');
  for (const name of names) members.set(name, membersOf(name));
  const all = [...members.values()].flat();
  run = await carryOut(request(storeFolder, { experiment: 'examples', config: smallConfig(), baseFolder: folder, members: all }));
}, 600_000);

it.each(names)('examples/%s', async (name) => {
  const own = members.get(name) ?? [];
  expect(own.length).toBeGreaterThan(0);
  for (const { experiment } of own) {
    const document = await openStore(storeFolder).document(experiment);
    expect(document).toMatchObject({ state: 'finished', failure: null });
    expect(document.trainings).toHaveLength(document.plannedTrainings);
    expect(document.rounds.every(({ series }) => series.ticket)).toBe(true);
  }
});

it('all of them end well', () => expect(run).toMatchObject({ state: 'finished', failure: null }));

it('the data of examples are those that their script makes, and small', () => {
  const made = temporaryFolder();
  execFileSync(process.execPath, [path.join(folder, '../scripts/tools/example-data.mjs'), made]);
  const files = (at: string): string[] =>
    readdirSync(at, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(at, path.join(entry.parentPath, entry.name)))
      .sort();
  const shipped = path.join(folder, 'data');
  expect(files(made)).toEqual(files(shipped));
  // Another zlib may pack the same bytes in another way.
  const contents = (file: string): Buffer => (file.endsWith('.gz') ? gunzipSync(readFileSync(file)) : readFileSync(file));
  for (const file of files(made)) expect(contents(path.join(shipped, file)).equals(contents(path.join(made, file))), file).toBe(true);
  expect(files(shipped).reduce((sum, file) => sum + statSync(path.join(shipped, file)).size, 0)).toBeLessThan(100_000);
});
