/** A module that runs by itself: the engine's logits, bit for bit, from a file that holds only what remains. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createReferenceEngine } from '../../../../src/engine/reference/engine.ts';
import { evaluateOnce } from '../../../../src/engine/wasm/evaluation/evaluate-once.ts';
import { WasmMemory } from '../../../../src/engine/wasm/memory/wasm-memory.ts';
import { ExportError, type InputNormalization, trainedWeights } from '../../../../src/formats/exported-ticket.ts';
import { ticketModule } from '../../../../src/formats/sparse/ticket-module.ts';
import type { Samples } from '../../../../src/shared/specs/samples.ts';
import { sharedFolder } from '../../../temporary-folder.ts';
import { kernelBytes } from '../../engine/support/kernel-bytes.ts';
import { imageLayers, networkOf, ticketOf, uniform } from '../tickets.ts';

const root = path.join(import.meta.dirname, '../../../..');
const parts = {
  runtime: readFileSync(path.join(root, 'src/formats/sparse/runtime.mjs'), 'utf8'),
  imageLayers: readFileSync(path.join(root, 'src/formats/sparse/image-layers.mjs'), 'utf8'),
  wasm: readFileSync(path.join(root, 'build/ticket.wasm')),
};

interface OpenTicket {
  readonly inputs: number;
  logits(samples: ArrayLike<number>): Float32Array;
  classify(samples: ArrayLike<number>): number[];
}

const folder = sharedFolder();
let files = 0;

async function opened(text: string): Promise<OpenTicket> {
  const file = path.join(folder, `ticket-${String(files++)}.mjs`);
  writeFileSync(file, text);
  const module = (await import(pathToFileURL(file).href)) as { open(): Promise<OpenTicket> };
  return module.open();
}

function samplesOf(count: number, sampleShape: readonly number[], bytes: boolean): Samples {
  const draw = uniform('samples');
  const length = count * sampleShape.reduce((a, b) => a * b, 1);
  // Half of the pixels are 0, as in images of digits.
  const byte = (): number => (draw() < 0.5 ? 0 : Math.floor(256 * draw()));
  const values = bytes ? Uint8Array.from({ length }, byte) : Float32Array.from({ length }, () => 4 * draw() - 2);
  return { count, sampleShape, values, labels: new Uint8Array(count) };
}

const network = networkOf([{ units: 40 }, { units: 17 }, { units: 10 }], [1, 8, 8]);
const usual = { mean: [0.1307], standardDeviation: [0.3081] };

/** What the engine's own evaluation hands to its softmax, sample by sample. */
function engineLogits(
  ticket: ReturnType<typeof ticketOf>,
  samples: Samples,
  { mean, standardDeviation }: InputNormalization,
): Float32Array {
  const memory = new WasmMemory(kernelBytes);
  const all: number[] = [];
  const softmaxLoss: WasmMemory['kernels']['softmaxLoss'] = (...args) => {
    const [from, stride, classes, count] = args;
    for (let sample = 0; sample < count; sample++)
      for (let c = 0; c < classes; c++) all.push(memory.floats(from + c * stride + 4 * sample, 1)[0] ?? NaN);
    return memory.kernels.softmaxLoss(...args);
  };
  const spied = new Proxy(memory, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key, target);
      if (key === 'kernels') return { ...target.kernels, softmaxLoss };
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  evaluateOnce(spied, { network: ticket.network, weights: trainedWeights(ticket), samples, mean, standardDeviation });
  return Float32Array.from(all);
}

/** Small ones of the paper's kinds, and every layer that there is. */
const imageNetworks = {
  'two convolutions as in Conv-2': [
    ...[
      { kind: 'convolution', filters: 6, activation: 'relu' },
      { kind: 'convolution', filters: 5, activation: 'relu' },
    ],
    ...[{ kind: 'max-pool' }, { units: 12 }, { units: 4 }],
  ],
  'valid windows and strides': [
    { kind: 'convolution', filters: 3, kernelSize: [2, 3], padding: 'valid', stride: 2, activation: 'relu' },
    ...[{ kind: 'convolution', filters: 4, kernelSize: 4, stride: 3 }, { kind: 'global-average-pool' }, { units: 4 }],
  ],
  'every kind of layer': imageLayers,
} as const;

describe('a module of convolutions', () => {
  it.each(
    Object.entries(imageNetworks).flatMap(([name, layers]) =>
      ([0.4, 1] as const).flatMap((density) => (['bytes', 'floats'] as const).map((values) => [name, values, density, layers] as const)),
    ),
  )('has the logits of the engine, bit for bit: %s, %s, %d of the weights', async (_, values, density, layers) => {
    const convolutional = networkOf(layers, [2, 9, 11]);
    const normalization: InputNormalization = { values, mean: [0.1307, 0.4], standardDeviation: [0.3081, 0.2] };
    const ticket = ticketOf(convolutional, density, normalization);
    const samples = samplesOf(19, [2, 9, 11], values === 'bytes');
    const own = (await opened(ticketModule(ticket, parts))).logits(samples.values);
    const expected = engineLogits(ticket, samples, normalization);
    expect(expected).toHaveLength(19 * convolutional.classes);
    expect(new Set(expected).size).toBeGreaterThan(19);
    expect([...own]).toEqual([...expected]);
  });

  it("is within a few millionths of the engine where that computes by Winograd's path, which adds up in another order", async () => {
    const wide = networkOf([{ kind: 'convolution', filters: 16 }, { kind: 'convolution', filters: 16 }, { units: 4 }], [1, 8, 8]);
    const ticket = ticketOf(wide, 1, { values: 'bytes', ...usual });
    const samples = samplesOf(20, [1, 8, 8], true);
    const own = (await opened(ticketModule(ticket, parts))).logits(samples.values);
    const expected = engineLogits(ticket, samples, { values: 'bytes', ...usual });
    const largest = Math.max(...expected.map(Math.abs));
    expect(Math.max(...own.map((value, at) => Math.abs(value - (expected[at] ?? NaN))))).toBeLessThan(5e-6 * largest);
  });

  it('is as large as what remains', () => {
    const packed = (density: number): number =>
      gzipSync(ticketModule(ticketOf(networkOf(imageNetworks['two convolutions as in Conv-2'], [1, 28, 28]), density), parts)).length;
    expect(packed(0.05)).toBeLessThan(packed(1) / 3);
  });
});

describe('a module that runs by itself', () => {
  it.each([
    ['bytes', 0.02],
    ['bytes', 0.3],
    ['bytes', 1],
    ['floats', 0.02],
    ['floats', 0.3],
  ] as const)('has the logits of the engine, bit for bit: %s, %d of the weights', async (values, density) => {
    const normalization: InputNormalization = { values, ...usual };
    const ticket = ticketOf(network, density, normalization);
    const samples = samplesOf(37, [1, 8, 8], values === 'bytes');
    const own = (await opened(ticketModule(ticket, parts))).logits(samples.values);
    const expected = engineLogits(ticket, samples, normalization);
    expect(expected).toHaveLength(370);
    expect(Buffer.from(own.buffer).equals(Buffer.from(expected.buffer))).toBe(true);
  });

  it('classifies as the reference engine does', async () => {
    const normalization: InputNormalization = { values: 'bytes', ...usual };
    const ticket = ticketOf(network, 0.3, normalization);
    const samples = samplesOf(50, [1, 8, 8], true);
    const labels = Uint8Array.from((await opened(ticketModule(ticket, parts))).classify(samples.values));
    const input = { network, weights: trainedWeights(ticket), samples: { ...samples, labels }, ...usual };
    expect(new Set(labels).size).toBeGreaterThan(1);
    expect(createReferenceEngine().evaluate(input).accuracy).toBe(1);
  });

  it('normalises the columns of a table as the data are normalised', async () => {
    const table = networkOf([{ units: 6 }, { units: 3 }], [4]);
    const statistics = { mean: [1, -20, 300, 0], standardDeviation: [2, 5, 100, 1] };
    const raw = [3, -15, 250, 0.5];
    const normal = raw.map((value, k) => (value - (statistics.mean[k] ?? 0)) / (statistics.standardDeviation[k] ?? 1));
    const byColumns = await opened(ticketModule(ticketOf(table, 0.5, { values: 'columns', ...statistics }), parts));
    const byCaller = await opened(ticketModule(ticketOf(table, 0.5), parts));
    expect(byColumns.logits(raw)).toEqual(byCaller.logits(normal));
  });

  it('is as large as what remains: LeNet at 2 % takes less than 60 kB, packed', () => {
    const lenet = networkOf([{ units: 300 }, { units: 100 }, { units: 10 }], [1, 28, 28]);
    const packed = (density: number): number =>
      gzipSync(ticketModule(ticketOf(lenet, density, { values: 'bytes', ...usual }), parts)).length;
    const [small, large] = [packed(0.02), packed(1)];
    expect(small).toBeLessThan(60_000);
    expect(large).toBeGreaterThan(10 * small);
  });

  it('refuses a number of values that is no number of samples', async () => {
    const ticket = await opened(ticketModule(ticketOf(network), parts));
    expect(() => ticket.logits(new Uint8Array(65))).toThrow('Expected samples of 64 values each, found 65 values.');
  });

  it('is made of no name: neither its lines nor a script that holds it end in one', async () => {
    const name = 'a\u2028export const foreign = 1;</script>\n*/';
    const hostile = { ...ticketOf(network, 0.3), name, provenance: { ticket: name, seed: '1', network: '' } };
    const text = ticketModule(hostile, parts);
    expect(text.slice(text.indexOf('export const provenance'))).not.toContain('</script');
    const file = path.join(folder, 'hostile.mjs');
    writeFileSync(file, text);
    const module = (await import(pathToFileURL(file).href)) as Record<string, { ticket: string }>;
    expect(Object.keys(module)).not.toContain('foreign');
    expect(module['provenance']).toMatchObject({ ticket: name });
  });

  it('says of which network it cannot be made, and what can', () => {
    const shapes = { inputShape: [4], outputShape: [3] as const };
    const model = { kind: 'model' as const, name: 'theirs', ...shapes, topology: {}, parameters: [], dropouts: [] };
    const ticket = { ...ticketOf(networkOf([{ units: 3 }], [4])), network: { inputShape: [4], classes: 3, layers: [model] } };
    expect(() => ticketModule(ticket, parts)).toThrow(ExportError);
    expect(() => ticketModule(ticket, parts)).toThrow('"theirs" is a layers model of TensorFlow.js');
  });
});
