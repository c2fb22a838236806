/** Whether a round's ticket wins, as the hypothesis has it: at least as accurate as the dense network, in at most as many iterations. */
import type { DataSummary } from '../../shared/results/data-summary.ts';
import type { StopSpread, PairedDifference } from '../../shared/results/verdict/statistics.ts';
import { boundOfDifference } from '../../shared/results/verdict/early-stop.ts';
import type { TrainingSummary } from '../../shared/results/experiment.ts';
import type {
  ControlFacts,
  Learning,
  Measured,
  VerdictData,
  VerdictFacts,
  VerdictLabel,
  VerdictState,
  WouldTell,
} from '../../shared/results/verdict/verdict.ts';
import { learningOf } from './learning.ts';
import {
  accuracyAtStop,
  accuracyDifference,
  nowhereAbove,
  nowhereBelow,
  type Resolution,
  rounding,
  sideOf,
  spread,
  stopDifference,
  stopSpread,
} from './paired.ts';
import { type Budget, moreEvaluations, moreIterations, moreTrials } from './would-tell.ts';

interface ControlTrainings {
  /** How many there will be; 0 where the config asks for none. */
  readonly expected: number;
  readonly trainings: readonly TrainingSummary[];
}

export interface VerdictInput {
  readonly round: number;
  /** One training for each trial. */
  readonly ticket: readonly TrainingSummary[];
  readonly dense: readonly TrainingSummary[];
  readonly randomReinit: ControlTrainings;
  readonly randomMask: ControlTrainings;
  readonly budget: Budget;
  readonly resolution: Resolution;
  /** null where nobody has looked at the data. */
  readonly data: DataSummary | null;
}

/** @throws RangeError for no training at all. */
function measured(trainings: readonly TrainingSummary[]): Measured {
  const [accuracy, stop] = [spread(trainings.map(accuracyAtStop)), stopSpread(trainings)];
  if (accuracy === null || stop === null) throw new RangeError('no trainings to judge by');
  return { accuracy, stop };
}

const lessAccurate = (a: Measured, b: Measured): boolean => a.accuracy.mean < b.accuracy.mean - rounding;

/** Whether `a` stops later than `b`; null where some stop is a bound that does not suffice. */
function stopsLater(a: StopSpread, b: StopSpread): boolean | null {
  const bound = boundOfDifference(a.bound, b.bound);
  const seemsLater = a.mean > b.mean;
  if (bound === 'exact') return seemsLater;
  // A difference of at least this much is later where this is, one of at most this much is not later where this is not.
  if (bound === 'at-least') return seemsLater ? true : null;
  return bound === 'at-most' && !seemsLater ? false : null;
}

/** A bound from below may fall further, and the accuracy rise with it. */
const mayImprove = ({ stop }: Measured): boolean => stop.bound === 'at-least' || stop.bound === 'unknown';

const tooShort = (ticket: Measured, dense: Measured): VerdictLabel =>
  mayImprove(ticket) || mayImprove(dense) ? 'budget too short' : 'evaluated too rarely';

/** A bound that suffices decides. */
function labelOf(ticket: Measured, dense: Measured): VerdictLabel {
  const later = stopsLater(ticket.stop, dense.stop);
  if (lessAccurate(ticket, dense)) {
    if (!mayImprove(ticket)) return 'less accurate';
    return later === true ? 'not earlier' : tooShort(ticket, dense);
  }
  if (later === null) return tooShort(ticket, dense);
  return later ? 'not earlier' : 'winning';
}

/** A training that was ended when its mask had settled is no measure of another, nor is it measured by one. */
const hasEnded = (trainings: readonly TrainingSummary[]): boolean => trainings.some(({ ended }) => ended !== undefined);

/** Why nothing can be compared; null where it can. */
function openLabel({ ticket, dense }: VerdictInput, learning: Learning | null): VerdictLabel | null {
  if (hasEnded(ticket) || hasEnded(dense)) return 'ended early';
  return learning?.learnt === false ? 'nothing learnt' : null;
}

const states: Readonly<Record<VerdictLabel, VerdictState>> = {
  dense: 'dense',
  winning: 'winning',
  'less accurate': 'not winning',
  'not earlier': 'not winning',
  'budget too short': 'cannot tell',
  'evaluated too rarely': 'cannot tell',
  'nothing learnt': 'cannot tell',
  'ended early': 'cannot tell',
};

/** Beaten is a control that is both less accurate and later. */
function beaten(ticket: Measured, control: Measured): boolean | null {
  return lessAccurate(control, ticket) ? stopsLater(control.stop, ticket.stop) : false;
}

function controlFacts(series: ControlFacts['series'], ticket: Measured, { expected, trainings }: ControlTrainings): ControlFacts[] {
  if (expected === 0) return [];
  if (trainings.length < expected) return [{ series, measured: null, beaten: null }];
  const control = measured(trainings);
  return [{ series, measured: control, beaten: beaten(ticket, control) }];
}

function factsOf(input: VerdictInput): VerdictFacts {
  const { round, data, resolution } = input;
  const [ticket, dense] = [measured(input.ticket), measured(input.dense)];
  const learning = data && learningOf(dense.accuracy.mean, data);
  const ended = hasEnded(input.dense) ? ({ endedEarly: true } as const) : {};
  if (round === 0) return { ticket, dense: null, accuracyDifference: null, stopDifference: null, controls: [], learning, ...ended };
  return {
    ticket,
    dense,
    accuracyDifference: accuracyDifference(input.ticket, input.dense, accuracyAtStop, { resolution: resolution.accuracy }),
    stopDifference: stopDifference(input.ticket, input.dense, { resolution: resolution.stop }),
    controls: [...controlFacts('randomReinit', ticket, input.randomReinit), ...controlFacts('randomMask', ticket, input.randomMask)],
    learning,
  };
}

/** The differences that an answer rests on. */
function basisOf(label: VerdictLabel, { accuracyDifference, stopDifference }: VerdictFacts): readonly PairedDifference[] {
  const basis =
    label === 'winning' ? [accuracyDifference, stopDifference] : [label === 'less accurate' ? accuracyDifference : stopDifference];
  return basis.filter((difference) => difference !== null);
}

function certainty(label: VerdictLabel, { accuracyDifference, stopDifference }: VerdictFacts): boolean | null {
  if (states[label] === 'cannot tell' || !accuracyDifference?.interval || !stopDifference?.interval) return null;
  if (label === 'less accurate') return sideOf(accuracyDifference) === 'below';
  if (label === 'not earlier') return sideOf(stopDifference) === 'above';
  return nowhereBelow(accuracyDifference) && nowhereAbove(stopDifference);
}

function change(label: VerdictLabel, certain: boolean | null, facts: VerdictFacts, budget: Budget): WouldTell | null {
  if (label === 'budget too short') return moreIterations(budget);
  if (label === 'evaluated too rarely') return moreEvaluations(budget);
  if (label === 'nothing learnt' || label === 'ended early' || certain === true) return null;
  return moreTrials(basisOf(label, facts));
}

const listOf = (change: WouldTell | null): readonly WouldTell[] => (change === null ? [] : [change]);

function denseVerdict(facts: VerdictFacts, { budget, dense }: VerdictInput): VerdictData {
  return {
    ...{ state: 'dense', label: 'dense', winningTicket: false, betterThanReinit: null, betterThanRandomMask: null, certain: null },
    ...{ trials: dense.length, facts, wouldTell: mayImprove(facts.ticket) && !facts.endedEarly ? [moreIterations(budget)] : [] },
  };
}

/**
 * Winning: mean test accuracy at early stop no lower than the dense network's, mean early-stopping iteration no later. An early stop that is only a
 * bound decides where it suffices. Whether the trials bear the answer out is said beside it, by the intervals of the paired differences.
 * @throws RangeError without a ticket or a dense training.
 */
export function verdict(input: VerdictInput): VerdictData {
  const facts = factsOf(input);
  const { ticket, dense, controls, learning } = facts;
  if (dense === null) return denseVerdict(facts, input);
  const label = openLabel(input, learning) ?? labelOf(ticket, dense);
  const certain = certainty(label, facts);
  const better = (series: ControlFacts['series']): boolean | null =>
    label === 'nothing learnt' || label === 'ended early' ? null : (controls.find((control) => control.series === series)?.beaten ?? null);
  return {
    ...{ state: states[label], label, winningTicket: label === 'winning', certain },
    ...{ betterThanReinit: better('randomReinit'), betterThanRandomMask: better('randomMask') },
    ...{ trials: input.ticket.length, wouldTell: listOf(change(label, certain, facts, input.budget)), facts },
  };
}
