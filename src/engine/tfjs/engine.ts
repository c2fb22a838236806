/** TensorFlow.js, on whatever backend it was started with. The same bits only from the same backend on the same kind of machine. */
import type { Engine, EvaluateInput } from '../engine.ts';
import { parametersOf } from '../../shared/network/parameters.ts';
import type { MeanResult } from '../training-session.ts';
import { runTraining } from '../training-loop.ts';
import { evaluateSamples } from './evaluate.ts';
import { tfjsGradients } from './gradients.ts';
import { tfjsNumerics } from './numerics.ts';
import { TfjsSession } from './session.ts';
import type { TensorFlow } from './tensorflow.ts';
import { Variables } from './variables.ts';

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
    numerics: tfjsNumerics,
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
