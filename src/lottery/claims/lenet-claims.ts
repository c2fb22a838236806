/** LeNet-300-100 on MNIST (the paper, section 2 and appendix G.1). */
import type { ClaimResult } from '../../shared/results/verdict/claims.ts';
import { formatSignedCount, formatSignedPoints } from '../../shared/text/format.ts';
import { conservative } from './conservative-rounding.ts';
import { atRound, bestRound, type RoundClaim } from './at-round.ts';
import { cannotTell, type Claim, type Finding } from './claim.ts';
import { atTested, compare, dense, type Quantity, ticketAt } from './comparison.ts';
import { overRange } from './over-range.ts';
import type { RunEvidence } from './run-evidence.ts';

interface TrainingAccuracyClaim extends Pick<ClaimResult, 'id' | 'claim' | 'paper'> {
  /** Weights remaining, 0..1. */
  readonly down: number;
}

function judge({ down }: TrainingAccuracyClaim, { rounds }: RunEvidence): Finding {
  const measured = rounds
    .filter(({ remaining }) => remaining >= down)
    .map((round) => ({ round, accuracy: round.series.ticket?.trainAccuracyAtEnd?.mean ?? null }))
    .filter((one): one is { round: (typeof rounds)[number]; accuracy: number } => one.accuracy !== null);
  const [lowest] = measured.toSorted((a, b) => a.accuracy - b.accuracy);
  if (!lowest) return cannotTell('the training accuracy was not measured');
  const { round, remaining } = lowest.round;
  const run = `at least ${conservative(lowest.accuracy * 100, 2, 'above')} % over ${measured.length} rounds`;
  return cannotTell('"about" states no direction that the trials could bear out; the figure is printed, not judged', {
    run,
    round,
    remaining,
  });
}

/** "About 100 %" states no direction that trials could bear out: the figure is printed, not judged. */
function trainingAccuracy(claim: TrainingAccuracyClaim): Claim {
  const { id, claim: words, paper } = claim;
  return { id, claim: words, at: null, paper, judge: (evidence) => judge(claim, evidence) };
}

const ticket = atTested('ticket');
const reinit = atTested('randomReinit');

const toDense =
  (quantity: Quantity): NonNullable<RoundClaim['beside']> =>
  (evidence, round) => {
    const compared = compare({ quantity, first: ticket, second: dense, wanted: 'above' }, evidence, round);
    if (typeof compared === 'string') return '';
    const { mean } = compared.difference;
    return `; to the dense network ${quantity === 'stop' ? `${formatSignedCount(mean)} iterations` : formatSignedPoints(mean)}`;
  };

export const lenetIterative: readonly Claim[] = [
  atRound({
    ...{ id: 'lenet-earlier', claim: 'The ticket stops earlier than the dense network', at: 0.211, paper: '38 % earlier' },
    ...{ quantity: 'stop', first: ticket, second: dense, wanted: 'below', form: 'share' },
  }),
  atRound({
    ...{ id: 'lenet-back', claim: 'Later on its early stop moves back', at: 0.036, paper: "as late as the dense network's" },
    ...{ quantity: 'stop', first: ticket, second: ticketAt(0.211), wanted: 'above', form: 'iterations', beside: toDense('stop') },
  }),
  atRound({
    ...{ id: 'lenet-accuracy', claim: 'The ticket is more accurate at early stop', at: 0.135, paper: 'more than +0.3 points' },
    ...{ quantity: 'accuracy', first: ticket, second: dense, wanted: 'above', form: 'points' },
  }),
  atRound({
    ...{ id: 'lenet-accuracy', claim: 'Later on its accuracy moves back', at: 0.036, paper: "the dense network's" },
    ...{ quantity: 'accuracy', first: ticket, second: ticketAt(0.135), wanted: 'below', form: 'points', beside: toDense('accuracy') },
  }),
  bestRound({
    ...{ id: 'lenet-final', claim: 'The ticket is more accurate at the last iteration too', paper: 'up to +0.35 points' },
    ...{ quantity: 'accuracyAtEnd', first: ticket, second: dense, wanted: 'above' },
  }),
  trainingAccuracy({
    ...{ id: 'lenet-final', claim: 'Training accuracy at the last iteration is about 100 % down to 2 % remaining', paper: 'about 100 %' },
    down: 0.02,
  }),
  atRound({
    ...{ id: 'lenet-reinit', claim: 'The random reinitialisation stops later than the ticket', at: 0.21, paper: '2.51x' },
    ...{ quantity: 'stop', first: reinit, second: ticket, wanted: 'above', form: 'times' },
  }),
  atRound({
    ...{ id: 'lenet-reinit', claim: 'The ticket is more accurate than its random reinitialisation', at: 0.21, paper: '+0.5 points' },
    ...{ quantity: 'accuracy', first: ticket, second: reinit, wanted: 'above', form: 'points' },
  }),
  atRound({
    ...{ id: 'lenet-falls', claim: 'The random reinitialisation falls below the dense network', at: 0.211, paper: 'at 21.1 %' },
    ...{ quantity: 'accuracy', first: reinit, second: dense, wanted: 'below', form: 'points' },
  }),
  atRound({
    ...{ id: 'lenet-falls', claim: 'The ticket falls below the dense network', at: 0.029, paper: 'at 2.9 %' },
    ...{ quantity: 'accuracy', first: ticket, second: dense, wanted: 'below', form: 'points' },
  }),
];

export const lenetOneShot: readonly Claim[] = [
  overRange({
    ...{ id: 'lenet-oneshot', claim: 'One-shot tickets stop earlier than the dense network', paper: '67.5 % to 17.6 % remaining' },
    ...{ quantity: 'stop', first: ticket, second: dense, wanted: 'below', from: 0.675, to: 0.176, ends: [0.675, 0.176] },
  }),
  overRange({
    ...{ id: 'lenet-oneshot', claim: 'One-shot tickets are more accurate than the dense network', paper: '95.0 % to 5.17 % remaining' },
    ...{ quantity: 'accuracy', first: ticket, second: dense, wanted: 'above', from: 0.95, to: 0.0517, ends: [0.95, 0.0517] },
  }),
];
