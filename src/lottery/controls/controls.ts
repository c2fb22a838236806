/** Steps 5 and 6 of the experiment: trains what each ticket is compared with (the paper, and its appendix F; Zhou et al. 2019). */
import { upTo } from '../../shared/numbers/counting.ts';
import { measuresInstability, plannedAt } from '../../shared/config/facts/planned-trainings.ts';
import { type ControlName, controlNames } from '../../shared/specs/series.ts';
import type { TicketId } from '../places/role.ts';
import { controlSeed, roleSeed } from '../places/seeds.ts';
import type { Experiment } from '../under-way.ts';
import { evaluateAndTrain, train } from '../train.ts';
import type { Trained } from '../work.ts';
import { combinesTrials, controlStarts, type DrawControl, type StartedTicket } from './control-starts.ts';
import { measureInstability } from './instability.ts';
import { trainTransfers } from './transfers.ts';

/** null where the control needs the tickets of other trials, and one of these has failed. */
async function trainControl(
  experiment: Experiment,
  id: TicketId,
  series: ControlName,
  replicate: number,
  draw: DrawControl,
): Promise<Trained | null> {
  const { plan, masks } = experiment;
  const start = await draw({
    seed: controlSeed(plan.seed, id, series, replicate),
    dataOrderSeed: roleSeed(plan.seed, id.trial, 'other-data-order', id.round, replicate),
    allMasks: () => masks.all(id.round),
  });
  if (start === null) return null;
  const { weights, mask, optimizerState, ...change } = start;
  // The instability analysis evaluates the line that ends at these weights.
  const keepWeights = series === 'dataOrder' && replicate === 1 && measuresInstability(plan, id.round);
  // Another data order changes nothing before the training: it begins with the ticket's own weights.
  const carryOut = series === 'dataOrder' ? train : evaluateAndTrain;
  // The dense network has no mask.
  return carryOut(experiment, { ...id, series, replicate }, weights, id.round === 0 ? null : mask, {
    change,
    keepWeights,
    ...(optimizerState && { optimizerState }),
  });
}

/** Draws and trains the control when its turn comes. A function of its own, so that what waits holds no more than `draw` does. */
async function takeTurn(...control: Parameters<typeof trainControl>): Promise<Trained | null> {
  const [{ masks, controlTurns }, { round }, series] = control;
  // Other trials may take long.
  if (combinesTrials.includes(series)) await masks.all(round);
  return controlTurns.take(() => trainControl(...control));
}

/** Starts all controls of one ticket, and its trainings elsewhere. @param training The ticket's own. */
export function trainControls(
  experiment: Experiment,
  id: TicketId,
  ticket: StartedTicket,
  training: Promise<Trained>,
): readonly Promise<unknown>[] {
  const { plan } = experiment;
  const controls = controlNames.flatMap((series) =>
    upTo(plannedAt(plan, series, id.round)).map((replicate) => ({
      series,
      trained: takeTurn(experiment, id, series, replicate, controlStarts[series](ticket)),
    })),
  );
  const copy = controls.find(({ series }) => series === 'dataOrder')?.trained;
  return [
    ...controls.map(({ trained }) => trained),
    ...trainTransfers(experiment, id, ticket),
    ...(copy && measuresInstability(plan, id.round) ? [measureInstability(experiment, id, [training, copy])] : []),
  ];
}
