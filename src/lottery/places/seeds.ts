/** A seed belongs to a role: nothing random is drawn from a shared stream. */
import { type ControlName, seriesWords } from '../../shared/specs/series.ts';
import type { TicketId } from './role.ts';

/** Shared by all trainings of a trial: they see the same split, batches, dropped units and initial weights. */
type DrawnPerTrial = 'initial-weights' | 'data-order' | 'split' | 'dropout' | 'augmentation';
/** Each replicate its own, in all rounds the same, so that rounds can be compared. */
const drawnPerReplicate = ['other-data-order'] as const;
/** Drawn anew for each ticket and replicate, as every control's are. */
const drawnPerRound = ['random-reinit', 'random-mask', 'random-pruning'] as const;

export type SeedRole = DrawnPerTrial | (typeof drawnPerReplicate | typeof drawnPerRound)[number];

const drawn = (experimentSeed: number, trial: number, path: string): string => `seed-${experimentSeed}/trial-${trial}/${path}`;
const inRound = (role: string, round: number, replicate: number): string => `${role}/round-${round}/replicate-${replicate}`;

function pathOf(role: SeedRole, round: number, replicate: number): string {
  if ((drawnPerRound as readonly SeedRole[]).includes(role)) return inRound(role, round, replicate);
  return (drawnPerReplicate as readonly SeedRole[]).includes(role) ? `${role}/replicate-${replicate}` : role;
}

/**
 * Words to seed a generator with; hashed by `generatorFor`, and part of a training's spec where it decides its bits.
 * Seed 0 is a seed like any other.
 * @param round Ignored for the roles that all rounds share, like the replicate for those that a whole trial shares.
 */
export const roleSeed = (experimentSeed: number, trial: number, role: SeedRole, round = 0, replicate = 0): string =>
  drawn(experimentSeed, trial, pathOf(role, round, replicate));

/** Seeds the draws that make a control of a ticket. */
export const controlSeed = (experimentSeed: number, { trial, round }: TicketId, series: ControlName, replicate: number): string =>
  drawn(experimentSeed, trial, inRound(seriesWords[series].role, round, replicate));
