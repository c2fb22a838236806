/** A seed belongs to a role (DESIGN: Seeds and bits): nothing random is drawn from a shared stream. */

export type SeedRole = 'initial-weights' | 'data-order' | 'split' | 'random-reinit' | 'random-mask';

/** Only controls are drawn anew each round: all trainings of a trial see the same split, batches and initial weights. */
const drawnPerRound: readonly SeedRole[] = ['random-reinit', 'random-mask'];

/**
 * Words to seed a generator with; hashed by `generatorFor`, and part of a training's spec where it decides its bits.
 * Seed 0 is a seed like any other.
 * @param round Ignored, like the replicate, for the roles that a whole trial shares.
 */
export function roleSeed(experimentSeed: number, trial: number, role: SeedRole, round = 0, replicate = 0): string {
  const place = drawnPerRound.includes(role) ? `/round-${round}/replicate-${replicate}` : '';
  return `seed-${experimentSeed}/trial-${trial}/${role}${place}`;
}
