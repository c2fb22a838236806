/**
 * The first layer's path where most inputs are 0: as dense, but zeros are skipped.
 * Normalised inputs are value * scale + shift: the shift's part is a correction of the bias and of the gradient, exact for zeros.
 */
import type { DenseLayer } from '../../../shared/network/network.ts';
import type { MaskTensor } from '../../../shared/tensors/tensors.ts';
import { listsInBlocks } from '../layers/input-lists.ts';
import type { LayerCall, LayerProgram } from '../layers/layer-program.ts';
import type { ProgramContext } from '../layers/program-context.ts';
import { panelBytes, panelOutputs, roundUp, rowBytes, rowWidth } from '../memory/geometry.ts';
import { type ParameterBlock, takeBlock } from '../memory/parameter-block.ts';
import { biasPlaces, denseWeights, type DenseWeights, panelWeightPlaces } from './dense-weights.ts';

export class InputSparseProgram implements LayerProgram {
  readonly inputLayout = 'nonzeros';
  readonly outputLayout = 'batch-first';
  readonly bias: ParameterBlock;
  readonly #weights: DenseWeights;
  /** Bytes of a batch-first row of outputs. */
  readonly #row: number;
  /** Outputs that kernels compute. */
  readonly #outputs: number;
  /** The bias with the shift's part. */
  readonly #start: number;

  constructor(
    private readonly context: ProgramContext,
    private readonly layer: DenseLayer,
    mask: MaskTensor | undefined,
  ) {
    this.#row = rowBytes(layer.outputs);
    this.#outputs = roundUp(layer.outputs, 4);
    this.#weights = denseWeights(context, layer, panelWeightPlaces(layer, mask), mask !== undefined);
    this.bias = takeBlock(context.arena, biasPlaces(layer));
    this.#start = context.arena.takeFloats(roundUp(layer.outputs, panelOutputs));
  }

  get weight(): ParameterBlock {
    return this.#weights.block;
  }

  prepare(): void {
    this.#weights.prepare();
  }

  refresh(): void {
    this.#weights.spread();
    const { memory, shift } = this.context;
    const { inputs, outputs } = this.layer;
    memory.kernels.shiftedBias(this.#weights.values, panelBytes(inputs), shift, this.bias.values, this.#start, outputs);
  }

  forward({ geometry, output, nonzeros }: LayerCall): void {
    const { toEnd, blocks } = listsInBlocks(this.layer.inputs, geometry.batch);
    this.context.memory.kernels.inputListProduct(
      nonzeros.sampleStarts,
      toEnd,
      blocks,
      geometry.batch,
      this.#weights.values,
      panelBytes(this.layer.inputs),
      this.#start,
      output.batchFirst,
      this.#row,
      this.#outputs,
      this.layer.activation === 'relu' ? 1 : 0,
    );
  }

  /** Nothing comes before this layer, so that nobody wants the gradient of its inputs. */
  backward({ geometry, input, output, nonzeros }: LayerCall): void {
    const {
      memory: { kernels },
      scale,
      shift,
    } = this.context;
    const { rows, columns, columnStride, featureStarts, featurePairs } = nonzeros;
    const dy = output.gradientFirst;
    kernels.biasGradientBatchFirst(dy, this.#row, geometry.batch, rowWidth(output.units) / 4, this.bias.gradient);
    kernels.transposeBytes(rows, geometry.rows, input.units, columns, columnStride);
    kernels.listNonzerosByFeature(columns, columnStride, geometry.batch, input.units, scale, this.#row, featureStarts, featurePairs);
    const [toBias, toWeights] = [this.bias.gradient, this.#weights.gradient];
    kernels.panelGradient(featureStarts, input.units, shift, toBias, dy, toWeights, panelBytes(input.units), this.#outputs);
    this.#weights.collect();
  }
}
