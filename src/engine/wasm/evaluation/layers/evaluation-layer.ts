/** One layer of an evaluation: forward only, in the form that is fastest for it. */
import { biasName, type DenseLayer, weightName } from '../../../../shared/network/network.ts';
import type { Weights } from '../../../../shared/tensors/tensors.ts';
import type { InputScaling } from '../../layers/program-context.ts';

/** 'lists' are the inputs that are not 0, sample by sample. */
export type EvaluationLayout = 'batch-first' | 'batch-last' | 'lists';

export interface LayerValues {
  /** PyTorch's layout; +0 where pruned. */
  readonly weight: Float32Array;
  /** One for each input: what the weights are multiplied by. */
  readonly factors: Float32Array;
  /** The number that each output's sum starts from. */
  readonly start: Float32Array;
}

export interface EvaluationLayer {
  readonly inputLayout: EvaluationLayout;
  readonly outputLayout: 'batch-first' | 'batch-last';
  /** Bytes of a batch-first row of outputs. */
  readonly outputRow: number;
  /** Writes what does not change, once the memory is there. */
  prepare(): void;
  /** Takes over new weights. */
  refresh(values: LayerValues): void;
  /** From a group's inputs at `input` (of lists: their starts) to outputs at `output`. */
  forward(input: number, output: number): void;
}

// Weights as evaluations take them. Normalisation, (byte * scale + shift), moves into the first layer's weights:
// w * scale, and b + sum over k ascending of shift[k] * w[k] (in f64, rounded once), so that inputs stay bytes and zeros stay zeros.
function tensorOf(weights: Weights, name: string): Float32Array {
  const tensor = weights.get(name);
  if (!tensor) throw new Error(`The tensor ${name} is missing.`);
  return tensor.data;
}

function shifted(weight: Float32Array, bias: Float32Array, shift: Float32Array): Float32Array {
  const inputs = shift.length;
  return bias.map((value, j) => {
    let sum = value;
    for (let k = 0; k < inputs; k++) sum += (shift[k] ?? 0) * (weight[j * inputs + k] ?? 0);
    return sum;
  });
}

/** `scaling` of the first layer; null for the others. */
export function layerValues(layer: DenseLayer, weights: Weights, scaling: InputScaling | null): LayerValues {
  const weight = tensorOf(weights, weightName(layer));
  const bias = tensorOf(weights, biasName(layer));
  if (!scaling) return { weight, factors: new Float32Array(layer.inputs).fill(1), start: bias };
  return { weight, factors: scaling.scale, start: shifted(weight, bias, scaling.shift) };
}
