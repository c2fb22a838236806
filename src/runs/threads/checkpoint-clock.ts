/** When a checkpoint is due. */
import type { CheckpointRhythm } from './messages.ts';

/** To be asked once an iteration; says yes after so many seconds or iterations since it last did. */
export function checkpointClock({ seconds, iterations }: CheckpointRhythm): () => boolean {
  let last = performance.now();
  let asked = 0;
  return () => {
    const now = performance.now();
    const due = now - last >= seconds * 1000 || (iterations !== null && asked > 0 && asked % iterations === 0);
    asked++;
    if (due) last = now;
    return due;
  };
}
