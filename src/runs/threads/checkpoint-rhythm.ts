import type { CheckpointRhythm } from './messages.ts';

/** WT_CHECKPOINT_ITERATIONS makes tests see many checkpoints in a short training. */
export function checkpointRhythm(env: NodeJS.ProcessEnv): CheckpointRhythm {
  const iterations = Number(env['WT_CHECKPOINT_ITERATIONS']);
  return { seconds: 15, iterations: Number.isInteger(iterations) && iterations > 0 ? iterations : null };
}
