/** What the tickets of an experiment cost. */
import { pruningTargets, type RoundTarget } from '../../lottery/plan/targets.ts';
import { ticketCost } from '../../lottery/results/ticket-cost.ts';
import type { KeptWeights } from '../../shared/network/multiply-adds.ts';
import { upTo } from '../../shared/numbers/counting.ts';
import type { TicketCost } from '../../shared/results/ticket-cost.ts';
import { ticketPath } from '../../shared/results/ticket-name.ts';
import type { ExperimentRecord } from '../store/experiment-record.ts';

/** By the rule of pruning alone; null where layers are pruned together, so that only a mask tells. */
function plannedWeights(target: RoundTarget): KeptWeights | null {
  if (target.some(({ names, kept }) => names.length > 1 && kept > 0)) return null;
  return Object.fromEntries(target.map(({ names: [name = ''], kept }) => [name, kept]));
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
        lastIteration: () => config.training.iterations,
      },
    );
  const all = upTo(config.trials).flatMap((trial) =>
    upTo(targets.length).map((round) => (drawn(trial, round) ? costOf(trial, round) : null)),
  );
  return all.filter((cost) => cost !== null);
}
