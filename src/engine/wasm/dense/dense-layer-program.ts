import type { DenseLayer } from '../../../shared/network/network.ts';
import type { MaskTensor } from '../../../shared/tensors/tensors.ts';
import type { LayerCall, LayerProgram } from '../layers/layer-program.ts';
import type { LayerPath } from '../layers/path-rule.ts';
import type { ProgramContext } from '../layers/program-context.ts';
import { type Geometry, rowBytes, rowWidth } from '../memory/geometry.ts';
import { DenseProgram } from './dense-program.ts';
import { InputSparseProgram } from './input-sparse-program.ts';
import { type LiveUnits, SparseProgram } from './sparse-program.ts';

/** The dense path of a layer whose inputs come from a ReLU: as dense, but outputs and gradients that are 0 are skipped. */
class ActiveInputProgram extends DenseProgram {
  /** One list at a time; see kernels/nonzeros.ts. */
  readonly #starts: number;
  readonly #pairs: number;

  constructor(context: ProgramContext, layer: DenseLayer, mask: MaskTensor | undefined, geometries: readonly Geometry[]) {
    super(context, layer, mask);
    const batch = Math.max(...geometries.map((geometry) => geometry.batch));
    this.#starts = context.arena.take((Math.max(batch, layer.inputs) + 1) * 4);
    this.#pairs = context.arena.take(batch * Math.max(layer.inputs, layer.outputs) * 8);
  }

  override forward({ geometry: { batch }, input, output }: LayerCall): void {
    const { kernels } = this.context.memory;
    const { row, width, weights, bias } = this;
    kernels.listNonzeroFloats(input.batchFirst, rowBytes(input.units), batch, input.units, row, this.#starts, this.#pairs);
    kernels.inputSparseForward(this.#starts, batch, weights.values, bias.values, output.batchFirst, row, width, this.relu);
  }

  /** The samples where an input is not 0, input by input, from its batch-last copy. */
  protected override weightGradient({ geometry: { batch, rows, stride }, input, output }: LayerCall): void {
    const {
      memory: { kernels },
      zeros,
    } = this.context;
    const { row, width, weights } = this;
    kernels.transpose(input.batchFirst, rowBytes(input.units), rows, input.units, input.batchLast, stride);
    kernels.listNonzeroFloats(input.batchLast, stride, input.units, batch, row, this.#starts, this.#pairs);
    kernels.inputSparseGradient(this.#starts, input.units, zeros, zeros, output.gradientFirst, weights.gradient, row, width);
  }

  /** dx[s] = sum over outputs j with a gradient of dy[s][j] * (row j of the transposed weights). */
  protected override inputGradient(call: LayerCall): void {
    const { geometry, input, output } = call;
    if (!output.relu) {
      super.inputGradient(call);
      return;
    }
    const {
      memory: { kernels },
      zeros,
    } = this.context;
    const inputRow = rowBytes(input.units);
    this.transposeWeights();
    kernels.listNonzeroFloats(output.gradientFirst, this.row, geometry.batch, output.units, inputRow, this.#starts, this.#pairs);
    kernels.inputSparseForward(
      this.#starts,
      geometry.batch,
      this.transposed,
      zeros,
      input.gradientFirst,
      inputRow,
      rowWidth(input.units),
      0,
    );
  }
}

/** A fully connected layer on its path. */
export function denseLayerProgram(
  context: ProgramContext,
  path: LayerPath,
  layer: DenseLayer,
  mask: MaskTensor | undefined,
  geometries: readonly Geometry[],
  live: LiveUnits,
): LayerProgram {
  if (path === 'sparse') return new SparseProgram(context, layer, mask, geometries, live);
  if (path === 'input-sparse') return new InputSparseProgram(context, layer, mask);
  if (path === 'active-input') return new ActiveInputProgram(context, layer, mask, geometries);
  return new DenseProgram(context, layer, mask);
}
