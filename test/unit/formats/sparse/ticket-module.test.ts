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
import { networkOf, ticketOf, uniform } from '../tickets.ts';

const root = path.join(import.meta.dirname, '../../../..');
const parts = {
  runtime: readFileSync(path.join(root, 'src/formats/sparse/runtime.mjs'), 'utf8'),
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

  it('says which layer it cannot hold, and what can', () => {
    const images = networkOf([{ kind: 'convolution', filters: 2 }, { units: 3 }], [1, 4, 4]);
    expect(() => ticketModule(ticketOf(images), parts)).toThrow(ExportError);
    expect(() => ticketModule(ticketOf(images), parts)).toThrow('"conv1" is a layer of the kind "convolution"');
  });
});
