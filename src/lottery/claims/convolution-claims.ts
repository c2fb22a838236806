/** Conv-2, Conv-4 and Conv-6 on CIFAR-10, with and without dropout (the paper, sections 3 and 3.1). */
import { atRound, bestRound } from './at-round.ts';
import { cannotTell, type Claim } from './claim.ts';
import { atTested, dense } from './comparison.ts';
import { overRange } from './over-range.ts';
import { t } from '../../shared/text/language.ts';

interface Figures {
  readonly speed: readonly [times: () => string, at: number];
  readonly accuracy: readonly [points: () => string, at: number];
  readonly dropout: readonly [dense: () => string, pruned: () => string];
}

const ticket = atTested('ticket');

export const convolutionFigures: Readonly<Record<'conv-2' | 'conv-4' | 'conv-6', Figures>> = {
  'conv-2': {
    speed: [() => t('3.5x'), 0.088],
    accuracy: [() => t('+3.4 points'), 0.046],
    dropout: [() => t('+2.1 points'), () => t('up to +2.3 points')],
  },
  'conv-4': {
    speed: [() => t('3.5x'), 0.092],
    accuracy: [() => t('+3.5 points'), 0.111],
    dropout: [() => t('+3.0 points'), () => t('up to +4.6 points')],
  },
  'conv-6': {
    speed: [() => t('2.5x'), 0.151],
    accuracy: [() => t('+3.3 points'), 0.264],
    dropout: [() => t('+2.4 points'), () => t('up to +4.7 points')],
  },
};

export function convolutionClaims({ speed, accuracy }: Figures): readonly Claim[] {
  return [
    atRound({
      ...{ id: 'conv-speed', claim: () => t('The dense network stops later than the ticket'), at: speed[1], paper: speed[0] },
      ...{ quantity: 'stop', first: dense, second: ticket, wanted: 'above', form: 'times' },
    }),
    atRound({
      ...{ id: 'conv-accuracy', claim: () => t('The ticket is more accurate than the dense network'), at: accuracy[1], paper: accuracy[0] },
      ...{ quantity: 'accuracy', first: ticket, second: dense, wanted: 'above', form: 'points' },
    }),
    overRange({
      ...{
        id: 'conv-accuracy',
        claim: () => t('All tickets are more accurate than the dense network'),
        paper: () => t('above 2 % remaining'),
      },
      ...{ quantity: 'accuracy', first: ticket, second: dense, wanted: 'above', from: 1, to: 0.02, ends: [0.02] },
    }),
  ];
}

export function dropoutClaims({ dropout }: Figures): readonly Claim[] {
  return [
    {
      ...{ id: 'dropout', claim: () => t('Dropout makes the dense network more accurate'), at: null, paper: dropout[0] },
      judge: () => cannotTell(t('it takes the same experiment without dropout to compare with')),
    },
    bestRound({
      ...{ id: 'dropout', claim: () => t('Pruning adds to what dropout brings'), paper: dropout[1] },
      ...{ quantity: 'accuracy', first: ticket, second: dense, wanted: 'above' },
    }),
  ];
}
