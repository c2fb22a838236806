/** The workspace of a network of any layers. */
import type { Network } from '../../../shared/network/network.ts';
import { productOf } from '../../../shared/network/shapes.ts';
import { type ImageMove, imageMoves, unmoved } from '../../augmentation.ts';
import type { Samples } from '../../engine.ts';
import type { Level } from '../layers/layer-program.ts';
import type { InputScaling } from '../layers/program-context.ts';
import { type Geometry, geometryOf } from '../memory/geometry.ts';
import { SamplesInMemory } from '../memory/samples-in-memory.ts';
import { Arena, clearTotals, readTotals, takeTotals, type Totals, type WasmMemory } from '../memory/wasm-memory.ts';
import type { NetworkPass, Workspace, WorkspaceOptions } from '../passes/network-pass.ts';
import { writeSumGradient } from '../passes/pass.ts';
import { buildSteps, type BuiltSteps } from './build-steps.ts';
import { NodeStore, type PassState, pixels } from './node.ts';
import { LayeredNetwork } from './layered-network.ts';

interface Buffers {
  readonly rows: number;
  readonly moves: number;
  readonly labels: number;
  readonly exps: number;
  readonly sums: number;
  readonly totals: number;
}

const moveBytes = 12;

/** One batch through a network of any layers, forward and backward. */
function takeLayeredPassBuffers(arena: Arena, { stride, rows }: Geometry, classes: number): Buffers {
  return {
    rows: arena.take(stride),
    moves: arena.take(rows * moveBytes),
    labels: arena.take(stride),
    exps: arena.take(classes * stride),
    sums: arena.take(2 * stride),
    totals: takeTotals(arena),
  };
}

class LayeredPass implements NetworkPass {
  #state: PassState = { images: 0, groups: 0, iteration: null };

  constructor(
    private readonly programs: LayeredNetwork,
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
    const { layout } = this.built.input;
    memory.kernels.gatherImages(
      rows,
      moves,
      this.geometry.rows,
      samples.isBytes ? 1 : 0,
      layout.channels,
      layout.height,
      layout.width,
      scale,
      shift,
      pixels(this.built.input),
      layout.group,
      layout.plane,
      layout.row,
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

export function makeLayeredWorkspace(memory: WasmMemory, options: WorkspaceOptions, scaling: InputScaling): Workspace {
  const { mask, samples, batches, augmentation, dropoutSeed = '' } = options;
  const network = { ...options.network, inputShape: shapeForSamples(options.network, samples[0]) };
  const geometries = batches.map(geometryOf);
  const arena = options.arena ?? new Arena();
  const program = new LayeredNetwork(arena, memory, { network, mask, geometries, scaling });
  const nodes = new NodeStore(arena, program.halo, Math.max(...geometries.map(({ rows }) => rows / 4)));
  const moveOf = imageMoves(augmentation);
  const passes = geometries.map((geometry) => {
    const built = buildSteps(network, program, nodes, geometry, dropoutSeed);
    return new LayeredPass(program, built, geometry, takeLayeredPassBuffers(arena, geometry, network.classes), network.classes, moveOf);
  });
  const data = samples.map((part) => new SamplesInMemory(arena, memory, part, Math.max(...batches)));
  memory.reserve(arena.size);
  program.prepare();
  for (const part of data) part.prepare();
  return { program, data, passes };
}

/** Fully connected networks may be given images flattened; to move an image, its shape must be known. */
export function shapeForSamples({ inputShape }: Network, samples: Samples | undefined): readonly number[] {
  const shape = samples?.sampleShape ?? inputShape;
  return shape.length === 3 && productOf(shape) === productOf(inputShape) ? shape : inputShape;
}
