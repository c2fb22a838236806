/** Small things that the tests of the science share. */
import { resolveNetwork } from '../../../src/lottery/plan/resolve-network.ts';
import { type Config, type ConfigInput, configSchema } from '../../../src/shared/config/schema/schema.ts';
import type { Network } from '../../../src/shared/network/network.ts';
import type { StopBound } from '../../../src/shared/results/verdict/early-stop.ts';
import type { TrainingSummary } from '../../../src/shared/results/experiment.ts';
import type { Dataset, Samples } from '../../../src/shared/specs/samples.ts';
import type { Mask, Weights } from '../../../src/shared/tensors/tensors.ts';

export const lenet: Network = resolveNetwork('lenet-300-100', [1, 28, 28], 10);
export const small: Network = resolveNetwork(
  {
    layers: [
      { kind: 'dense', units: 50 },
      { kind: 'dense', units: 10 },
    ],
  },
  [1, 8, 8],
  10,
);

export const config = (input: ConfigInput = {}): Config => configSchema.parse(input);

const samples = (count: number): Samples => ({
  count,
  sampleShape: [1, 8, 8],
  values: new Uint8Array(count * 64),
  labels: new Uint8Array(count),
});
/** As large as the data set of the cases; all zeros. */
export const blank: Dataset = { name: 'blank', train: samples(200), test: samples(50), classes: 10, fingerprint: 'f'.repeat(64) };

export const weightsOf = (name: string, values: readonly number[]): Weights =>
  new Map([[name, { shape: [1, values.length], data: Float32Array.from(values) }]]);
export const maskOf = (name: string, values: readonly number[]): Mask =>
  new Map([[name, { shape: [1, values.length], data: Uint8Array.from(values) }]]);

/** A finished training in three numbers; `true` for a minimum in the last 5 % of the budget. */
export function training(
  place: { trial?: number; round?: number; series?: TrainingSummary['series']; replicate?: number },
  accuracy: number,
  stop: number,
  bound: StopBound | boolean = 'exact',
): TrainingSummary {
  const { trial = 1, round = 0, series = 'ticket', replicate = series === 'ticket' ? 0 : 1 } = place;
  const earlyStopBound = typeof bound === 'string' ? bound : bound ? 'at-least' : 'exact';
  return {
    role: 'role',
    trial,
    round,
    series,
    replicate,
    hash: 'hash',
    earlyStopIteration: stop,
    censored: earlyStopBound === 'at-least',
    earlyStopBound,
    testAccuracyAtEarlyStop: accuracy,
    validationLossAtEarlyStop: 0.1,
    testAccuracyAtEnd: accuracy,
    trainAccuracyAtEnd: null,
    evaluations: [],
  };
}
