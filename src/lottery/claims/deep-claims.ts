/** VGG-19 and ResNet-18 on CIFAR-10 (the paper, section 4). */
import { atRound } from './at-round.ts';
import type { Claim } from './claim.ts';
import { atTested, dense } from './comparison.ts';
import { overRange } from './over-range.ts';
import { t } from '../../shared/text/language.ts';

const ticket = atTested('ticket');
const noLess = { quantity: 'accuracy', first: ticket, second: dense, wanted: 'not below', form: 'points' } as const;

/** At a learning rate of 0.1, from the start. */
export const vggWithoutWarmup: readonly Claim[] = [
  overRange({
    ...{
      id: 'vgg',
      claim: () => t('At a learning rate of 0.1 every pruned network is less accurate'),
      paper: () => t('no winning ticket'),
    },
    ...{ quantity: 'accuracy', first: ticket, second: dense, wanted: 'below', from: 1, to: 0, ends: [] },
  }),
];

/** @param at Weights remaining, 0..1. */
export const vggWithWarmup = (at: number, paper: () => string): readonly Claim[] => [
  atRound({ id: 'vgg', claim: () => t('With warm-up there are tickets no less accurate than the dense network'), at, paper, ...noLess }),
];

export const resnetClaims: readonly Claim[] = [
  atRound({
    id: 'resnet',
    claim: () => t('The ticket is no less accurate than the dense network'),
    at: 0.271,
    paper: () => t('90.5 % accurate'),
    ...noLess,
  }),
  atRound({ id: 'resnet', claim: () => t('There are tickets down to here'), at: 0.118, paper: () => t('down to 11.8 %'), ...noLess }),
];
