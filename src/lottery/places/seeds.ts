/** A seed belongs to a role (DESIGN: Seeds and bits): nothing random is drawn from a shared stream. */

/** Shared by all trainings of a trial: they see the same split, batches, dropped units and initial weights. */
type DrawnPerTrial = 'initial-weights' | 'data-order' | 'split' | 'dropout' | 'augmentation';
/** Each replicate its own, in all rounds the same, so that rounds can be compared. */
const drawnPerReplicate = ['other-data-order'] as const;
/** Drawn anew for each ticket and replicate. */
const drawnPerRound = [
  'random-reinit',
  'random-mask',
  'survivor-reinit',
  'sign-reinit',
  'shuffled-weights',
  'noise-half',
  'noise-1',
  'noise-2',
  'noise-3',
  'global-random-mask',
  'random-pruning',
] as const;

export type SeedRole = DrawnPerTrial | (typeof drawnPerReplicate | typeof drawnPerRound)[number];

function placeOf(role: SeedRole, round: number, replicate: number): string {
  if ((drawnPerRound as readonly SeedRole[]).includes(role)) return `/round-${round}/replicate-${replicate}`;
  return (drawnPerReplicate as readonly SeedRole[]).includes(role) ? `/replicate-${replicate}` : '';
}

/**
 * Words to seed a generator with; hashed by `generatorFor`, and part of a training's spec where it decides its bits.
 * Seed 0 is a seed like any other.
 * @param round Ignored for the roles that all rounds share, like the replicate for those that a whole trial shares.
 */
export function roleSeed(experimentSeed: number, trial: number, role: SeedRole, round = 0, replicate = 0): string {
  return `seed-${experimentSeed}/trial-${trial}/${role}${placeOf(role, round, replicate)}`;
}
