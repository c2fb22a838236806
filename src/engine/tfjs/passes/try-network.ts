/** Whether a backend has every operation that a training of this network needs: one gradient tells. */
import type { Network } from '../../../shared/network/network.ts';
import { parametersOf } from '../../../shared/network/parameters.ts';
import { productOf } from '../../../shared/network/shapes.ts';
import type { Tensor, Weights } from '../../../shared/tensors/tensors.ts';
import { messageOf } from '../../../shared/text/message-of.ts';
import type { Samples } from '../../engine.ts';
import { crossEntropies, lossGradients } from './loss-gradients.ts';
import { readBatch } from '../tensors/read-batch.ts';
import type { TensorFlow } from '../tensors/tensorflow.ts';
import { Variables } from '../tensors/variables.ts';

/** The operation that a backend lacks, by what TensorFlow.js says. */
function missingKernel(error: unknown): string | null {
  const text = messageOf(error);
  return /Kernel '(\w+)' not registered/.exec(text)?.[1] ?? null;
}

const constant = (shape: readonly number[], value: number): Tensor => ({ shape, data: new Float32Array(productOf(shape)).fill(value) });

const weightsOf = (network: Network): Weights => new Map(parametersOf(network).map(({ name, shape }) => [name, constant(shape, 0.1)]));

function oneSample({ inputShape }: Network): { samples: Samples; mean: number[]; standardDeviation: number[] } {
  const { data } = constant(inputShape, 0.5);
  return { samples: { count: 1, sampleShape: inputShape, values: data, labels: new Uint8Array(1) }, mean: [0], standardDeviation: [1] };
}

/**
 * @returns The name of the first operation that is missing; null where none is.
 * @throws Error for whatever else goes wrong.
 */
export async function tryNetwork(tf: TensorFlow, network: Network): Promise<string | null> {
  const weights = weightsOf(network);
  const variables = new Variables(tf, new Map(), weights);
  const lossOf = (outputs: Parameters<typeof crossEntropies>[1]) => tf.mean(crossEntropies(tf, outputs, [0]));
  try {
    const tried = tf.tidy(() => {
      const input = readBatch(tf, oneSample(network), new Uint32Array(1));
      const { loss, running } = lossGradients(tf, { network, variables, input, mode: { iteration: 1, dropoutSeed: '' }, lossOf });
      for (const value of running.values()) value.dispose();
      return loss;
    });
    // A graphics card says what it cannot do when it is asked for a number.
    await tried.data();
    tried.dispose();
    return null;
  } catch (error) {
    const kernel = missingKernel(error);
    if (kernel === null) throw error;
    return kernel;
  } finally {
    variables.dispose();
  }
}
