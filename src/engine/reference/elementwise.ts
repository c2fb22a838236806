import type { DropoutLayer } from '../../shared/network/network.ts';
import { draw, drawKey } from '../../shared/numbers/counter-random.ts';
import type { Batch, Mode, Run } from './run.ts';

/** Each value times a factor that the gradient gets too. */
function runFactors(input: Batch, factors: Batch): Run {
  const times = (batch: Batch): Batch =>
    batch.map((values, sample) => values.map((value, index) => value * (factors[sample]?.[index] ?? 0)));
  return { output: times(input), backward: times };
}

export function runRelu(input: Batch): Run {
  return runFactors(
    input,
    input.map((x) => x.map((value) => (value > 0 ? 1 : 0))),
  );
}

export const runNothing = (input: Batch): Run => ({ output: input, backward: (gradient) => gradient });

/** Drawn by iteration, layer and place in the batch; see DESIGN, seeds and bits. */
export function runDropout({ name, rate }: DropoutLayer, input: Batch, mode: Mode): Run {
  if (!mode) return runNothing(input);
  const key = drawKey(mode.dropoutSeed, name);
  const threshold = rate * 4294967296;
  const factors = input.map((x, sample) =>
    x.map((_, index) => (draw(key, mode.iteration, sample * x.length + index) < threshold ? 0 : 1 / (1 - rate))),
  );
  return runFactors(input, factors);
}
