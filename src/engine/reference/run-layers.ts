/** Layers one after the other, written to be read. */
import type { Layer, ResidualLayer } from '../../shared/network/network.ts';
import { runBatchNormalization } from './batch-normalization.ts';
import { runConvolution } from './convolution.ts';
import { runDense } from './dense.ts';
import { runDropout, runNothing, runRelu } from './elementwise.ts';
import type { Parameters } from './parameters.ts';
import { runAveragePool, runGlobalAveragePool, runMaxPool } from './pools.ts';
import type { Batch, Mode, Run } from './run.ts';

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
  }
}

/** In training mode, running statistics in `parameters` follow the batch. */
export function runLayers(layers: readonly Layer[], parameters: Parameters, input: Batch, mode: Mode): Run {
  return layers.reduce<Run>((run, layer) => {
    const own = chained(run, (x) => runLayer(layer, parameters, x, mode));
    return 'activation' in layer && layer.activation === 'relu' ? chained(own, runRelu) : own;
  }, runNothing(input));
}
