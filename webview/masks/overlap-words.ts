/** How far the masks of trials agree, in numbers and words. */
import { formatRemaining } from '../format.ts';
import { type LayerBits, overlapOf } from './layer/layer-bits.ts';
import { t } from '../../src/shared/text/language.ts';

export interface TrialMask {
  readonly trial: number;
  readonly mask: LayerBits;
}

export interface TrialPair {
  readonly trials: readonly [number, number];
  readonly overlap: number;
  readonly byChance: number;
}

/** Every two trials. */
export const trialPairs = (masks: readonly TrialMask[]): readonly TrialPair[] =>
  masks.flatMap((a, index) => masks.slice(index + 1).map((b) => ({ trials: [a.trial, b.trial] as const, ...overlapOf(a.mask, b.mask) })));

export const percent = (share: number): string => `${formatRemaining(share)} %`;

/** Why there is nothing to compare, or how far the masks agree. */
export function overlapWords(pairs: readonly TrialPair[], trials: number): string {
  if (trials < 2) return t('This experiment has one trial; with more, their masks are compared here.');
  if (pairs.length === 0) return t('No other trial has a mask of this round yet.');
  const mean = (of: (pair: TrialPair) => number): string => percent(pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length);
  const [seen, chance] = [mean(({ overlap }) => overlap), mean(({ byChance }) => byChance)];
  return t('Two trials share {0} of the weights that either keeps; random masks of these sizes would share {1}.', seen, chance);
}
