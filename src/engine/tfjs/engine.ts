/** TensorFlow.js, on whatever backend it was started with. The same bits only from the same backend on the same kind of machine. */
import { parametersOf } from '../../shared/network/parameters.ts';
import type { Tensor, Weights } from '../../shared/tensors/tensors.ts';
import type { DeviceEngine, Engine, EvaluateInput, GradientsInput, TrainHooks } from '../engine.ts';
import { runTraining, runTrainingOnDevice } from '../training-loop.ts';
import type { MeanResult, Soon } from '../training-session.ts';
import { evaluateSamples } from './passes/evaluate.ts';
import { fromTensorFlow } from './tensors/layout.ts';
import { crossEntropies, lossGradients } from './passes/loss-gradients.ts';
import { readBatch } from './tensors/read-batch.ts';
import { allSoon, atOnce, soonFinally, soonThen } from './tensors/reading.ts';
import { TfjsSession } from './session.ts';
import type { TensorFlow, TfTensor } from './tensors/tensorflow.ts';
import { Variables } from './tensors/variables.ts';
import type { Gpu } from './backends/webgpu.ts';
import { tell, ToldError } from '../../shared/text/told.ts';

function masked(weights: Weights, mask: GradientsInput['mask']): Weights {
  return new Map(
    [...weights].map(([name, { shape, data }]) => {
      const keeps = mask?.get(name)?.data;
      return [name, { shape, data: keeps ? data.map((value, place) => (keeps[place] === 0 ? 0 : value)) : data }];
    }),
  );
}

const allOf = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, index) => index);

const shapesOf = ({ network }: EvaluateInput): ReadonlyMap<string, readonly number[]> =>
  new Map(parametersOf(network).map(({ name, shape }) => [name, shape]));

/** All samples at once. Its tensors are disposed when their numbers are there, or cannot be had. */
function tfjsGradients(tf: TensorFlow, input: GradientsInput): Soon<Weights> {
  const { network, mask, samples } = input;
  const shapes = shapesOf(input);
  const variables = new Variables(tf, shapes, masked(input.weights, mask));
  const lossOf = (outputs: TfTensor): TfTensor =>
    input.loss === 'sum-of-outputs' ? tf.div(tf.sum(outputs), samples.count) : tf.mean(crossEntropies(tf, outputs, [...samples.labels]));
  const kept: [string, TfTensor][] = [];
  const compute = (): Soon<Weights> => {
    tf.tidy(() => {
      const batch = readBatch(tf, input, allOf(samples.count));
      const { gradients } = lossGradients(tf, { network, variables, input: batch, mode: null, lossOf });
      for (const [name, gradient] of gradients) kept.push([name, tf.keep(gradient)]);
    });
    const named = kept.map(([name, gradient]) =>
      soonThen(fromTensorFlow(tf, gradient, shapes.get(name) ?? []), (tensor): [string, Tensor] => [name, tensor]),
    );
    return soonThen(allSoon(named), (all) => masked(new Map(all), mask));
  };
  return soonFinally(compute, () => {
    tf.dispose(kept.map(([, gradient]) => gradient));
    variables.dispose();
  });
}

function evaluateOnce(tf: TensorFlow, input: EvaluateInput): Soon<MeanResult> {
  const variables = new Variables(tf, shapesOf(input), input.weights);
  const work = { network: input.network, variables, source: input, indices: allOf(input.samples.count) };
  const evaluate = (): Soon<MeanResult> =>
    soonThen(
      evaluateSamples(tf, work, () => false),
      (result) => result ?? { loss: NaN, accuracy: NaN },
    );
  return soonFinally(evaluate, () => variables.dispose());
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
    evaluate: (input) => atOnce(evaluateOnce(tf, input)),
    gradients: (input) => atOnce(tfjsGradients(tf, input)),
  };
}

/** Nothing that a card in trouble has computed is handed on. @throws Error with what it said as its cause. */
function mustBeSound({ device, trouble }: Gpu): void {
  const said = trouble();
  if (said === null) return;
  const told = tell(
    'The graphics card {0} has failed, or its memory does not suffice; where it happens again, take a smaller batch, or another "backend"',
    device,
  );
  throw new ToldError(told, { cause: new Error(said) });
}

/** Milliseconds. */
const patience = 50;

/** Hears of trouble as of a wish to stop, and keeps no checkpoint of it. */
const carefully = (hooks: TrainHooks, { trouble }: Gpu): TrainHooks => ({
  ...hooks,
  shouldStop: () => trouble() !== null || hooks.shouldStop(),
  onEvaluation: (evaluation) => void (trouble() === null && hooks.onEvaluation?.(evaluation)),
  onCheckpoint: (checkpoint) => void (trouble() === null && hooks.onCheckpoint?.(checkpoint)),
});

/** The same where numbers lie on a graphics card: weights stay there for a whole training. */
export function createTfjsDeviceEngine(gpu: Gpu): DeviceEngine {
  const { tf, device } = gpu;
  const soundly = async <T>(work: () => Promise<T>): Promise<T> => {
    const done = await work().catch(async (error: unknown) => {
      // Dawn refuses what was asked of a lost card before it says that the card is lost.
      await new Promise((resolve) => setTimeout(resolve, patience));
      mustBeSound(gpu);
      throw error;
    });
    mustBeSound(gpu);
    return done;
  };
  return {
    name: 'tfjs',
    device,
    train(input, hooks) {
      const session = new TfjsSession(tf, input);
      return soundly(() => runTrainingOnDevice(session, input, carefully(hooks, gpu))).finally(() => session.dispose());
    },
    evaluate: (input) => soundly(async () => evaluateOnce(tf, input)),
    gradients: (input) => soundly(async () => tfjsGradients(tf, input)),
  };
}
