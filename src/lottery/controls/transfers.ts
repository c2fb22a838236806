/** Tickets found on one data set or with one optimiser, trained on another ("One ticket to win them all", Morcos et al. 2019). */
import { upTo } from '../../shared/numbers/counting.ts';
import { plannedAt } from '../../shared/config/facts/planned-trainings.ts';
import type { TicketId } from '../places/role.ts';
import { controlSeed } from '../places/seeds.ts';
import { rewind } from '../rewind.ts';
import type { Experiment } from '../under-way.ts';
import { evaluateAndTrain } from '../train.ts';
import { reinitialise, type TicketSource } from '../weights/reinitialise.ts';
import type { Trained } from '../work.ts';

/** The ticket there, and its own control there: its mask with freshly drawn weights, both when their turns come. At round 0 both are dense networks. */
export function trainTransfers(experiment: Experiment, id: TicketId, { network, mask, initial }: TicketSource): Promise<Trained>[] {
  const { plan } = experiment;
  const spec = plan.transferDraft?.(id.trial);
  if (spec === undefined) return [];
  const trainedMask = id.round === 0 ? null : mask;
  const tickets = upTo(plannedAt(plan, 'transfer', id.round)).map((replicate) =>
    experiment.controlTurns.take(() =>
      evaluateAndTrain(experiment, { ...id, series: 'transfer', replicate }, rewind(initial, mask), trainedMask, { change: spec }),
    ),
  );
  const reinits = upTo(plannedAt(plan, 'transferReinit', id.round)).map((replicate) =>
    experiment.controlTurns.take(() => {
      const fresh = reinitialise(network, mask, controlSeed(plan.seed, id, 'randomReinit', replicate));
      return evaluateAndTrain(experiment, { ...id, series: 'transferReinit', replicate }, fresh, trainedMask, { change: spec });
    }),
  );
  return [...tickets, ...reinits];
}
