/** Which series an experiment has at a round, by its config alone. */
import type { ControlConfig, ControlsConfig } from './config/controls-schema.ts';
import { controlNames } from './series.ts';
import type { ControlName, SeriesName } from './series.ts';

export interface SeriesConfig {
  readonly controls: ControlsConfig;
}

const isControl = (name: SeriesName): name is ControlName => (controlNames as readonly string[]).includes(name);

function controlsAt(control: ControlConfig | undefined, round: number): number {
  if (control === undefined) return 0;
  const { count, rounds } = typeof control === 'number' ? { count: control, rounds: undefined } : control;
  return (rounds ? rounds.includes(round) : round > 0) ? count : 0;
}

/** Number of trainings of this series at this round, for each trial; 1 for the ticket, which at round 0 is the dense network. */
export function plannedAt({ controls }: SeriesConfig, name: SeriesName, round: number): number {
  if (name === 'ticket') return 1;
  return isControl(name) ? controlsAt(controls[name], round) : 0;
}

/** Whether the experiment has this series at any of the rounds 0..`rounds`. */
export const isPlanned = (config: SeriesConfig, name: SeriesName, rounds: number): boolean =>
  Array.from({ length: rounds + 1 }, (_, round) => plannedAt(config, name, round)).some((count) => count > 0);
