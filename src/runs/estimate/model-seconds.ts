/** How long a whole experiment takes by the model of training-seconds.ts. */
import { epochEnds } from '../../lottery/plan/epochs.ts';
import { plannedPlaces } from '../../lottery/plan/planned.ts';
import { measuresInstability, roundCount } from '../../shared/config/facts/planned-trainings.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import type { Network } from '../../shared/network/network.ts';
import type { EngineIdentity } from '../../shared/specs/training.ts';
import { evaluationSeconds, roundDensities, trainingSeconds } from './training-seconds.ts';

interface ExperimentSize {
  readonly config: Config;
  readonly network: Network;
  readonly images: { readonly train: number; readonly test: number };
  readonly workers: number;
  readonly engine: EngineIdentity['engine'];
}

type Place = ReturnType<typeof plannedPlaces>[number];

/** The evaluations beside a training: of what it starts from, of the pruned network of a ticket, of the points between two copies. @returns Images. */
function imagesBeside({ config, images }: ExperimentSize, { round, series, replicate }: Place): number {
  const heldOut = config.training.validationSize + images.test;
  if (series === 'dataOrder') {
    const measured = replicate === 1 && measuresInstability(config, round);
    return measured ? (config.instability?.points ?? 0) * images.test : 0;
  }
  return series === 'ticket' && round > 0 ? 2 * heldOut : heldOut;
}

/** The last iteration of a place's training. */
type LastIteration = (place: Place) => number;

/** All trainings and evaluations over all workers, but no less than one trial's tickets take, which wait for each other. */
function secondsUntil(size: ExperimentSize, lastIteration: LastIteration): number {
  const { config, network, images, workers, engine } = size;
  const densities = roundDensities(network, config.pruning);
  const known = new Map<string, number>();
  const secondsOf = (place: Place): number => {
    const [iterations, beside] = [lastIteration(place), imagesBeside(size, place)];
    const key = JSON.stringify([place.round, iterations, beside]);
    const work = { network, densities: densities[place.round] ?? new Map<string, number>(), engine };
    const seconds =
      known.get(key) ?? trainingSeconds({ ...work, budget: { ...config.training, iterations }, images }) + evaluationSeconds(work, beside);
    known.set(key, seconds);
    return seconds;
  };
  const places = plannedPlaces(config);
  const sum = (some: typeof places): number => some.reduce((total, place) => total + secondsOf(place), 0);
  return Math.max(sum(places) / workers, sum(places.filter(({ trial, series }) => trial === 1 && series === 'ticket')));
}

/** The earliest iteration at which `earlyBird.stop` can end a training that masks are drawn from: its masks have then agreed from the first epoch on. */
function earliestEnd({ pruning, rewind, training }: Config, trainImages: number): LastIteration {
  const ends = epochEnds(trainImages - training.validationSize, training);
  const rewound = typeof rewind === 'object' ? rewind.iteration : 0;
  const lastParent = pruning.schedule === 'iterative' ? roundCount(pruning) - 1 : 0;
  return ({ round, series }) => {
    if (series !== 'ticket' || round > lastParent) return training.iterations;
    const own = ends.filter((end) => round === 0 || end > rewound);
    return Math.max(own[(pruning.earlyBird?.window ?? 0) - 1] ?? training.iterations, round === 0 ? rewound : 0);
  };
}

/** @returns `least`: where every training that Early-Bird can end ends as early as it can; absent where none is ended. */
export function modelSeconds(size: ExperimentSize): { readonly seconds: number; readonly least?: number } {
  const { config, images } = size;
  const seconds = secondsUntil(size, () => config.training.iterations);
  if (!config.pruning.earlyBird?.stop) return { seconds };
  return { seconds, least: secondsUntil(size, earliestEnd(config, images.train)) };
}
