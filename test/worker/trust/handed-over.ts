/** Kinds of things that come from strangers, each as hostile as it can be made. */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { pack } from 'tar-stream';

export interface Place {
  /** What the stranger has handed over lies here; the program starts here. */
  readonly work: string;
  /** The user's own: a file of numbers that nobody else should see, as CSV. */
  readonly secret: string;
  /** Where a file appears if handed-over code runs. */
  readonly canary: string;
}

export interface HandedOver {
  readonly make: (place: Place) => unknown;
  readonly commands: readonly (readonly string[])[];
  /**
   * The config names the private file, or a link in its data set does: in the terminal, who starts a config gives their word for
   * what it names, and data sets are often folders of links. It is read in vain, or its numbers are what is trained on.
   */
  readonly named?: 'read in vain' | 'data';
}

type Json = Readonly<Record<string, unknown>>;
const blocks = path.join(import.meta.dirname, '../../fixtures/cases/BASE');
const earlier = path.join(import.meta.dirname, '../../fixtures/store/version-1/store');
const training = { iterations: 1, evaluateEvery: 1, batchSize: 2, validationSize: 2 };
const small = { training, pruning: { rounds: 1 }, controls: { randomReinit: 0, randomMask: 0 }, dataset: { kind: 'idx', folder: blocks } };

/** Code that makes the canary, as each language says it that could run it. */
const shell = ({ canary }: Place): string => `x"'$(touch ${canary})\`touch ${canary}\`;touch ${canary};`;
const script = ({ canary }: Place): string => `require("node:fs").writeFileSync(${JSON.stringify(canary)}, "")`;
const pickled = ({ canary }: Place): string => `cos\nsystem\n(S'touch ${canary}'\ntR.`;
/** The private file as seen from here, by dots. */
const byDots = ({ work, secret }: Place): string => path.relative(work, secret);

const config = ({ work }: Place, change: Json): void =>
  writeFileSync(path.join(work, 'x.lottery.json'), JSON.stringify({ ...small, ...change }));

function link({ work }: Place, target: string, name: string): void {
  const file = path.join(work, name);
  rmSync(file, { recursive: true, force: true });
  mkdirSync(path.dirname(file), { recursive: true });
  symlinkSync(target, file);
}

function model(place: Place, layer: Json, shard?: string): void {
  const modelTopology = { class_name: 'Sequential', config: { name: 's', layers: [layer] } };
  const weights = [{ name: 'd/kernel', shape: [1, 10], dtype: 'float32' }];
  const weightsManifest = shard === undefined ? [] : [{ paths: [shard], weights }];
  writeFileSync(path.join(place.work, 'model.json'), JSON.stringify({ format: 'layers-model', modelTopology, weightsManifest }));
  config(place, { network: { model: 'model.json' } });
}
const dense = { class_name: 'Dense', config: { name: 'd', units: 10, batch_input_shape: [null, 64], activation: 'softmax' } };

interface Entry {
  readonly name: string;
  readonly linkname?: string;
  readonly type?: 'symlink' | 'link';
}

async function tar(place: Place, entries: readonly Entry[]): Promise<void> {
  const archive = pack();
  for (const entry of entries) archive.entry(entry, entry.type === undefined ? 'overwritten' : '');
  archive.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive as AsyncIterable<Uint8Array>) chunks.push(chunk);
  writeFileSync(path.join(place.work, 'all.tar.gz'), gzipSync(Buffer.concat(chunks)));
  config(place, { dataset: { kind: 'cifar', path: 'all.tar.gz' } });
}

function zip(place: Place, names: readonly string[], content: Uint8Array): void {
  writeFileSync(path.join(place.work, 'all.npz'), zipSync(Object.fromEntries(names.map((name) => [name, content]))));
  config(place, { dataset: { kind: 'npz', file: 'all.npz' } });
}

/** A NumPy array of Python objects, which NumPy itself would unpickle. */
function objects(content: string): Uint8Array {
  const header = "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }\n";
  return Buffer.from(`\x93NUMPY\x01\x00${String.fromCharCode(header.length)}\x00${header}${content}`, 'latin1');
}

/** Another person's store, its experiment `earlier` changed in some keys. */
function store(place: Place, change: Json): void {
  const folder = path.join(place.work, '.winning-ticket');
  cpSync(earlier, folder, { recursive: true });
  const file = path.join(folder, 'experiments/earlier/experiment.json');
  writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as Json), ...change }));
}

/** Every file of its kind is replaced by a link to the private one. */
function storeOfLinks(place: Place, room: string): void {
  store(place, {});
  const all = readdirSync(path.join(earlier, room), { recursive: true, encoding: 'utf8' }).filter((name) => path.extname(name) !== '');
  for (const name of all) link(place, place.secret, path.join('.winning-ticket', room, name));
}

const plan = [['run', 'x.lottery.json', '--dry-run']];
const train = [['run', 'x.lottery.json', '--workers', '1']];
const ticket = 'earlier/trial-1/round-01';
const csv = { kind: 'csv', train: 'x.csv', test: 'x.csv', label: 1 };

export const handedOver: Readonly<Record<string, HandedOver>> = {
  'a config that extends a script': {
    make: (place) => (writeFileSync(path.join(place.work, 'base.cjs'), script(place)), config(place, { extends: './base.cjs' })),
    commands: plan,
  },
  'a config that extends another computer': {
    make: (place) => config(place, { extends: '\\\\host.invalid\\share\\a.json' }),
    commands: plan,
  },
  'a config that extends an address': { make: (place) => config(place, { extends: 'https://host.invalid/a.json' }), commands: plan },
  'a config that extends what is private': {
    make: (place) => config(place, { extends: byDots(place) }),
    commands: plan,
    named: 'read in vain',
  },
  'a config whose data are elsewhere in the network': {
    make: (place) => config(place, { dataset: { ...csv, train: 'http://127.0.0.1:9/a.csv', test: '\\\\host.invalid\\share\\a.csv' } }),
    commands: plan,
  },
  'a config whose data must be downloaded': { make: (place) => config(place, { dataset: 'cifar-100' }), commands: train },
  'a config whose model is a script': {
    make: (place) => (writeFileSync(path.join(place.work, 'a.cjs'), script(place)), config(place, { network: { model: 'a.cjs' } })),
    commands: plan,
  },
  'a config with a hostile name': {
    make: (place) => config(place, { name: `../../${shell(place)}`.slice(0, 100) }),
    commands: train,
  },
  'a store with a hostile name and failure': {
    make: (place) => store(place, { experiment: shell(place), failure: shell(place), state: 'failed' }),
    commands: [['list']],
  },
  'a store with a config elsewhere': {
    make: (place) => store(place, { configPath: place.secret }),
    commands: [['report', 'earlier', '--out', '-']],
  },
  'a store with paths for hashes': {
    make: (place) => {
      // A store's own tensors are called <hash>.safetensors: this one would be found by its path from there.
      cpSync(place.secret, `${place.secret}.safetensors`);
      const mask = path.relative(path.join(place.work, '.winning-ticket/tensors'), place.secret);
      store(place, { tickets: { 'trial-1/round-01': { mask, initialWeights: mask } }, trainings: { 'trial-1/round-01/ticket': mask } });
    },
    commands: [['show', ticket], ['gc']],
  },
  'a store with links for tensors': { make: (place) => storeOfLinks(place, 'tensors'), commands: [['show', ticket], ['gc']] },
  'a store with links for trainings': {
    make: (place) => storeOfLinks(place, 'trainings'),
    commands: [['report', 'earlier', '--out', '-']],
  },
  'a store with links for experiments': { make: (place) => storeOfLinks(place, 'experiments'), commands: [['list'], ['show', 'earlier']] },
  'a model with a Lambda layer': {
    make: (place) => model(place, { class_name: 'Lambda', config: { ...dense.config, function: [script(place), null, null] } }),
    commands: plan,
  },
  'a model with a layer of its own class': { make: (place) => model(place, { ...dense, class_name: 'constructor' }), commands: plan },
  'a model whose weights are private': { make: (place) => model(place, dense, byDots(place)), commands: plan },
  'a model whose weights are at an address': { make: (place) => model(place, dense, 'http://127.0.0.1:9/shard.bin'), commands: plan },
  'a model whose weights are a link': {
    make: (place) => (link(place, place.secret, 'shard.bin'), model(place, dense, 'shard.bin')),
    commands: plan,
  },
  'a zip archive with names that lead out': {
    make: (place) =>
      zip(place, ['../x_train.npy', place.canary, `../${path.basename(path.dirname(place.secret))}/was-run`], Buffer.from('x')),
    commands: plan,
  },
  'a NumPy array of pickled objects': {
    make: (place) => zip(place, ['x_train.npy', 'y_train.npy', 'x_test.npy', 'y_test.npy'], objects(pickled(place))),
    commands: plan,
  },
  'a tar archive with names and links that lead out': {
    make: (place) =>
      tar(place, [
        { name: '../overwritten' },
        { name: place.canary },
        { name: 'cifar-10-batches-bin/data_batch_1.bin', type: 'symlink', linkname: place.secret },
        { name: 'cifar-10-batches-bin/test_batch.bin', type: 'link', linkname: place.secret },
      ]),
    commands: plan,
  },
  'a table with formulas and escape sequences': {
    make: (place) => {
      writeFileSync(path.join(place.work, 'x.csv'), `label,${shell(place)}\u001b]0;x\u0007\n1,=cmd|' /C touch ${place.canary}'!A0\n`);
      config(place, { dataset: csv });
    },
    commands: plan,
  },
  'a table that is a link': {
    make: (place) => (link(place, place.secret, 'x.csv'), config(place, { dataset: csv })),
    commands: plan,
    named: 'data',
  },
  'a folder of images with links': {
    make: (place) => {
      for (const name of ['train/a/1.png', 'train/b/1.png', 'test/a/1.png']) link(place, place.secret, path.join('images', name));
      config(place, { dataset: { kind: 'images', folder: 'images' } });
    },
    commands: plan,
    named: 'read in vain',
  },
};
