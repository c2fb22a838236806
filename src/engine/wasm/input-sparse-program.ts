/**
 * The first layer's path where most inputs are 0: as dense, but zeros are skipped.
 * Normalised inputs are value * scale + shift: the shift's part is a correction of the bias and of the gradient, exact for zeros.
 */
import type { DenseLayer } from '../../shared/network.ts';
import type { MaskTensor } from '../../shared/tensors.ts';
import { DenseProgram } from './dense-program.ts';
import { rowBytes } from './geometry.ts';
import type { LayerCall } from './layer-program.ts';
import type { ProgramContext } from './program-context.ts';

export class InputSparseProgram extends DenseProgram {
  override readonly inputLayout = 'nonzeros';
  readonly #start: number;

  constructor(context: ProgramContext, layer: DenseLayer, mask: MaskTensor | undefined) {
    super(context, layer, mask);
    this.#start = context.arena.take(rowBytes(layer.outputs));
  }

  override refresh(): void {
    super.refresh();
    const { memory, shift } = this.context;
    memory.kernels.shiftedBias(this.weights.values, this.layer.inputs, shift, this.bias.values, this.#start, this.row, this.width);
  }

  override forward({ geometry, output, nonzeros }: LayerCall): void {
    this.context.memory.kernels.inputSparseForward(
      nonzeros.sampleStarts,
      geometry.batch,
      this.weights.values,
      this.#start,
      output.batchFirst,
      this.row,
      this.width,
      this.relu,
    );
  }

  protected override weightGradient({ geometry, input, output, nonzeros }: LayerCall): void {
    const {
      memory: { kernels },
      scale,
      shift,
    } = this.context;
    const { rows, columns, columnStride, featureStarts, featurePairs } = nonzeros;
    kernels.transposeBytes(rows, geometry.rows, input.units, columns, columnStride);
    kernels.listNonzerosByFeature(columns, columnStride, geometry.batch, input.units, scale, this.row, featureStarts, featurePairs);
    kernels.inputSparseGradient(
      featureStarts,
      input.units,
      shift,
      this.bias.gradient,
      output.gradientFirst,
      this.weights.gradient,
      this.row,
      this.width,
    );
  }
}
