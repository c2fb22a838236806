/**
 * The first layer's path where most inputs are 0: as dense, but zeros are skipped.
 * Normalised inputs are value * scale + shift: the shift's part is a correction of the bias and of the gradient, exact for zeros.
 */
import type { Layer } from '../../shared/network.ts';
import type { MaskTensor } from '../../shared/tensors.ts';
import { DenseProgram } from './dense-program.ts';
import { rowBytes } from './geometry.ts';
import type { LayerCall } from './layer-program.ts';
import type { ProgramContext } from './program-context.ts';

export class InputSparseProgram extends DenseProgram {
  override readonly inputLayout = 'nonzeros';
  readonly #start: number;

  constructor(context: ProgramContext, layer: Layer, mask: MaskTensor | undefined) {
    super(context, layer, mask);
    this.#start = context.arena.take(rowBytes(layer.outputs));
  }

  override refresh(): void {
    const { memory, shift } = this.context;
    memory.kernels.shiftedBias(this.weight.values, this.layer.inputs, shift, this.bias.values, this.#start, this.row);
  }

  override forward({ geometry, output, nonzeros }: LayerCall): void {
    this.context.memory.kernels.inputSparseForward(
      nonzeros.sampleStarts,
      geometry.batch,
      this.weight.values,
      this.#start,
      output.batchFirst,
      this.row,
      this.relu,
    );
  }

  protected override weightGradient({ geometry, input, output, nonzeros }: LayerCall): void {
    const {
      memory: { kernels },
      shift,
    } = this.context;
    kernels.listNonzerosByFeature(
      nonzeros.sampleStarts,
      geometry.batch,
      input.units,
      this.row,
      this.row,
      nonzeros.featureStarts,
      nonzeros.featurePairs,
    );
    kernels.inputSparseGradient(
      nonzeros.featureStarts,
      nonzeros.featurePairs,
      input.units,
      shift,
      this.bias.gradient,
      output.gradientFirst,
      this.weight.gradient,
      this.row,
    );
  }
}
