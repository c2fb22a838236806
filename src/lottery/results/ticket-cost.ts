/** What a ticket costs, by the trainings that its mask and its start come from. */
import { criterionFacts } from '../../shared/config/schema/pruning-schema.ts';
import type { Config } from '../../shared/config/schema/schema.ts';
import { type KeptWeights, trainingMultiplyAdds } from '../../shared/network/multiply-adds.ts';
import type { Network } from '../../shared/network/network.ts';
import { upTo } from '../../shared/numbers/counting.ts';
import type { Cost, TicketCost } from '../../shared/results/pruning/ticket-cost.ts';
import type { TicketId } from '../places/role.ts';

/** The tickets of one trial. */
interface CostSource {
  readonly config: Pick<Config, 'pruning' | 'rewind' | 'training'>;
  readonly network: Pick<Network, 'layers'>;
  /** null where nobody knows: the layers of a mask that is not yet drawn. */
  keptAt(round: number): KeptWeights | null;
  /** The last iteration of the training of a round's ticket. */
  lastIteration(round: number): number;
}

/** A training that a ticket comes from, as far as it is needed. */
interface Ancestor {
  readonly round: number;
  readonly iterations: number;
}

function startOf({ config: { rewind } }: CostSource, round: number): number {
  return round > 0 && typeof rewind === 'object' ? rewind.iteration : 0;
}

const whole = (source: CostSource, round: number): Ancestor => ({
  round,
  iterations: source.lastIteration(round) - startOf(source, round),
});

/** A mask by a criterion that looks at no training, with initial weights, comes from none, though the dense network is trained beside it. */
export function ancestorsOf(round: number, source: CostSource): readonly Ancestor[] {
  const { pruning, rewind } = source.config;
  const keepsTrainedWeights = rewind === 'learning-rate' || rewind === 'none';
  if (criterionFacts[pruning.criterion].looksAtTraining || keepsTrainedWeights) {
    const parents = pruning.schedule === 'iterative' ? [0, ...upTo(round - 1)] : [0];
    return parents.map((parent) => whole(source, parent));
  }
  return typeof rewind === 'object' ? [{ round: 0, iterations: rewind.iteration }] : [];
}

function multiplyAdds({ network, config, keptAt }: CostSource, { round, iterations }: Ancestor): number | null {
  const kept = round === 0 ? {} : keptAt(round);
  const step = kept && trainingMultiplyAdds(network, kept);
  return step === null ? null : step * config.training.batchSize * iterations;
}

/** null where the weights of some layer are not known. */
export function ticketCost({ trial, round }: TicketId, source: CostSource): TicketCost | null {
  const dense = multiplyAdds(source, { round: 0, iterations: source.config.training.iterations });
  const training = multiplyAdds(source, whole(source, round));
  const ancestors = ancestorsOf(round, source).map((ancestor) => multiplyAdds(source, ancestor));
  const known = ancestors.filter((one) => one !== null);
  if (dense === null || training === null || known.length < ancestors.length) return null;
  const cost = (count: number): Cost => ({ multiplyAdds: count, share: count / dense });
  return { trial, round, finding: cost(known.reduce((sum, one) => sum + one, 0)), training: cost(training) };
}
