/** The paper's claims, held against a run. */
import { formatNumber } from '../../text/format.ts';
import type { JsonValue } from '../../text/json-value.ts';
import type { PairedDifference } from './statistics.ts';
import { pluralOf, t } from '../../text/language.ts';

export type ClaimOutcome = 'holds' | 'does not hold' | 'cannot tell';

export interface ClaimResult {
  /** Of the table in docs/claims.md; a claim of several parts has several results. */
  readonly id: string;
  readonly claim: string;
  /** Weights remaining at which the paper makes it, a fraction 0..1; null where it names none, or a range. */
  readonly at: number | null;
  /** The paper's figure, in words. */
  readonly paper: string;
  /** This run's figure, never rounded in the claim's favour; "-" where there is none. */
  readonly run: string;
  readonly outcome: ClaimOutcome;
  readonly reason: string;
  /** The round that was tested; null for several, or none. */
  readonly round: number | null;
  readonly remaining: number | null;
  readonly difference: PairedDifference | null;
}

/** What a table calls each result: its claim's id, with its number where the claim has several parts ("lenet-accuracy.2"). */
export function claimNames(results: readonly Pick<ClaimResult, 'id'>[]): readonly string[] {
  const ids = results.map(({ id }) => id);
  return ids.map((id, place) => {
    const parts = ids.filter((other) => other === id).length;
    return parts === 1 ? id : `${id}.${ids.slice(0, place + 1).filter((other) => other === id).length}`;
  });
}

/** A key of the config whose value is not the paper's; null where one of the two has no such key. */
export interface Departure {
  /** In full: "training.iterations". */
  readonly key: string;
  readonly own: JsonValue;
  readonly paper: JsonValue;
}

export interface ClaimsReport {
  /** Whose claims these are, e.g. "LeNet-300-100 on MNIST, iterative pruning"; null where the paper makes none. */
  readonly setup: string | null;
  /** Where the config departs from the paper's set-up, e.g. "4,000 iterations (the paper: 50,000)". */
  readonly departures: readonly string[];
  /** The same as data. */
  readonly differing: readonly Departure[];
  readonly results: readonly ClaimResult[];
}

/** A value with its unit, for keys that have some; others are named in full. A value that is none counts as many. */
const units: Readonly<Record<string, (value: string, count: number) => string>> = {
  'training.iterations': (value, count) => pluralOf(count, value, { one: '{0} iteration', other: '{0} iterations' }),
  'training.optimizer': (value) => t('{0} optimiser', value),
  'training.learningRate': (value) => t('{0} learning rate', value),
  'training.warmup': (value, count) => pluralOf(count, value, { one: '{0} iterations of warm-up', other: '{0} iterations of warm-up' }),
  'training.batchSize': (value, count) => pluralOf(count, value, { one: '{0} images a batch', other: '{0} images a batch' }),
  'training.evaluateEvery': (value, count) =>
    pluralOf(count, value, { one: '{0} iterations between evaluation', other: '{0} iterations between evaluations' }),
  'training.validationSize': (value, count) => pluralOf(count, value, { one: '{0} validation image', other: '{0} validation images' }),
  'training.weightDecay': (value) => t('{0} weight decay', value),
  'pruning.criterion': (value) => t({ message: '{0} pruning', comment: 'criterion' }, value),
  'pruning.rounds': (value, count) => pluralOf(count, value, { one: '{0} round', other: '{0} rounds' }),
  'controls.randomReinit': (value, count) =>
    pluralOf(count, value, { one: '{0} random reinitialisation', other: '{0} random reinitialisations' }),
  'controls.randomMask': (value, count) => pluralOf(count, value, { one: '{0} random mask', other: '{0} random masks' }),
  rewind: (value) => t('{0} rewinding', value),
  trials: (value, count) => pluralOf(count, value, { one: '{0} trial', other: '{0} trials' }),
};

function valueWords(value: JsonValue): string {
  if (value === null) return t('none');
  if (typeof value === 'number') return formatNumber(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** "15,000 iterations (the paper: 50,000)", "training.augmentation.flip true (the paper: false)". */
export function departureWords({ key, own, paper }: Departure): string {
  if (key === 'network') return t("{0} times the paper's filters and hidden units", valueWords(own));
  const unit = units[key];
  const amount = own === null ? t('no') : valueWords(own);
  const words = unit === undefined ? `${key} ${valueWords(own)}` : unit(amount, typeof own === 'number' ? own : 0);
  return t('{0} (the paper: {1})', words, valueWords(paper));
}

const outcomes: Readonly<Record<ClaimOutcome, () => string>> = {
  holds: () => t('holds'),
  'does not hold': () => t('does not hold'),
  'cannot tell': () => t('cannot tell'),
};

export const outcomeWords = (outcome: ClaimOutcome): string => outcomes[outcome]();

/** How a claim is judged, beside every table of them. */
export const claimRule = (): string =>
  t(
    "A claim is tested at the round whose weights remaining are within 10 % of its own. Its direction holds if the interval of the paired differences over trials (Student's t, one degree of freedom less than trials) excludes 0; where the best of several rounds decides, or one of them can refute, the intervals are as wide as their number asks for (Bonferroni). The sizes stand beside each other and are not judged. Rounding never speaks for the claim.",
  );
