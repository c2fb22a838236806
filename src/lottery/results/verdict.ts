/** Whether a round's ticket wins, in the words of the hypothesis: at least as accurate as the dense network, in at most as many iterations. */
import type { TrainingSummary, Verdict } from '../../shared/results/experiment.ts';
import {
  beats,
  certainty,
  type Evidence,
  evidence,
  lessAccurate,
  type PairedEvidence,
  pairedEvidence,
  stopsLater,
} from './verdict-evidence.ts';
import { accuracyWords, againstDense, caveat, controlAgainst, pairedWords, stopWords, title } from './verdict-words.ts';

interface ControlTrainings {
  /** How many there will be; 0 where the config asks for none. */
  readonly expected: number;
  readonly trainings: readonly TrainingSummary[];
}

export interface VerdictInput {
  readonly round: number;
  readonly remaining: number;
  /** One training for each trial. */
  readonly ticket: readonly TrainingSummary[];
  readonly dense: readonly TrainingSummary[];
  readonly randomReinit: ControlTrainings;
  readonly randomMask: ControlTrainings;
}

const complete = ({ expected, trainings }: ControlTrainings): boolean => expected > 0 && trainings.length >= expected;

/** null where there is no such control, or not all of it yet. */
const beatsControl = (ticket: Evidence, control: ControlTrainings): boolean | null =>
  complete(control) ? beats(ticket, evidence(control.trainings)) : null;

function controlWords(name: string, ticket: Evidence, control: ControlTrainings): string[] {
  if (control.expected === 0) return [];
  return [complete(control) ? `${name} is ${controlAgainst(ticket, evidence(control.trainings))}` : `${name} is not finished`];
}

function controlsSentence(ticket: Evidence, input: VerdictInput): string {
  const [first, ...others] = [
    ...controlWords('its random reinitialisation', ticket, input.randomReinit),
    ...controlWords('a random mask of the same size', ticket, input.randomMask),
  ];
  if (first === undefined) return '';
  return `${[first.charAt(0).toUpperCase() + first.slice(1), ...others].join('; ')}.`;
}

const sentences = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');
const shortBudget = 'The validation loss reached its minimum in the last 5 % of the budget: more iterations are needed to tell.';

function denseVerdict(dense: Evidence): Verdict {
  const words = `The dense network: ${accuracyWords(dense)} at iteration ${stopWords(dense)}.`;
  return {
    winningTicket: false,
    betterThanReinit: null,
    betterThanRandomMask: null,
    certain: null,
    label: 'dense',
    reason: sentences(words, dense.censored ? shortBudget : ''),
  };
}

function labelOf(ticket: Evidence, dense: Evidence): string {
  if (ticket.censored || dense.censored) return 'budget too short';
  if (lessAccurate(ticket, dense)) return 'less accurate';
  return stopsLater(ticket, dense) ? 'not earlier' : 'winning';
}

function reasonOf(label: string, ticket: Evidence, dense: Evidence, paired: PairedEvidence, input: VerdictInput): string {
  const heading = title(label === 'winning', input.remaining);
  if (label !== 'budget too short') {
    const trust = [pairedWords(paired, certainty(label, paired)), caveat(input.ticket.length)];
    return sentences(heading, againstDense(ticket, dense), controlsSentence(ticket, input), ...trust);
  }
  const found = `Ticket: ${accuracyWords(ticket)} at iteration ${stopWords(ticket)}; dense network: ${accuracyWords(dense)} at iteration ${stopWords(dense)}.`;
  return sentences(heading, `Budget too short. ${shortBudget}`, found);
}

/**
 * Winning: mean test accuracy at early stop no lower than the dense network's, mean early-stopping iteration no later.
 * Whether the trials bear that out is said beside it, by the intervals of the paired differences.
 * A minimum of either in the last 5 % of the budget is no number to compare: "budget too short".
 * @throws RangeError without a ticket or a dense training.
 */
export function verdict(input: VerdictInput): Verdict {
  const [ticket, dense] = [evidence(input.ticket), evidence(input.dense)];
  if (input.round === 0) return denseVerdict(dense);
  const [label, paired] = [labelOf(ticket, dense), pairedEvidence(input.ticket, input.dense)];
  return {
    winningTicket: label === 'winning',
    betterThanReinit: beatsControl(ticket, input.randomReinit),
    betterThanRandomMask: beatsControl(ticket, input.randomMask),
    certain: certainty(label, paired),
    reason: reasonOf(label, ticket, dense, paired, input),
    label,
  };
}
