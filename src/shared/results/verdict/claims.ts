/** The paper's claims, held against a run. */
import { formatNumber } from '../../text/format.ts';
import type { JsonValue } from '../../text/json-value.ts';
import type { PairedDifference } from './statistics.ts';

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

/** The words that follow a value, for keys that have some; others are named in full. */
const units: Readonly<Record<string, string>> = {
  'training.iterations': ' iterations',
  'training.optimizer': ' optimiser',
  'training.learningRate': ' learning rate',
  'training.warmup': ' iterations of warm-up',
  'training.batchSize': ' images a batch',
  'training.evaluateEvery': ' iterations between evaluations',
  'training.validationSize': ' validation images',
  'training.weightDecay': ' weight decay',
  'pruning.criterion': ' pruning',
  'pruning.rounds': ' rounds',
  'controls.randomReinit': ' random reinitialisations',
  'controls.randomMask': ' random masks',
  rewind: ' rewinding',
  trials: ' trials',
};

function valueWords(value: JsonValue): string {
  if (value === null) return 'none';
  if (typeof value === 'number') return formatNumber(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** "15,000 iterations (the paper: 50,000)", "training.augmentation.flip true (the paper: false)". */
export function departureWords({ key, own, paper }: Departure): string {
  if (key === 'network') return `${valueWords(own)} times the paper's filters and hidden units`;
  const unit = units[key];
  const amount = own === null ? 'no' : valueWords(own);
  const words = unit === undefined ? `${key} ${valueWords(own)}` : amount + (own === 1 ? unit.replace(/s$/, '') : unit);
  return `${words} (the paper: ${valueWords(paper)})`;
}

/** How a claim is judged, beside every table of them. */
export const claimRule =
  "A claim is tested at the round whose weights remaining are within 10 % of its own. Its direction holds if the interval of the paired differences over trials (Student's t, " +
  'one degree of freedom less than trials) excludes 0; where the best of several rounds decides, or one of them can refute, the intervals are as wide as their ' +
  'number asks for (Bonferroni). The sizes stand beside each other and are not judged. Rounding never speaks for the claim.';
