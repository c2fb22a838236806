/** The dense path: matrix products, batch first, weights input-major. */
import type { DenseLayer } from '../../../shared/network/network.ts';
import type { MaskTensor } from '../../../shared/tensors/tensors.ts';
import type { LayerCall, LayerProgram } from '../layers/layer-program.ts';
import type { ProgramContext } from '../layers/program-context.ts';
import { roundUp, rowBytes, rowWidth } from '../memory/geometry.ts';
import { multiply } from '../memory/matrix-product.ts';
import { type ParameterBlock, takeBlock } from '../memory/parameter-block.ts';
import { biasPlaces, denseWeightPlaces, denseWeights, type DenseWeights } from './dense-weights.ts';

export class DenseProgram implements LayerProgram {
  readonly inputLayout = 'batch-first';
  readonly outputLayout = 'batch-first';
  readonly bias: ParameterBlock;
  protected readonly weights: DenseWeights;
  /** Bytes of a row of weights, and of a batch-first row of outputs; and how many of them are in use. */
  protected readonly row: number;
  protected readonly width: number;
  protected readonly relu: number;
  /** `[outputs][row of inputs]` */
  protected readonly transposed: number;

  constructor(
    protected readonly context: ProgramContext,
    protected readonly layer: DenseLayer,
    mask: MaskTensor | undefined,
  ) {
    const { arena } = context;
    this.row = rowBytes(layer.outputs);
    this.width = rowWidth(layer.outputs);
    this.relu = layer.activation === 'relu' ? 1 : 0;
    this.weights = denseWeights(context, layer, denseWeightPlaces(layer, mask), mask !== undefined);
    this.bias = takeBlock(arena, biasPlaces(layer));
    this.transposed = arena.take(roundUp(layer.outputs, 4) * rowBytes(layer.inputs));
  }

  get weight(): ParameterBlock {
    return this.weights.block;
  }

  prepare(): void {
    this.weights.prepare();
  }

  refresh(): void {
    this.weights.spread();
  }

  forward({ geometry, input, output }: LayerCall): void {
    multiply(this.context.memory.kernels, {
      a: { address: input.batchFirst, row: rowBytes(input.units), column: 4 },
      b: { address: this.weights.values, row: this.row },
      c: { address: output.batchFirst, row: this.row },
      start: this.bias.values,
      rows: geometry.rows,
      columns: this.width / 4,
      inner: input.units,
      relu: this.relu,
    });
  }

  backward(call: LayerCall, wantsInputGradient: boolean): void {
    const { kernels } = this.context.memory;
    const { geometry, output } = call;
    kernels.biasGradientBatchFirst(output.gradientFirst, this.row, geometry.batch, this.width / 4, this.bias.gradient);
    this.weightGradient(call);
    this.weights.collect();
    if (wantsInputGradient) this.inputGradient(call);
  }

  /** dW[k][j] = sum over samples of x[s][k] * dy[s][j] */
  protected weightGradient({ geometry, input, output }: LayerCall): void {
    const { memory, zeros } = this.context;
    multiply(memory.kernels, {
      a: { address: input.batchFirst, row: 4, column: rowBytes(input.units) },
      b: { address: output.gradientFirst, row: this.row },
      c: { address: this.weights.gradient, row: this.row },
      start: zeros,
      rows: input.units,
      columns: this.width / 4,
      inner: geometry.batch,
      relu: 0,
    });
  }

  /** dx[s][k] = sum over outputs of dy[s][j] * W[k][j], from a transposed copy of W, so that lanes run over k. */
  protected inputGradient({ geometry, input, output }: LayerCall): void {
    const { memory, zeros } = this.context;
    const inputRow = rowBytes(input.units);
    this.transposeWeights();
    multiply(memory.kernels, {
      a: { address: output.gradientFirst, row: this.row, column: 4 },
      b: { address: this.transposed, row: inputRow },
      c: { address: input.gradientFirst, row: inputRow },
      start: zeros,
      rows: geometry.rows,
      columns: rowWidth(input.units) / 4,
      inner: this.layer.outputs,
      relu: 0,
    });
  }

  protected transposeWeights(): void {
    const { inputs, outputs } = this.layer;
    this.context.memory.kernels.transpose(this.weights.values, this.row, inputs, outputs, this.transposed, rowBytes(inputs));
  }
}
