import type { RunProgress } from '../../shared/channel/runner-protocol.ts';

/** "round 8 of 10", as the run's progress says it; empty where it does not. */
export function roundWords(progress: RunProgress | null): string {
  const found = /round \d+ of \d+/i.exec(progress?.active[0] ?? progress?.message ?? '');
  return found ? found[0].toLowerCase() : '';
}
