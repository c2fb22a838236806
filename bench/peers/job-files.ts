/** Writes what a training needs into raw files, so that a peer does exactly the same work. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dataOrder } from '../../src/engine/data-order.ts';
import type { TrainingData, TrainInput } from '../../src/engine/engine.ts';
import { isDenseNetwork } from '../../src/shared/network/network.ts';
import type { DataJob, TrainingJob } from './jobs.ts';

type Bytes = Uint8Array | Uint16Array | Uint32Array | Float32Array;

const together = (arrays: readonly Bytes[]): Buffer =>
  Buffer.concat(arrays.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)));

export class JobFiles {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'winning-ticket-bench-'));
  private count = 0;
  private readonly known = new Map<TrainingData['pool'], string>();

  data(
    { pool, test, validationIndices, mean, standardDeviation }: TrainingData,
    shape: readonly number[] = [pool.values.length / pool.count],
  ): DataJob {
    return {
      features: pool.values.length / pool.count,
      shape,
      mean: mean[0] ?? 0,
      deviation: standardDeviation[0] ?? 1,
      images: this.once(pool, pool.values),
      labels: this.write(pool.labels),
      testImages: this.once(test, test.values),
      testLabels: this.write(test.labels),
      validation: this.write(validationIndices),
    };
  }

  /** @param iterations How many batches are written; a peer begins again after them. */
  training({ spec, data, weights, mask }: TrainInput, iterations: number): TrainingJob {
    const { network } = spec;
    const order = dataOrder(spec.dataOrderSeed, data.trainingIndices, spec.batchSize);
    const batches = Array.from({ length: iterations }, (_, place) => order.batch(place + 1).slice());
    return {
      sizes: isDenseNetwork(network) ? [network.layers[0]?.inputs ?? 0, ...network.layers.map(({ outputs }) => outputs)] : [],
      layers: network.layers,
      evaluationBatch: isDenseNetwork(network) ? 1000 : 500,
      weights: this.write(...[...weights.values()].map((tensor) => tensor.data)),
      mask: mask && this.write(...[...mask.values()].map((tensor) => tensor.data)),
      batches: this.write(...batches),
      batchSize: spec.batchSize,
      learningRate: spec.optimizer.learningRate,
    };
  }

  delete(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private once(key: TrainingData['pool'], values: Bytes): string {
    const file = this.known.get(key) ?? this.write(values);
    this.known.set(key, file);
    return file;
  }

  private write(...arrays: readonly Bytes[]): string {
    const file = path.join(this.folder, `${String(++this.count)}.raw`);
    writeFileSync(file, together(arrays));
    return file;
  }
}
