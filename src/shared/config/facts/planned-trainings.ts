/** What an experiment will have, by its config alone: rounds, series at a round, trainings. */
import type { ControlConfig, ControlsConfig, InstabilityConfig, TransferConfig } from '../schema/controls-schema.ts';
import type { PruningConfig } from '../schema/pruning-schema.ts';
import { type ControlName, controlNames, type SeriesName, seriesNames } from '../../specs/series.ts';

type Rounds = Pick<PruningConfig, 'rounds'> & Partial<Pick<PruningConfig, 'schedule' | 'sizes'>>;

/** Rounds after the dense one: one for each size of a one-shot pruning that lists them. */
export function roundCount({ rounds, schedule, sizes }: Rounds): number {
  return schedule === 'one-shot' && sizes ? sizes.length : rounds;
}

export interface SeriesConfig {
  readonly controls: ControlsConfig;
  readonly instability?: InstabilityConfig | undefined;
  readonly transfer?: Pick<TransferConfig, 'rounds' | 'randomReinit'> | undefined;
}

const isControl = (name: SeriesName): name is ControlName => (controlNames as readonly string[]).includes(name);

function controlsAt(control: ControlConfig | undefined, round: number): number {
  if (control === undefined) return 0;
  const { count, rounds } = typeof control === 'number' ? { count: control, rounds: undefined } : control;
  return (rounds ? rounds.includes(round) : round > 0) ? count : 0;
}

/** The dense network is what a transferred ticket is compared with, so it always goes too. */
function transfersAt({ transfer }: SeriesConfig, round: number): number {
  if (transfer === undefined) return 0;
  return round === 0 || (transfer.rounds?.includes(round) ?? true) ? 1 : 0;
}

/** Whether the ticket of this round is trained twice, in two data orders, and the line between the two measured. */
export const measuresInstability = ({ instability }: SeriesConfig, round: number): boolean =>
  instability !== undefined && (instability.rounds?.includes(round) ?? true);

/** Number of trainings of this series at this round, for each trial; 1 for the ticket, which at round 0 is the dense network. */
export function plannedAt(config: SeriesConfig, name: SeriesName, round: number): number {
  if (name === 'ticket') return 1;
  // The copy is the first training in another data order.
  if (name === 'dataOrder' && measuresInstability(config, round)) return Math.max(1, controlsAt(config.controls.dataOrder, round));
  if (isControl(name)) return controlsAt(config.controls[name], round);
  const transfers = transfersAt(config, round);
  return name === 'transfer' ? transfers : transfers * controlsAt(config.transfer?.randomReinit, round);
}

/** Whether the experiment has this series at any of the rounds 0..`rounds`. */
export const isPlanned = (config: SeriesConfig, name: SeriesName, rounds: number): boolean =>
  Array.from({ length: rounds + 1 }, (_, round) => plannedAt(config, name, round)).some((count) => count > 0);

/** Of one experiment: beyond it a list of them alone would fill the memory of whoever looks at it, the editor too. */
export const mostTrainings = 1_000_000;

type Countable = SeriesConfig & { readonly trials: number; readonly pruning: Parameters<typeof roundCount>[0] };

/** Number of trainings: for each trial the dense network, then in each round the ticket and its controls. Nothing is listed for it. */
export function plannedTrainings(config: Countable): number {
  let ofOneTrial = 0;
  for (let round = 0; round <= roundCount(config.pruning); round++)
    for (const series of seriesNames) ofOneTrial += plannedAt(config, series, round);
  return ofOneTrial * config.trials;
}
