/** Every reader of other programs' tickets and models, each with a small sound file, and spoilt copies of it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { zipSync } from 'fflate';
import type { ReadModel } from '../../src/engine/tfjs/model/read-model.ts';
import { readTicketFiles } from '../../src/formats/reading/read-ticket.ts';
import { plainOptions, writeTicket } from '../../src/formats/write-ticket.ts';
import { importPlan } from '../../src/runs/exchange/import-plan.ts';
import { configSchema } from '../../src/shared/config/schema/schema.ts';
import { networkOf, ticketOf } from '../unit/formats/tickets.ts';
import { readModelFile } from '../unit/engine/tfjs/model/model-files.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { drawsFrom, repeat } from './draws.ts';
import { expectAnswer, spoilt } from './mutate.ts';

export interface TicketFileCase {
  readonly name: string;
  /** All files by their paths in a folder. */
  readonly files: Readonly<Record<string, Uint8Array>>;
  /** The one that is spoilt. */
  readonly spoilt: string;
  readonly read: (folder: string) => Promise<unknown>;
}

const network = networkOf([{ units: 3, activation: 'relu' }, { units: 2 }], [4]);
const ticket = ticketOf(network);
const options = { ...plainOptions, version: '0', moduleParts: { runtime: '', imageLayers: '', wasm: new Uint8Array(0) } };

const text = (value: string): Buffer => Buffer.from(value, 'latin1');
const short = (word: string): Buffer => Buffer.concat([Buffer.of(0x8c, word.length), text(word)]);

/** A float32 tensor of the storage `key` as torch.save pickles it. */
function tensorPickle(name: string, key: string, shape: readonly number[]): Buffer {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const sizes = (values: readonly number[]): Buffer =>
    Buffer.concat([text('('), ...values.map((value) => Buffer.of(0x4b, value)), text('t')]);
  const storage = [text('('), short('storage'), text('ctorch\nFloatStorage\n'), short(key), short('cpu'), text('K\x18tQ')];
  const rest = [text('K\x00'), sizes(shape), sizes(strides), text('\x89}tR')];
  return Buffer.concat([short(name), text('ctorch._utils\n_rebuild_tensor_v2\n('), ...storage, ...rest]);
}

/** A state dict of the ticket's weights, as PyTorch packs one. */
function stateDict(masks: boolean): Uint8Array {
  const tensors = masks
    ? [...ticket.mask].map(([name, { shape, data }]) => [name, { shape, data: Float32Array.from(data) }] as const)
    : [...(ticket.initial ?? [])];
  const pickles = tensors.map(([name, { shape }], key) => tensorPickle(name, String(key), shape));
  const pickle = Buffer.concat([Buffer.of(0x80, 2), text('}('), ...pickles, text('u.')]);
  const storages = tensors.map(([, { data }], key) => [`x/data/${String(key)}`, new Uint8Array(Float32Array.from(data).buffer)] as const);
  return zipSync({ 'x/data.pkl': pickle, 'x/byteorder': text('little'), ...Object.fromEntries(storages) }, { level: 0 });
}

const readFile =
  (name: string) =>
  (folder: string): Promise<unknown> =>
    readTicketFiles({ weights: path.join(folder, name), mask: null }, network);

/** As the `import` command does: the plan, then every ticket of it. */
async function readImport(source: string): Promise<void> {
  const { tickets } = await importPlan(source, undefined, configSchema.parse({}));
  for (const files of tickets) await readTicketFiles(files, network);
}

const level = 'level_0/main';
const openLth = { [`${level}/mask.pth`]: stateDict(true), [`${level}/model_ep0_it0.pth`]: stateDict(false) };

/** A model of TensorFlow.js with all that it is made of. */
async function modelFiles(): Promise<Record<string, Uint8Array>> {
  const { layers } = tf;
  await tf.setBackend('cpu');
  const [first, second] = [
    layers.dense({ inputShape: [4], units: 3, activation: 'relu', name: 'a' }),
    layers.dense({ units: 2, name: 'b' }),
  ];
  let saved: tf.io.ModelArtifacts = {};
  await tf.sequential({ layers: [first, second], name: 'small' }).save(
    tf.io.withSaveHandler((artifacts) => {
      saved = artifacts;
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } });
    }),
  );
  const weightsManifest = [{ paths: ['weights.bin'], weights: saved.weightSpecs }];
  const json = { format: 'layers-model', generatedBy: 'keras', modelTopology: saved.modelTopology, weightsManifest };
  return { 'model.json': text(JSON.stringify(json)), 'weights.bin': new Uint8Array(tf.io.CompositeArrayBuffer.join(saved.weightData)) };
}

const readAsModel = (folder: string): Promise<ReadModel> =>
  readModelFile(path.join(folder, 'model.json'), { sampleShape: [4], classes: 2 });

export async function ticketFileCases(): Promise<readonly TicketFileCase[]> {
  const written = (format: 'safetensors' | 'npz' | 'tfjs', file: string): Record<string, Uint8Array> =>
    Object.fromEntries(writeTicket(ticket, format, file, options).map(({ name, bytes }) => [name, bytes]));
  const tfjs = written('tfjs', '');
  const shard = Object.keys(tfjs).find((name) => name.endsWith('.bin')) ?? '';
  const model = await modelFiles();
  const one = (name: string, files: TicketFileCase['files'], file: string): TicketFileCase => ({
    name,
    files,
    spoilt: file,
    read: readFile(file),
  });
  return [
    one('safetensors', written('safetensors', 'x.safetensors'), 'x.safetensors'),
    one('npz', written('npz', 'x.npz'), 'x.npz'),
    one('state dict of PyTorch', { 'x.pt': stateDict(false) }, 'x.pt'),
    one('model.json of TensorFlow.js, its weights', tfjs, 'model.json'),
    { ...one('weights of a model.json', tfjs, shard), read: readFile('model.json') },
    { name: 'results of open_lth', files: openLth, spoilt: `${level}/mask.pth`, read: readImport },
    { name: 'model of TensorFlow.js to be trained', files: model, spoilt: 'model.json', read: readAsModel },
    { name: 'weights of a model to be trained', files: model, spoilt: 'weights.bin', read: readAsModel },
  ];
}

/** A folder with the sound files. */
export function folderOf({ files }: TicketFileCase): string {
  const folder = temporaryFolder();
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  return folder;
}

/** Reads so many spoilt copies; each is read, or refused in a sentence of ours. @returns how many. */
export async function importMutations(one: TicketFileCase, most: number, milliseconds: number, seed: number): Promise<number> {
  const draw = drawsFrom(seed);
  const folder = folderOf(one);
  const sound = Buffer.from(one.files[one.spoilt] ?? []);
  return repeat(most, milliseconds, async (index) => {
    writeFileSync(path.join(folder, one.spoilt), spoilt(sound, draw));
    await expectAnswer(`${one.name}, change ${String(index)} of seed ${String(seed)}`, () => one.read(folder));
  });
}
