/** One batch through a network, forward and backward. */
import { loadInput } from '../dense/input-loader.ts';
import type { NetworkProgram } from '../dense/network-program.ts';
import type { LayerCall, LayerProgram, Level } from '../layers/layer-program.ts';
import type { PassBuffers } from '../layers/pass-buffers.ts';
import { type Geometry, rowBytes } from '../memory/geometry.ts';
import type { SamplesInMemory } from '../memory/samples-in-memory.ts';
import { clearTotals, readTotals, type Totals, type WasmMemory } from '../memory/wasm-memory.ts';
import type { NetworkPass } from './network-pass.ts';

/** Gradient of (sum of all outputs of `samples` samples) / `count`, with respect to these outputs; batch last. */
export function writeSumGradient(memory: WasmMemory, logits: Level, { stride }: Geometry, samples: number, count: number): void {
  for (let unit = 0; unit < logits.units; unit++)
    memory
      .floats(logits.gradientLast + unit * stride, stride / 4)
      .fill(0)
      .fill(1 / count, 0, samples);
}

interface Stage {
  readonly program: LayerProgram;
  readonly call: LayerCall;
  /** Layout in which the next layer (or softmax) takes the output. */
  readonly next: 'batch-first' | 'batch-last';
}

export class Pass implements NetworkPass {
  readonly #stages: readonly Stage[];
  /** The stages, last layer first. */
  readonly #backwards: readonly Stage[];

  constructor(
    private readonly program: NetworkProgram,
    private readonly buffers: PassBuffers,
    private readonly classes: number,
  ) {
    const { levels, geometry, nonzeros } = buffers;
    this.#stages = program.layers.map((layer, place) => {
      const input = levels[place],
        output = levels[place + 1];
      if (!input || !output) throw new Error('A level is missing.');
      const next = program.layers[place + 1]?.inputLayout === 'batch-first' ? 'batch-first' : 'batch-last';
      return { program: layer, next, call: { geometry, input, output, nonzeros } };
    });
    this.#backwards = this.#stages.toReversed();
  }

  /** Sets the sums of loss and correct predictions to 0. */
  startTotals(): void {
    clearTotals(this.program.context.memory, this.buffers.totals);
  }

  /** Sums since `startTotals`. */
  get totals(): Totals {
    return readTotals(this.program.context.memory, this.buffers.totals);
  }

  /** Adds the losses of these samples, in their order, to the totals. At most a batch of them. */
  forward(samples: SamplesInMemory, indices: Uint32Array): void {
    const { buffers, program } = this;
    const { geometry, rows, labels, exps, sums, totals } = buffers;
    samples.select(indices, geometry.rows, rows, labels);
    loadInput(program.context, buffers, samples, program.layers[0]?.inputLayout ?? 'batch-first', program.blocks);
    for (const stage of this.#stages) this.#forwardStage(stage);
    program.context.memory.kernels.softmaxLoss(
      this.#logits.batchLast,
      geometry.stride,
      this.classes,
      indices.length,
      labels,
      exps,
      sums,
      totals,
    );
  }

  /** Gradient of (sum of the losses of the last forward pass) / `count`. */
  backward(samples: number, count: number): void {
    const { geometry, labels, exps, sums } = this.buffers;
    this.program.context.memory.kernels.softmaxGradient(
      exps,
      sums,
      geometry.stride,
      this.classes,
      samples,
      labels,
      1 / count,
      this.#logits.gradientLast,
    );
    this.#backwardStages();
  }

  /** Gradient of (sum of all outputs of the last forward pass) / `count`. */
  backwardOfSum(samples: number, count: number): void {
    writeSumGradient(this.program.context.memory, this.#logits, this.buffers.geometry, samples, count);
    this.#backwardStages();
  }

  #backwardStages(): void {
    for (const stage of this.#backwards) this.#backwardStage(stage, stage !== this.#stages[0]);
  }

  get #logits(): Level {
    const logits = this.buffers.levels.at(-1);
    if (!logits) throw new Error('A network needs a layer.');
    return logits;
  }

  #forwardStage({ program, call, next }: Stage): void {
    program.forward(call);
    if (program.outputLayout === next) return;
    const { output, geometry } = call;
    const { kernels } = this.program.context.memory;
    if (next === 'batch-last')
      kernels.transpose(output.batchFirst, rowBytes(output.units), geometry.rows, output.units, output.batchLast, geometry.stride);
    else kernels.transpose(output.batchLast, geometry.stride, output.units, geometry.rows, output.batchFirst, rowBytes(output.units));
  }

  #backwardStage({ program, call, next }: Stage, wantsInputGradient: boolean): void {
    // Batch last, the program undoes it in one sweep with the bias gradient.
    if (program.outputLayout === 'batch-first') this.#undoActivation(call, next);
    if (program.outputLayout !== next) this.#turnGradient(call, next);
    program.backward(call, wantsInputGradient);
  }

  #undoActivation({ output, geometry }: LayerCall, layout: Stage['next']): void {
    if (!output.relu) return;
    const { kernels } = this.program.context.memory;
    if (layout === 'batch-last') kernels.clearWhereInactive(output.batchLast, output.gradientLast, output.units * geometry.stride);
    else kernels.clearWhereInactive(output.batchFirst, output.gradientFirst, geometry.rows * rowBytes(output.units));
  }

  #turnGradient({ output, geometry }: LayerCall, layout: Stage['next']): void {
    const { kernels } = this.program.context.memory;
    if (layout === 'batch-last')
      kernels.transpose(output.gradientLast, geometry.stride, output.units, geometry.rows, output.gradientFirst, rowBytes(output.units));
    else kernels.transpose(output.gradientFirst, rowBytes(output.units), geometry.rows, output.units, output.gradientLast, geometry.stride);
  }
}
