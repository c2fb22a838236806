/**
 * Makes a store of many finished experiments without training anything, and measures `list`, `show` and the tickets view over it: seconds and memory,
 * without an index and with one. Bundled and run by node: `store-scale FOLDER [experiments] [trials] [rounds] [evaluations]`
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { plannedPlaces } from '../src/lottery/plan/planned.ts';
import { rolePath } from '../src/lottery/places/role.ts';
import { openStore } from '../src/runs/library/store.ts';
import type { ExperimentRecord } from '../src/runs/store/experiments/experiment-record.ts';
import { evaluationLines } from '../src/runs/store/work/training-folder.ts';
import { type Config, configSchema } from '../src/shared/config/schema/schema.ts';
import { hashOf } from '../src/shared/specs/hash.ts';
import { ticketPath, type TrainingId } from '../src/shared/results/ticket-name.ts';
import type { Evaluation, Hash } from '../src/shared/specs/training.ts';

const [folder = 'build/store-scale', ...counts] = process.argv.slice(2);
const [experiments = 100, trials = 10, rounds = 9, evaluations = 100] = counts.map(Number);
const store = openStore(folder);

const layers = [
  { kind: 'dense' as const, name: 'fc1', inputs: 784, outputs: 300, activation: 'relu' as const },
  { kind: 'dense' as const, name: 'fc2', inputs: 300, outputs: 100, activation: 'relu' as const },
  { kind: 'dense' as const, name: 'fc3', inputs: 100, outputs: 10, activation: 'none' as const },
];
const network = { inputShape: [1, 28, 28], classes: 10, layers };

function evaluationsOf(iterations: number, place: TrainingId): Evaluation[] {
  return Array.from({ length: evaluations }, (_, index) => {
    const iteration = Math.round((iterations * (index + 1)) / evaluations);
    const noise = ((place.trial * 31 + place.round * 7 + index) % 13) / 1e4;
    const rest = { validationAccuracy: 0.97 + noise, testLoss: 0.1 + noise, testAccuracy: 0.975 + noise };
    return { iteration, validationLoss: 0.08 + Math.abs(index - evaluations / 2) / 1e4 + noise, ...rest };
  });
}

function writeTraining(experiment: string, place: TrainingId, config: Config): Hash {
  const { iterations, batchSize } = config.training;
  const spec = { operation: 'train', network, iterations, batchSize, weights: hashOf([experiment, place]), mask: null };
  const hash = hashOf(spec);
  const all = evaluationsOf(iterations, place);
  const record = { schemaVersion: 1, spec, evaluations: all, finalWeights: hash, snapshots: {}, seconds: 60 };
  const own = store.training(hash);
  mkdirSync(own.folder, { recursive: true });
  writeFileSync(own.recordFile, `${JSON.stringify(record, null, 1)}\n`);
  writeFileSync(own.evaluationsFile, evaluationLines(all));
  return hash;
}

const nameOf = (number: number): string => `made-${String(number).padStart(4, '0')}`;

async function writeExperiment(number: number): Promise<void> {
  const experiment = nameOf(number);
  const config = configSchema.parse({ trials, pruning: { rounds }, controls: { randomReinit: 0, randomMask: 0 } });
  const places = plannedPlaces(config);
  const trainings = Object.fromEntries(places.map((place) => [rolePath(place), writeTraining(experiment, place, config)]));
  const drawn = places.filter(({ round }) => round > 0);
  const tickets = Object.fromEntries(drawn.map((place) => [ticketPath(place), { mask: hashOf([place]), initialWeights: hashOf(place) }]));
  const record: ExperimentRecord = {
    ...{ schemaVersion: 1, experiment, state: 'finished', failure: null, config, configPath: null, network, basis: hashOf(experiment) },
    ...{ engine: { name: 'wasm', numerics: 2 }, versions: { program: '0', node: process.versions.node } },
    ...{ machine: { platform: 'made', architecture: '', processor: '' }, trainings, tickets, evaluations: {}, retrainings: {} },
  };
  await store.experiment(experiment).write(record);
}

/** Peak memory is asked of the process itself: no system says it of a child that has ended. */
function measure(what: string, ...args: readonly string[]): void {
  const preload = path.resolve(folder, '../store-scale-memory.cjs');
  writeFileSync(preload, 'process.on("exit", () => process.stderr.write(`${process.resourceUsage().maxRSS} KiB\\n`));');
  const began = performance.now();
  const node = [process.execPath, '-r', preload, ...args];
  const said = execFileSync('sh', ['-c', '"$@" 2>&1 >/dev/null', 'sh', ...node], { encoding: 'utf8' });
  const megabytes = Math.round(Number(/(\d+) KiB/.exec(said)?.[1]) / 1024);
  console.log(`${what.padEnd(28)} ${((performance.now() - began) / 1000).toFixed(2)} s  ${String(megabytes)} MiB`);
}

const measureTerminal = (what: string, ...args: readonly string[]): void => measure(what, 'dist/cli.js', ...args, '--store', folder);

/** The tickets view asks a store of its own for the list, and each experiment for its summary; opened, the first one for its document. */
async function readAsTree(): Promise<void> {
  const fresh = openStore(folder);
  const entries = await fresh.list();
  await Promise.all(entries.map(({ experiment }) => fresh.summary(experiment)));
  await fresh.document(entries[0]?.experiment ?? '');
}

/** As `store-scale FOLDER tree` it reads once as the tickets view does, so that its memory is that of the view alone. */
async function main(): Promise<void> {
  if (counts[0] === 'tree') return readAsTree();
  await store.prepare();
  for (let number = 1; number <= experiments; number++) await writeExperiment(number);
  console.log(
    `${String(experiments)} experiments of ${String(trials)} trials x ${String(rounds + 1)} trainings, ${String(evaluations)} evaluations each`,
  );
  measureTerminal('list, without an index', 'list');
  measureTerminal('list, with one', 'list');
  const own = process.argv[1] ?? '';
  measure('tree, with an index', own, folder, 'tree');
  for (let number = 1; number <= experiments; number++) rmSync(path.join(store.experiment(nameOf(number)).folder, 'summary.json'));
  measure('tree, without an index', own, folder, 'tree');
  measureTerminal('show', 'show', nameOf(1));
}

void main();
