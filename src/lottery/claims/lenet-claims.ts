/** LeNet-300-100 on MNIST (the paper, section 2 and appendix G.1). */
import { formatSignedCount, formatSignedPoints } from '../../shared/text/format.ts';
import { conservative } from './conservative-rounding.ts';
import { atRound, bestRound, type RoundClaim } from './at-round.ts';
import { cannotTell, type Claim, type ClaimTold, type Finding } from './claim.ts';
import { atTested, compare, dense, type Quantity, ticketAt } from './comparison.ts';
import { overRange } from './over-range.ts';
import type { RunEvidence } from './run-evidence.ts';
import { t } from '../../shared/text/language.ts';
import { plural } from '../../shared/text/plural.ts';

interface TrainingAccuracyClaim extends ClaimTold {
  /** Weights remaining, 0..1. */
  readonly down: number;
}

function judge({ down }: TrainingAccuracyClaim, { rounds }: RunEvidence): Finding {
  const measured = rounds
    .filter(({ remaining }) => remaining >= down)
    .map((round) => ({ round, accuracy: round.series.ticket?.trainAccuracyAtEnd?.mean ?? null }))
    .filter((one): one is { round: (typeof rounds)[number]; accuracy: number } => one.accuracy !== null);
  const [lowest] = measured.toSorted((a, b) => a.accuracy - b.accuracy);
  if (!lowest) return cannotTell(t('the training accuracy was not measured'));
  const { round, remaining } = lowest.round;
  const percent = conservative(lowest.accuracy * 100, 2, 'above');
  const run = plural(measured.length, { one: 'at least {1} % over {0} rounds', other: 'at least {1} % over {0} rounds' }, percent);
  return cannotTell(t('"about" states no direction that the trials could bear out; the figure is printed, not judged'), {
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
    const iterations = t({ message: '{0} iterations', comment: 'an interval' }, formatSignedCount(mean));
    return t('; to the dense network {0}', quantity === 'stop' ? iterations : formatSignedPoints(mean));
  };

export const lenetIterative: readonly Claim[] = [
  atRound({
    ...{
      id: 'lenet-earlier',
      claim: () => t('The ticket stops earlier than the dense network'),
      at: 0.211,
      paper: () => t('38 % earlier'),
    },
    ...{ quantity: 'stop', first: ticket, second: dense, wanted: 'below', form: 'share' },
  }),
  atRound({
    ...{
      id: 'lenet-back',
      claim: () => t('Later on its early stop moves back'),
      at: 0.036,
      paper: () => t("as late as the dense network's"),
    },
    ...{ quantity: 'stop', first: ticket, second: ticketAt(0.211), wanted: 'above', form: 'iterations', beside: toDense('stop') },
  }),
  atRound({
    ...{
      id: 'lenet-accuracy',
      claim: () => t('The ticket is more accurate at early stop'),
      at: 0.135,
      paper: () => t('more than +0.3 points'),
    },
    ...{ quantity: 'accuracy', first: ticket, second: dense, wanted: 'above', form: 'points' },
  }),
  atRound({
    ...{ id: 'lenet-accuracy', claim: () => t('Later on its accuracy moves back'), at: 0.036, paper: () => t("the dense network's") },
    ...{ quantity: 'accuracy', first: ticket, second: ticketAt(0.135), wanted: 'below', form: 'points', beside: toDense('accuracy') },
  }),
  bestRound({
    ...{ id: 'lenet-final', claim: () => t('The ticket is more accurate at the last iteration too'), paper: () => t('up to +0.35 points') },
    ...{ quantity: 'accuracyAtEnd', first: ticket, second: dense, wanted: 'above' },
  }),
  trainingAccuracy({
    ...{
      id: 'lenet-final',
      claim: () => t('Training accuracy at the last iteration is about 100 % down to 2 % remaining'),
      paper: () => t('about 100 %'),
    },
    down: 0.02,
  }),
  atRound({
    ...{ id: 'lenet-reinit', claim: () => t('The random reinitialisation stops later than the ticket'), at: 0.21, paper: () => t('2.51x') },
    ...{ quantity: 'stop', first: reinit, second: ticket, wanted: 'above', form: 'times' },
  }),
  atRound({
    ...{
      id: 'lenet-reinit',
      claim: () => t('The ticket is more accurate than its random reinitialisation'),
      at: 0.21,
      paper: () => t('+0.5 points'),
    },
    ...{ quantity: 'accuracy', first: ticket, second: reinit, wanted: 'above', form: 'points' },
  }),
  atRound({
    ...{
      id: 'lenet-falls',
      claim: () => t('The random reinitialisation falls below the dense network'),
      at: 0.211,
      paper: () => t('at 21.1 %'),
    },
    ...{ quantity: 'accuracy', first: reinit, second: dense, wanted: 'below', form: 'points' },
  }),
  atRound({
    ...{ id: 'lenet-falls', claim: () => t('The ticket falls below the dense network'), at: 0.029, paper: () => t('at 2.9 %') },
    ...{ quantity: 'accuracy', first: ticket, second: dense, wanted: 'below', form: 'points' },
  }),
];

export const lenetOneShot: readonly Claim[] = [
  overRange({
    ...{
      id: 'lenet-oneshot',
      claim: () => t('One-shot tickets stop earlier than the dense network'),
      paper: () => t('67.5 % to 17.6 % remaining'),
    },
    ...{ quantity: 'stop', first: ticket, second: dense, wanted: 'below', from: 0.675, to: 0.176, ends: [0.675, 0.176] },
  }),
  overRange({
    ...{
      id: 'lenet-oneshot',
      claim: () => t('One-shot tickets are more accurate than the dense network'),
      paper: () => t('95.0 % to 5.17 % remaining'),
    },
    ...{ quantity: 'accuracy', first: ticket, second: dense, wanted: 'above', from: 0.95, to: 0.0517, ends: [0.95, 0.0517] },
  }),
];
