/** TensorFlow.js, on whatever backend it was started with. The same bits only from the same backend on the same kind of machine. */
import { parametersOf } from '../../shared/network/parameters.ts';
import type { Weights } from '../../shared/tensors/tensors.ts';
import type { Engine, EvaluateInput, GradientsInput } from '../engine.ts';
import { runTraining } from '../training-loop.ts';
import type { MeanResult } from '../training-session.ts';
import { evaluateSamples } from './evaluate.ts';
import { fromTensorFlow } from './layout.ts';
import { crossEntropies, lossGradients } from './loss-gradients.ts';
import { readBatch } from './read-batch.ts';
import { TfjsSession } from './session.ts';
import type { TensorFlow, TfTensor } from './tensorflow.ts';
import { Variables } from './variables.ts';

function masked(weights: Weights, mask: GradientsInput['mask']): Weights {
  return new Map(
    [...weights].map(([name, { shape, data }]) => {
      const keeps = mask?.get(name)?.data;
      return [name, { shape, data: keeps ? data.map((value, place) => (keeps[place] === 0 ? 0 : value)) : data }];
    }),
  );
}

/** All samples at once. */
function tfjsGradients(tf: TensorFlow, input: GradientsInput): Weights {
  const { network, mask, samples } = input;
  const shapes = new Map(parametersOf(network).map(({ name, shape }) => [name, shape]));
  const variables = new Variables(tf, shapes, masked(input.weights, mask));
  const indices = Uint32Array.from({ length: samples.count }, (_, index) => index);
  const lossOf = (outputs: TfTensor): TfTensor =>
    input.loss === 'sum-of-outputs' ? tf.div(tf.sum(outputs), samples.count) : tf.mean(crossEntropies(tf, outputs, [...samples.labels]));
  try {
    const result = new Map<string, Weights extends ReadonlyMap<string, infer T> ? T : never>();
    tf.tidy(() => {
      const { gradients } = lossGradients(tf, { network, variables, input: readBatch(tf, input, indices), mode: null, lossOf });
      for (const [name, gradient] of gradients) result.set(name, fromTensorFlow(gradient, shapes.get(name) ?? []));
    });
    return masked(result, mask);
  } finally {
    variables.dispose();
  }
}

function evaluateOnce(tf: TensorFlow, input: EvaluateInput): MeanResult {
  const shapes = new Map(parametersOf(input.network).map(({ name, shape }) => [name, shape]));
  const variables = new Variables(tf, shapes, input.weights);
  const indices = Uint32Array.from({ length: input.samples.count }, (_, index) => index);
  try {
    return evaluateSamples(tf, input.network, variables, input, indices, () => false) ?? { loss: NaN, accuracy: NaN };
  } finally {
    variables.dispose();
  }
}

/** @param tf With its backend set and ready. No tensor outlives a call. */
export function createTfjsEngine(tf: TensorFlow): Engine {
  return {
    name: 'tfjs',
    train(input, hooks) {
      const session = new TfjsSession(tf, input);
      try {
        return runTraining(session, input, hooks);
      } finally {
        session.dispose();
      }
    },
    evaluate: (input) => evaluateOnce(tf, input),
    gradients: (input) => tfjsGradients(tf, input),
  };
}
