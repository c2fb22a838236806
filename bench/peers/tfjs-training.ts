/** One training with TensorFlow.js: masks multiplied in each step, Adam, the same batches. */
import type { TrainingJob } from './jobs.ts';
import { type Part, type TfjsData, words } from './tfjs-data.ts';
import type { Tf, TfOptimizer, TfTensor, TfVariable } from './tfjs-library.ts';

const evaluationBatch = 1000;

interface TfLayer {
  readonly weight: TfVariable;
  readonly bias: TfVariable;
  readonly mask: TfTensor | null;
}

/** PyTorch's [outputs, inputs] as TensorFlow's [inputs, outputs]. */
function transposed(values: ArrayLike<number>, inputs: number, outputs: number): Float32Array {
  return Float32Array.from(
    { length: inputs * outputs },
    (_, place) => values[(place % outputs) * inputs + Math.floor(place / outputs)] ?? 0,
  );
}

export class TfjsTraining {
  private readonly layers: readonly TfLayer[];
  private readonly optimizer: TfOptimizer;
  private readonly batches: Uint32Array;
  private iteration = 0;

  constructor(
    private readonly tf: Tf,
    private readonly data: TfjsData,
    private readonly job: TrainingJob,
    read: (file: string) => Uint8Array,
  ) {
    const weights = new Float32Array(words(job.weights));
    const mask = job.mask === null ? null : read(job.mask);
    const starts = { weight: 0, mask: 0 };
    this.layers = job.sizes.slice(1).map((outputs, place) => {
      const inputs = job.sizes[place] ?? 0;
      const count = inputs * outputs;
      const matrix = (from: ArrayLike<number>): TfTensor => tf.tensor(transposed(from, inputs, outputs), [inputs, outputs]);
      const layer = {
        weight: tf.variable(matrix(weights.subarray(starts.weight, starts.weight + count))),
        bias: tf.variable(tf.tensor(weights.slice(starts.weight + count, starts.weight + count + outputs), [outputs])),
        mask: mask && matrix(mask.subarray(starts.mask, starts.mask + count)),
      };
      starts.weight += count + outputs;
      starts.mask += count;
      return layer;
    });
    this.batches = new Uint32Array(words(job.batches));
    this.optimizer = tf.train.adam(job.learningRate, 0.9, 0.999, 1e-8);
  }

  async steps(count: number): Promise<void> {
    for (let n = 0; n < count; n++) await this.step();
  }

  async evaluate(): Promise<number> {
    const validation = await this.lossOf(this.data.validation);
    await this.lossOf(this.data.test);
    return validation;
  }

  async losses(count: number): Promise<number[]> {
    const losses: number[] = [];
    for (let n = 0; n < count; n++) {
      await this.step();
      losses.push(await this.lossOf(this.data.validation));
    }
    return losses;
  }

  dispose(): void {
    for (const { weight, bias, mask } of this.layers) for (const tensor of [weight, bias, mask]) tensor?.dispose();
    this.optimizer.dispose();
  }

  private logits(x: TfTensor): TfTensor {
    const { tf } = this;
    return this.layers.reduce((input, { weight, bias }, place) => {
      const out = tf.add(tf.matMul(input, weight), bias);
      return place === this.layers.length - 1 ? out : tf.relu(out);
    }, x);
  }

  private loss({ x, y, count }: ReturnType<Part['rows']>): TfTensor {
    const { tf } = this;
    const classes = this.job.sizes.at(-1) ?? 0;
    const oneHot = tf.oneHot(tf.tensor(y, [count], 'int32'), classes);
    return tf.losses.softmaxCrossEntropy(oneHot, this.logits(tf.tensor(x, [count, this.data.pool.features])));
  }

  /** As open_lth does: weights times mask, then forward, backward, Adam. */
  private async step(): Promise<void> {
    const { tf, job } = this;
    const first = (this.iteration++ * job.batchSize) % this.batches.length;
    const rows = this.data.pool.rows(this.batches.subarray(first, first + job.batchSize));
    const variables = this.layers.flatMap(({ weight, bias }) => [weight, bias]);
    const cost = tf.tidy(() => {
      for (const { weight, mask } of this.layers) if (mask) weight.assign(tf.mul(weight, mask));
      return this.optimizer.minimize(() => this.loss(rows), true, variables);
    });
    await cost?.data();
    cost?.dispose();
  }

  private async lossOf(part: Part): Promise<number> {
    let sum = 0;
    for (let first = 0; first < part.count; first += evaluationBatch) {
      const count = Math.min(evaluationBatch, part.count - first);
      const rows = part.rows(Array.from({ length: count }, (_, place) => first + place));
      const cost = this.tf.tidy(() => {
        for (const { weight, mask } of this.layers) if (mask) weight.assign(this.tf.mul(weight, mask));
        return this.loss(rows);
      });
      sum += ((await cost.data())[0] ?? NaN) * count;
      cost.dispose();
    }
    return sum / part.count;
  }
}
