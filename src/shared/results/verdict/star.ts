import type { VerdictData } from './verdict.ts';

/** Of a winning ticket; null where there is none. */
export type Star = 'full' | 'half' | null;

/** A winning ticket counts in full only where its controls are finished and worse. */
export function starOf(verdict: VerdictData | null): Star {
  if (verdict?.state !== 'winning') return null;
  return verdict.facts.controls.every(({ beaten }) => beaten === true) ? 'full' : 'half';
}
