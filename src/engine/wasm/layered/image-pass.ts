/** One batch through a network of any layers, forward and backward. */
import type { ImageMove } from '../../augmentation.ts';
import { unmoved } from '../../augmentation.ts';
import type { Arena } from '../memory/arena.ts';
import type { Geometry } from '../memory/geometry.ts';
import type { Level } from '../layers/layer-program.ts';
import type { NetworkPass } from '../passes/network-pass.ts';
import type { SamplesInMemory } from '../memory/samples-in-memory.ts';
import { writeSumGradient } from '../passes/sum-gradient.ts';
import type { Totals } from '../memory/totals.ts';
import { clearTotals, readTotals, takeTotals } from '../memory/totals.ts';
import type { BuiltSteps } from './build-steps.ts';
import { pixels } from './node.ts';
import type { Programs } from './programs.ts';
import type { PassState } from './step.ts';

interface Buffers {
  readonly rows: number;
  readonly moves: number;
  readonly labels: number;
  readonly exps: number;
  readonly sums: number;
  readonly totals: number;
}

const moveBytes = 12;

export function takeImagePassBuffers(arena: Arena, { stride, rows }: Geometry, classes: number): Buffers {
  return {
    rows: arena.take(stride),
    moves: arena.take(rows * moveBytes),
    labels: arena.take(stride),
    exps: arena.take(classes * stride),
    sums: arena.take(2 * stride),
    totals: takeTotals(arena),
  };
}

export class ImagePass implements NetworkPass {
  #state: PassState = { images: 0, groups: 0, iteration: null };

  constructor(
    private readonly programs: Programs,
    private readonly built: BuiltSteps,
    private readonly geometry: Geometry,
    private readonly buffers: Buffers,
    private readonly classes: number,
    private readonly moveOf: (iteration: number, place: number) => ImageMove,
  ) {}

  startTotals(): void {
    clearTotals(this.programs.context.memory, this.buffers.totals);
  }

  get totals(): Totals {
    return readTotals(this.programs.context.memory, this.buffers.totals);
  }

  forward(samples: SamplesInMemory, indices: Uint32Array, ofTraining?: number): void {
    const iteration = ofTraining ?? null;
    const { stride, rows } = this.geometry;
    const { labels, exps, sums, totals } = this.buffers;
    this.#state = { images: indices.length, groups: rows / 4, iteration };
    samples.select(indices, rows, this.buffers.rows, labels);
    this.#load(samples, iteration);
    for (const step of this.built.steps) step.forward(this.#state);
    const { kernels } = this.programs.context.memory;
    kernels.softmaxLoss(this.#logits.batchLast, stride, this.classes, indices.length, labels, exps, sums, totals);
  }

  #load(samples: SamplesInMemory, iteration: number | null): void {
    const { memory, scale, shift } = this.programs.context;
    const { rows, moves } = this.buffers;
    const table = memory.integers(moves, this.geometry.rows * 3);
    for (let n = 0; n < this.geometry.rows; n++) {
      const { down, right, flip } = iteration === null ? unmoved : this.moveOf(iteration, n);
      table.set([down, right, flip ? 1 : 0], n * 3);
    }
    const { place } = this.built.input;
    memory.kernels.gatherImages(
      rows,
      moves,
      this.geometry.rows,
      samples.isBytes ? 1 : 0,
      place.channels,
      place.height,
      place.width,
      scale,
      shift,
      pixels(this.built.input),
      place.group,
      place.plane,
      place.row,
    );
  }

  backward(samples: number, count: number): void {
    const { labels, exps, sums } = this.buffers;
    const { kernels } = this.programs.context.memory;
    kernels.softmaxGradient(exps, sums, this.geometry.stride, this.classes, samples, labels, 1 / count, this.#logits.gradientLast);
    this.#backwardSteps();
  }

  backwardOfSum(samples: number, count: number): void {
    writeSumGradient(this.programs.context.memory, this.#logits, this.geometry, samples, count);
    this.#backwardSteps();
  }

  #backwardSteps(): void {
    for (const step of this.built.steps.toReversed()) step.backward(this.#state);
  }

  get #logits(): Level {
    const { level } = this.built.output;
    if (!level) throw new Error('The last layer must be fully connected.');
    return level;
  }
}
