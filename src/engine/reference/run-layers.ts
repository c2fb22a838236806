/** Layers one after the other, written to be read. */
import {
  biasName,
  type DenseLayer,
  type DropoutLayer,
  type Layer,
  type ResidualLayer,
  unknownLayerKind,
  weightName,
} from '../../shared/network/network.ts';
import { draw, drawKey } from '../../shared/numbers/counter-random.ts';
import { runBatchNormalization } from './batch-normalization.ts';
import { runConvolution } from './convolution.ts';
import { runAveragePool, runGlobalAveragePool, runMaxPool } from './pools.ts';
import type { Batch, Mode, Run } from './run.ts';
import { add, type Parameters, tensorOf } from './tensors.ts';

/** `b + W x` */
function runDense(layer: DenseLayer, parameters: Parameters, input: Batch): Run {
  const { inputs, outputs } = layer;
  const [w, b] = [tensorOf(parameters, weightName(layer)), tensorOf(parameters, biasName(layer))];
  const unit = (x: Float64Array, j: number): number => {
    let sum = b[j] ?? 0;
    for (let k = 0; k < inputs; k++) sum += (w[j * inputs + k] ?? 0) * (x[k] ?? 0);
    return sum;
  };
  const output = input.map((x) => Float64Array.from({ length: outputs }, (_, j) => unit(x, j)));
  return {
    output,
    backward(gradient, gradients) {
      const [dw, db] = [tensorOf(gradients, weightName(layer)), tensorOf(gradients, biasName(layer))];
      return gradient.map((dy, sample) => {
        const x = input[sample] ?? new Float64Array(0);
        const dx = new Float64Array(inputs);
        dy.forEach((d, j) => {
          add(db, j, d);
          for (let k = 0; k < inputs; k++) {
            add(dw, j * inputs + k, d * (x[k] ?? 0));
            add(dx, k, d * (w[j * inputs + k] ?? 0));
          }
        });
        return dx;
      });
    },
  };
}

/** Each value times a factor that the gradient gets too. */
function runFactors(input: Batch, factors: Batch): Run {
  const times = (batch: Batch): Batch =>
    batch.map((values, sample) => values.map((value, index) => value * (factors[sample]?.[index] ?? 0)));
  return { output: times(input), backward: times };
}

function runRelu(input: Batch): Run {
  return runFactors(
    input,
    input.map((x) => x.map((value) => (value > 0 ? 1 : 0))),
  );
}

const runNothing = (input: Batch): Run => ({ output: input, backward: (gradient) => gradient });

/** Draws by iteration, layer and place in the batch; see shared/numbers/counter-random.ts. */
function runDropout({ name, rate }: DropoutLayer, input: Batch, mode: Mode): Run {
  if (!mode || mode === 'batch-statistics') return runNothing(input);
  const key = drawKey(mode.dropoutSeed, name);
  const threshold = rate * 4294967296;
  const factors = input.map((x, sample) =>
    x.map((_, index) => (draw(key, mode.iteration, sample * x.length + index) < threshold ? 0 : 1 / (1 - rate))),
  );
  return runFactors(input, factors);
}

function chained(first: Run, second: (input: Batch) => Run): Run {
  const next = second(first.output);
  return { output: next.output, backward: (gradient, gradients) => first.backward(next.backward(gradient, gradients), gradients) };
}

const summed = (a: Batch, b: Batch): Batch => a.map((values, sample) => values.map((value, index) => value + (b[sample]?.[index] ?? 0)));

function runResidual(layer: ResidualLayer, parameters: Parameters, input: Batch, mode: Mode): Run {
  const way = runLayers(layer.layers, parameters, input, mode);
  const shortcut = runLayers(layer.shortcutLayers, parameters, input, mode);
  return {
    output: summed(way.output, shortcut.output),
    backward: (gradient, gradients) => summed(way.backward(gradient, gradients), shortcut.backward(gradient, gradients)),
  };
}

function runLayer(layer: Layer, parameters: Parameters, input: Batch, mode: Mode): Run {
  switch (layer.kind) {
    case 'dense':
      return runDense(layer, parameters, input);
    case 'convolution':
      return runConvolution(layer, parameters, input);
    case 'max-pool':
      return runMaxPool(layer, input);
    case 'average-pool':
      return runAveragePool(layer, input);
    case 'global-average-pool':
      return runGlobalAveragePool(layer, input);
    case 'flatten':
      return runNothing(input);
    case 'relu':
      return runRelu(input);
    case 'dropout':
      return runDropout(layer, input, mode);
    case 'batch-normalization':
      return runBatchNormalization(layer, parameters, input, mode);
    case 'residual':
      return runResidual(layer, parameters, input, mode);
    case 'model':
      throw new Error('Only TensorFlow.js trains a model file.');
    default:
      return unknownLayerKind(layer);
  }
}

/** In training mode, running statistics in `parameters` follow the batch. */
export function runLayers(layers: readonly Layer[], parameters: Parameters, input: Batch, mode: Mode): Run {
  return layers.reduce<Run>((run, layer) => {
    const own = chained(run, (x) => runLayer(layer, parameters, x, mode));
    return 'activation' in layer && layer.activation === 'relu' ? chained(own, runRelu) : own;
  }, runNothing(input));
}
