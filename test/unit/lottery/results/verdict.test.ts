import { describe, expect, it } from 'vitest';
import { headline } from '../../../../src/lottery/results/headline.ts';
import { seriesSummary } from '../../../../src/lottery/results/summary.ts';
import { verdict, type VerdictInput } from '../../../../src/lottery/results/verdict.ts';
import type { RoundSummary, TrainingSummary } from '../../../../src/shared/results/experiment.ts';
import { training } from '../fixtures.ts';

const none = { expected: 0, trainings: [] };
const dense = [training({}, 0.9747, 2700)];
const ticket = [training({ round: 7 }, 0.9836, 2150)];
const control = (...trainings: TrainingSummary[]) => ({ expected: trainings.length, trainings });
const reinit = (accuracy: number, stop: number, censored = false): TrainingSummary =>
  training({ round: 7, series: 'randomReinit' }, accuracy, stop, censored);
const judge = (input: Partial<VerdictInput> = {}) =>
  verdict({ round: 7, remaining: 0.2107, dense, ticket, randomReinit: none, randomMask: none, ...input });

describe('verdict', () => {
  it('says by how much, and how little it proves', () => {
    const found = judge({ randomReinit: control(reinit(0.9794, 4150)), randomMask: control(reinit(0.9782, 5450)) });
    expect(found).toEqual({
      winningTicket: true,
      betterThanReinit: true,
      betterThanRandomMask: true,
      certain: null,
      label: 'winning',
      reason:
        'Winning ticket with 21.1 % of the weights. 0.89 points more accurate than the dense network (98.36 % against 97.47 %) and 20 % earlier (iteration 2,150 against 2,700). ' +
        'Its random reinitialisation is 0.42 points worse and stops 1.9 times later; a random mask of the same size is 0.54 points worse and stops 2.5 times later. One trial proves little.',
    });
  });

  it('gives minimum and maximum of several trials', () => {
    const found = judge({
      dense: [training({}, 0.974, 2600), training({ trial: 2 }, 0.975, 2800)],
      ticket: [training({ round: 7 }, 0.984, 2400), training({ trial: 2, round: 7 }, 0.983, 1900)],
    });
    expect(found.reason).toBe(
      'Winning ticket with 21.1 % of the weights. 0.90 points more accurate than the dense network (98.35 % [98.30 to 98.40] against 97.45 % [97.40 to 97.50]) ' +
        'and 20 % earlier (iteration 2,150 [1,900 to 2,400] against 2,700 [2,600 to 2,800]). Two trials: a first answer, not proof.',
    );
  });

  it('three trials: the intervals of the paired differences, and whether they bear the answer out', () => {
    const three = (numbers: readonly (readonly [number, number])[]): TrainingSummary[] =>
      numbers.map(([accuracy, stop], index) => training({ trial: index + 1 }, accuracy, stop));
    const denses = three([
      [0.97, 3000],
      [0.974, 2600],
      [0.972, 2800],
    ]);
    const better = three([
      [0.98, 2000],
      [0.982, 2200],
      [0.981, 2400],
    ]);
    const sure = judge({ dense: denses, ticket: better });
    expect(sure).toMatchObject({ winningTicket: true, certain: true });
    // Within the trials: +1.0, +0.8 and +0.9 points; -1,000, -400 and -400 iterations.
    expect(sure.reason).toContain(
      '95 % intervals of the paired differences: +0.80 points to +1.00 points, -1,000 to -400 iterations. Three',
    );
    const mixed = three([
      [0.98, 2000],
      [0.982, 2200],
      [0.981, 2900],
    ]);
    const unsure = judge({ dense: denses, ticket: mixed });
    expect(unsure).toMatchObject({ winningTicket: true, certain: false });
    expect(unsure.reason).toContain('-1,000 to +100 iterations. The trials are too few to tell this from chance. Three trials');
    expect(judge({ dense: better, ticket: denses })).toMatchObject({ label: 'less accurate', certain: true });
    expect(judge({ dense: denses.slice(1), ticket: better.slice(1) }).certain).toBeNull();
  });

  it('equal is enough, also where the sums round differently', () => {
    const [a, b] = [
      [0.1, 0.2, 0.3],
      [0.3, 0.2, 0.1],
    ].map((accuracies) => accuracies.map((accuracy) => training({}, accuracy, 100)));
    expect(judge({ dense: a ?? [], ticket: b ?? [] })).toMatchObject({
      winningTicket: true,
      reason: expect.stringMatching(/As accurate as the dense network \(.*\) and as early/) as string,
    });
    expect(judge({ dense: b ?? [], ticket: a ?? [] }).winningTicket).toBe(true);
  });

  it('one wrong test image less is less accurate, and not shown as 0', () => {
    const found = judge({ ticket: [training({}, 0.9747 - 1 / 60_000, 2000)] });
    expect(found).toMatchObject({ winningTicket: false, label: 'less accurate' });
    expect(found.reason).toContain('No winning ticket with 21.1 % of the weights. 0.00167 points less accurate than the dense network');
    expect(found.reason).toContain('but 26 % earlier');
  });

  it('later is not winning', () => {
    const found = judge({ ticket: [training({}, 0.98, 2701)] });
    expect(found).toMatchObject({ winningTicket: false, label: 'not earlier' });
    expect(found.reason).toContain('but 0.04 % later (iteration 2,701 against 2,700)');
  });

  it('a control must be both worse and slower', () => {
    expect(judge({ randomReinit: control(reinit(0.9836, 4000)) })).toMatchObject({
      betterThanReinit: false,
      reason: expect.stringContaining('equally accurate and stops 1.9 times later') as string,
    });
    expect(judge({ randomReinit: control(reinit(0.98, 2000)) })).toMatchObject({
      betterThanReinit: false,
      reason: expect.stringContaining('0.36 points worse and stops 7 % earlier') as string,
    });
    expect(judge({ randomReinit: control(reinit(0.99, 2150)) })).toMatchObject({
      betterThanReinit: false,
      reason: expect.stringContaining('0.64 points better and stops at the same iteration') as string,
    });
    expect(judge({ randomMask: control(reinit(0.98, 2500)) }).reason).toContain(
      'A random mask of the same size is 0.36 points worse and stops 16 % later.',
    );
    expect(judge({ randomReinit: control(reinit(0.98, 2500)) }).betterThanRandomMask).toBeNull();
  });

  it('a censored control stops at least that late', () => {
    const found = judge({ randomReinit: control(reinit(0.97, 3900, true), reinit(0.97, 4000, true)) });
    expect(found).toMatchObject({ betterThanReinit: true, reason: expect.stringContaining('stops at least 1.8 times later') as string });
  });

  it('a censored ticket or dense network: the budget is too short', () => {
    for (const input of [{ ticket: [training({}, 0.99, 3900, true)] }, { dense: [training({}, 0.9, 3900, true)] }]) {
      const found = judge({ ...input, randomReinit: control(reinit(0.5, 4000, true)) });
      expect(found).toMatchObject({ winningTicket: false, label: 'budget too short' });
      expect(found.reason).toMatch(/^No winning ticket with 21\.1 % of the weights\. Budget too short\..*>= 3,900/);
    }
    expect(judge({ ticket: [training({}, 0.99, 3900, true)], randomReinit: control(reinit(0.5, 4000, true)) }).betterThanReinit).toBe(
      false,
    );
  });

  it('the dense network is only described', () => {
    expect(judge({ round: 0, remaining: 1, ticket: dense })).toEqual({
      winningTicket: false,
      betterThanReinit: null,
      betterThanRandomMask: null,
      certain: null,
      label: 'dense',
      reason: 'The dense network: 97.47 % at iteration 2,700.',
    });
  });
});

describe('headline', () => {
  const round = (number: number, remaining: number, tickets: TrainingSummary[], reinits?: TrainingSummary): RoundSummary => ({
    round: number,
    remaining,
    remainingCount: 1,
    series: { ticket: seriesSummary(tickets) },
    verdict: judge({ round: number, remaining, ticket: tickets, ...(reinits === undefined ? {} : { randomReinit: control(reinits) }) }),
  });
  const denseRound = round(0, 1, dense);
  const loser = round(1, 0.8, [training({ round: 1 }, 0.98, 3000)]);

  it('is the smallest winning ticket that beats its controls', () => {
    const beaten = round(3, 0.5, ticket, reinit(0.99, 1000));
    const rounds = [denseRound, round(1, 0.8, ticket, reinit(0.97, 4000)), round(2, 0.64, ticket, reinit(0.97, 4000)), beaten];
    expect(headline(rounds, true)).toMatchObject({ round: 2, kind: 'winning', title: 'Winning ticket with 64.0 % of the weights.' });
    expect(headline(rounds, true).text).toMatch(/^0\.89 points more accurate .* One trial proves little\.$/);
    expect(headline([denseRound, beaten], false)).toMatchObject({ round: 3, kind: 'winning' });
  });

  it('says why there is none', () => {
    expect(headline([denseRound, loser], true)).toMatchObject({ round: null, kind: 'none', title: 'No winning ticket found.' });
    expect(headline([denseRound, loser], true).text).toContain('No winning ticket with 80.0 % of the weights. 0.53 points more accurate');
    expect(headline([denseRound], true)).toMatchObject({ kind: 'none', text: 'No round was finished in every trial.' });
  });

  it('or none yet', () => {
    expect(headline([], false)).toEqual({ round: null, kind: 'pending', title: 'No ticket judged yet.', text: '' });
    expect(headline([denseRound, loser], false)).toMatchObject({ kind: 'pending', title: 'No winning ticket yet.' });
    expect(headline([denseRound, { ...loser, verdict: null }], false)).toMatchObject({ kind: 'pending', title: 'No ticket judged yet.' });
  });
});
