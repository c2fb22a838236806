/** Images as floats, normalised once, and batches of them. */
import { readFileSync } from 'node:fs';
import type { DataJob } from './jobs.ts';

export class Part {
  constructor(
    private readonly values: Float32Array,
    private readonly labels: Uint8Array,
    readonly features: number,
  ) {}

  get count(): number {
    return this.labels.length;
  }

  rows(indices: Iterable<number>): { readonly x: Float32Array; readonly y: Int32Array; readonly count: number } {
    const chosen = [...indices];
    const x = new Float32Array(chosen.length * this.features);
    chosen.forEach((index, place) =>
      x.set(this.values.subarray(index * this.features, (index + 1) * this.features), place * this.features),
    );
    return { x, y: Int32Array.from(chosen, (index) => this.labels[index] ?? 0), count: chosen.length };
  }
}

/** A file of 32-bit numbers. */
export const words = (file: string): ArrayBuffer => Uint8Array.from(readFileSync(file)).buffer;

export class TfjsData {
  readonly pool: Part;
  readonly validation: Part;
  readonly test: Part;

  constructor(job: DataJob) {
    const part = (images: string, labels: string): Part => {
      const values = Float32Array.from(readFileSync(images), (byte) => (byte / 255 - job.mean) / job.deviation);
      return new Part(values, readFileSync(labels), job.features);
    };
    this.pool = part(job.images, job.labels);
    this.test = part(job.testImages, job.testLabels);
    const { x, y } = this.pool.rows(new Uint32Array(words(job.validation)));
    this.validation = new Part(x, Uint8Array.from(y), job.features);
  }
}
