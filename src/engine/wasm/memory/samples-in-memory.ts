/** A data set as the kernels see it: all of it in memory where it is small, else the rows of the next batch only. */
import type { Samples } from '../../engine.ts';
import type { Arena, WasmMemory } from './wasm-memory.ts';

// Conditions on the data sets of one training.

/** Bytes or floats: they must agree, since they share the normalisation. */
export function holdBytes(samples: readonly Samples[]): boolean {
  const kinds = new Set(samples.map(({ values }) => values instanceof Uint8Array));
  if (kinds.size > 1) throw new Error('Training and test set must both hold bytes or both hold floats.');
  return kinds.has(true);
}

/** Throws at the first label that is no class. */
export function checkLabels({ labels, count }: Samples, classes: number): void {
  const bad = labels.subarray(0, count).findIndex((label) => label >= classes);
  if (bad >= 0)
    throw new Error(`Sample ${String(bad)} has the label ${String(labels[bad])}, but the network has ${String(classes)} classes.`);
}

/** Data sets up to this size are copied as a whole. */
const residentLimit = 128 * 1024 * 1024;

interface SamplesShape {
  readonly count: number;
  readonly bytesPerSample: number;
}

export function shapeOf(samples: Samples): SamplesShape {
  return { count: samples.count, bytesPerSample: (samples.values.length / samples.count) * samples.values.BYTES_PER_ELEMENT };
}

/** Bytes of memory for a data set read in batches of at most `batch`. */
export function residentBytes({ count, bytesPerSample }: SamplesShape, batch: number): number {
  const whole = count * bytesPerSample;
  return whole <= residentLimit ? whole : batch * bytesPerSample;
}

export class SamplesInMemory {
  readonly isBytes: boolean;
  readonly #shape: SamplesShape;
  readonly #address: number;
  readonly #isResident: boolean;

  constructor(
    arena: Arena,
    private readonly memory: WasmMemory,
    private readonly samples: Samples,
    batch: number,
  ) {
    this.isBytes = samples.values instanceof Uint8Array;
    this.#shape = shapeOf(samples);
    this.#address = arena.take(residentBytes(this.#shape, batch));
    this.#isResident = this.#shape.count * this.#shape.bytesPerSample <= residentLimit;
  }

  /** Copies the data set, once the memory is there. */
  prepare(): void {
    if (this.#isResident) this.#copy(0, this.samples.count, this.#address);
  }

  /** Writes the addresses of the batch's rows to `table`, the last one repeated until `padded` are there; and the labels. */
  select(batch: Uint32Array, padded: number, table: number, labels: number): void {
    const rows = this.memory.words(table, padded);
    const classes = this.memory.halfWords(labels, padded);
    const { bytesPerSample } = this.#shape;
    const last = batch.length - 1;
    for (let n = 0; n < padded; n++) {
      const index = batch[Math.min(n, last)] ?? 0;
      const row = this.#isResident ? index : Math.min(n, last);
      rows[n] = this.#address + row * bytesPerSample;
      classes[n] = this.samples.labels[index] ?? 0;
      if (!this.#isResident && n <= last) this.#copy(index, 1, rows[n] ?? 0);
    }
  }

  #copy(first: number, count: number, address: number): void {
    const { values } = this.samples;
    const perSample = values.length / this.samples.count;
    const part = values.subarray(first * perSample, (first + count) * perSample);
    if (part instanceof Uint8Array) this.memory.bytes(address, part.length).set(part);
    else this.memory.floats(address, part.length).set(part);
  }
}
