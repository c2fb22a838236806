import { expect, it } from 'vitest';
import { verdictRows } from '../../../../../src/shared/results/verdict/verdict-rows.ts';
import { doubtWords } from '../../../../../src/shared/results/verdict/verdict-words.ts';
import type { VerdictData } from '../../../../../src/shared/results/verdict/verdict.ts';
import { sampleDocument } from '../../../../webview/samples/document.ts';

function verdictOf(round: number): VerdictData {
  const verdict = sampleDocument({ censored: true }).rounds[round]?.verdict;
  if (!verdict) throw new Error(`round ${round} has no verdict`);
  return verdict;
}
const winner = verdictOf(7);

it('a verdict has its accuracy, its early stop and each of its controls, with differences', () => {
  expect(verdictRows(winner)).toEqual([
    { key: 'accuracy', name: 'Accuracy', side: 'for', ticket: '98.36 %', other: 'dense 97.47 %', difference: '+0.89 points' },
    { key: 'stop', name: 'Early stop', side: 'for', ticket: '2,150', other: 'dense 2,700', difference: '20 % earlier' },
    {
      key: 'randomReinit',
      name: 'Controls',
      side: 'for',
      ticket: '',
      other: 'random reinitialisation',
      difference: '0.42 points worse, 1.9 times later',
    },
    { key: 'randomMask', name: '', side: 'for', ticket: '', other: 'random mask', difference: '0.55 points worse, 2.5 times later' },
  ]);
  expect(doubtWords(winner)).toContain('Two trials: a first answer, not proof.');
});

it('the dense network has no facts, nor has a run in which nothing was learnt', () => {
  expect(verdictRows(verdictOf(0))).toEqual([]);
  expect(verdictRows({ ...winner, label: 'nothing learnt' })).toEqual([]);
});

it('a later ticket speaks against itself, an unfinished control is open, a beaten ticket is not winning by it', () => {
  const { facts } = winner;
  const [reinit, mask] = facts.controls as [(typeof facts.controls)[number], (typeof facts.controls)[number]];
  const controls = [
    { ...reinit, measured: null, beaten: null },
    { ...mask, beaten: false },
  ];
  const later = { ...winner, facts: { ...facts, ticket: { ...facts.ticket, stop: { ...facts.ticket.stop, mean: 4000 } }, controls } };
  expect(verdictRows(later).map(({ side, difference }) => [side, difference])).toEqual([
    ['for', '+0.89 points'],
    ['against', '48 % later'],
    ['open', 'not finished'],
    ['against', expect.stringContaining('worse') as string],
  ]);
});

it('a ticket that stops as early as the dense network is winning: no fact speaks against it', () => {
  const { facts } = winner;
  const early = { ...winner, facts: { ...facts, ticket: { ...facts.ticket, stop: facts.dense?.stop ?? facts.ticket.stop } } };
  expect(verdictRows(early)[1]).toMatchObject({ side: 'for', difference: 'as early' });
});

it('bounds that cannot be compared have no difference', () => {
  const { facts } = winner;
  const bound = <T extends { readonly stop: object }>(one: T): T => ({ ...one, stop: { ...one.stop, bound: 'at-least' } });
  const dense = facts.dense && bound(facts.dense);
  const open: VerdictData = {
    ...winner,
    state: 'cannot tell',
    label: 'budget too short',
    facts: { ...facts, ticket: bound(facts.ticket), dense },
  };
  expect(verdictRows(open)[1]).toEqual({
    key: 'stop',
    name: 'Early stop',
    side: 'open',
    ticket: '>= 2,150',
    other: 'dense >= 2,700',
    difference: 'not known',
  });
});
