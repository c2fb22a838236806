/** What the tickets of an experiment cost, and what Early-Bird has saved. */
import { pruningTargets, type RoundTarget } from '../../../lottery/plan/targets.ts';
import { ticketCost } from '../../../lottery/results/ticket-cost.ts';
import type { Config } from '../../../shared/config/schema/schema.ts';
import { type KeptWeights, trainingMultiplyAdds } from '../../../shared/network/multiply-adds.ts';
import { upTo } from '../../../shared/numbers/counting.ts';
import type { EndedTraining, Savings } from '../../../shared/results/pruning/early-bird.ts';
import type { TrainingSummary } from '../../../shared/results/experiment.ts';
import type { TicketCost } from '../../../shared/results/pruning/ticket-cost.ts';
import { ticketPath } from '../../../shared/results/ticket-name.ts';
import type { ExperimentRecord } from '../../store/experiments/experiment-record.ts';

/** By the rule of pruning alone; null where layers are pruned together, so that only a mask tells. */
function plannedWeights(target: RoundTarget): KeptWeights | null {
  if (target.some(({ names, kept }) => names.length > 1 && kept > 0)) return null;
  return Object.fromEntries(target.map(({ names: [name = ''], kept }) => [name, kept]));
}

/** A round that is drawn from the training of this one; what one-shot rounds are drawn from ends at the same iteration for all. */
const childOf = ({ pruning }: Config, round: number): number => (pruning.schedule === 'one-shot' && round > 0 ? Infinity : round + 1);

/** What ended trainings have saved; undefined where the config ends none. */
export function savingsOf({ config, network, tickets }: ExperimentRecord, trainings: readonly TrainingSummary[]): Savings | undefined {
  if (!config.pruning.earlyBird?.stop) return undefined;
  const ended = trainings.flatMap(({ trial, round, ended: end }) =>
    end ? [{ ...end, kept: tickets[ticketPath({ trial, round })]?.kept }] : [],
  );
  const sum = (read: (one: (typeof ended)[number]) => number): number => ended.reduce((total, one) => total + read(one), 0);
  const saved = ({ iteration, iterations }: EndedTraining): number => iterations - iteration;
  const dense = trainingMultiplyAdds(network);
  const batch = config.training.batchSize;
  const multiplyAdds = dense === null ? null : sum((one) => saved(one) * batch * (trainingMultiplyAdds(network, one.kept) ?? 0));
  const share = multiplyAdds === null || dense === null ? null : multiplyAdds / (dense * batch * config.training.iterations);
  return { trainings: ended.length, iterations: sum(saved), seconds: sum(({ secondsSaved }) => secondsSaved), multiplyAdds, share };
}

/** Of every ticket that is drawn. */
export function costsOf({ config, network, tickets }: ExperimentRecord): readonly TicketCost[] {
  const targets = pruningTargets(network, config.pruning);
  const drawn = (trial: number, round: number) => tickets[ticketPath({ trial, round })];
  const costOf = (trial: number, round: number): TicketCost | null =>
    ticketCost(
      { trial, round },
      {
        ...{ config, network },
        keptAt: (at) => drawn(trial, at)?.kept ?? plannedWeights(targets[at - 1] ?? []),
        lastIteration: (at) => drawn(trial, childOf(config, at))?.earlyBird?.endedAt ?? config.training.iterations,
      },
    );
  const all = upTo(config.trials).flatMap((trial) =>
    upTo(targets.length).map((round) => (drawn(trial, round) ? costOf(trial, round) : null)),
  );
  return all.filter((cost) => cost !== null);
}
