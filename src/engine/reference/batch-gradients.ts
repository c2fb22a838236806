import type { Network } from '../../shared/network/network.ts';
import { crossEntropy, lossGradient } from './evaluate.ts';
import { runLayers } from './run-layers.ts';
import type { Batch, Mode } from './run.ts';
import type { Parameters } from './tensors.ts';

/** Adds the gradient of the mean loss over a batch to `gradients`. @returns The mean loss. */
export function addBatchGradients(
  { layers }: Pick<Network, 'layers'>,
  parameters: Parameters,
  batch: { readonly input: Batch; readonly labels: readonly number[] },
  mode: Mode,
  gradients: Parameters,
): number {
  const { output, backward } = runLayers(layers, parameters, batch.input, mode);
  const losses = output.map((logits, sample) => crossEntropy(logits, batch.labels[sample] ?? 0));
  backward(
    output.map((logits, sample) => lossGradient(logits, batch.labels[sample] ?? 0, 1 / output.length)),
    gradients,
  );
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

/** Adds the gradient of the sum of the outputs, a mean over the batch. */
export function addSumGradients({ layers }: Pick<Network, 'layers'>, parameters: Parameters, input: Batch, gradients: Parameters): void {
  const { output, backward } = runLayers(layers, parameters, input, null);
  backward(
    output.map((values) => values.map(() => 1 / output.length)),
    gradients,
  );
}
