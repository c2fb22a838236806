import { describe, expect, it } from 'vitest';
import { headline } from '../../../../src/lottery/results/headline.ts';
import { type JudgedRound, seriesSummary } from '../../../../src/lottery/results/summary.ts';
import { verdict, type VerdictInput } from '../../../../src/lottery/results/verdict.ts';
import type { DataSummary } from '../../../../src/shared/results/data-summary.ts';
import type { StopBound } from '../../../../src/shared/results/verdict/early-stop.ts';
import type { TrainingSummary } from '../../../../src/shared/results/experiment.ts';
import { headlineWords, verdictReason } from '../../../../src/shared/results/verdict/verdict-words.ts';
import type { VerdictData } from '../../../../src/shared/results/verdict/verdict.ts';
import { training } from '../fixtures.ts';

const none = { expected: 0, trainings: [] };
const dense = [training({}, 0.9747, 2700)];
const ticket = [training({ round: 7 }, 0.9836, 2150)];
const control = (...trainings: TrainingSummary[]) => ({ expected: trainings.length, trainings });
const reinit = (accuracy: number, stop: number, bound: StopBound = 'exact'): TrainingSummary =>
  training({ round: 7, series: 'randomReinit' }, accuracy, stop, bound);

const budget = { iterations: 4000, evaluateEvery: 100 };
const resolution = { accuracy: 1 / 10_000, stop: 100 };
const judge = (input: Partial<VerdictInput> = {}): VerdictData =>
  verdict({ ...{ round: 7, dense, ticket, randomReinit: none, randomMask: none }, ...{ budget, resolution, data: null }, ...input });
const reasonOf = (input: Partial<VerdictInput> = {}): string => verdictReason(judge(input), 0.2107);

const trials = (numbers: readonly (readonly [accuracy: number, stop: number])[]): TrainingSummary[] =>
  numbers.map(([accuracy, stop], index) => training({ trial: index + 1 }, accuracy, stop));

describe('a verdict', () => {
  it('says by how much a ticket wins, and how little one trial proves', () => {
    const input = { randomReinit: control(reinit(0.9794, 4150)), randomMask: control(reinit(0.9782, 5450)) };
    expect(judge(input)).toMatchObject({
      ...{ state: 'winning', label: 'winning', winningTicket: true, certain: null, trials: 1 },
      ...{ betterThanReinit: true, betterThanRandomMask: true, wouldTell: [{ kind: 'more-trials', trials: 5 }] },
    });
    expect(reasonOf(input)).toBe(
      'Winning ticket with 21.1 % of the weights. 0.89 points more accurate than the dense network (98.36 % against 97.47 %) and 20 % earlier (iteration 2,150 against 2,700). ' +
        'Its random reinitialisation is 0.42 points worse and stops 1.9 times later; a random mask of the same size is 0.54 points worse and stops 2.5 times later. One trial proves little.',
    );
  });

  it('compares nothing with a training that Early-Bird has ended', () => {
    const ended = { ended: { iteration: 900, iterations: 4000, secondsSaved: 1 }, censored: true, earlyStopBound: 'at-least' } as const;
    const cut = [{ ...training({}, 0.9747, 850), ...ended }];
    const open = { state: 'cannot tell', label: 'ended early', winningTicket: false, certain: null, betterThanReinit: null, wouldTell: [] };
    expect(judge({ dense: cut, randomReinit: control(reinit(0.9, 4150)) })).toMatchObject(open);
    expect(judge({ ticket: [{ ...training({ round: 7 }, 0.99, 850), ...ended }] })).toMatchObject(open);
    expect(reasonOf({ dense: cut })).toContain('Cannot tell with 21.1 % of the weights: a training was ended early. Early-Bird has ended');
    expect(reasonOf({ round: 0, dense: cut, ticket: cut })).toMatch(/Its training was ended when the masks had settled\.$/);
  });

  it('gives minimum and maximum of several trials, and their intervals by name', () => {
    const reason = reasonOf({
      dense: [training({}, 0.974, 2600), training({ trial: 2 }, 0.975, 2800)],
      ticket: [training({ round: 7 }, 0.984, 2400), training({ trial: 2, round: 7 }, 0.983, 1900)],
    });
    expect(reason).toContain('(98.35 % [98.30 to 98.40] against 97.45 % [97.40 to 97.50]) and 20 % earlier');
    expect(reason).toContain("95 % intervals of the paired differences (Student's t, 1 degree of freedom): -0.37 points to +2.17 points");
    expect(reason).toMatch(/The trials are too few to tell this from chance: about \d+ trials would tell\. Two trials: a first answer/);
  });

  it('is borne out by no trials that differ alike in steps that nobody knows', () => {
    const [three, alike] = [[1, 2, 3], (accuracy: number, stop: number) => three.map((trial) => training({ trial }, accuracy, stop))];
    const unknown = { accuracy: 0, stop: 0 };
    const [winning, worse] = [alike(0.98, 2000), alike(0.9, 2000)].map((tickets) =>
      judge({ dense: alike(0.97, 2700), ticket: tickets, resolution: unknown }),
    );
    expect(winning).toMatchObject({ state: 'winning', certain: false, wouldTell: [] });
    expect(worse).toMatchObject({ label: 'less accurate', certain: false, wouldTell: [] });
    expect(judge({ dense: alike(0.97, 2700), ticket: alike(0.98, 2000) })).toMatchObject({ certain: true });
  });

  it('takes equal for enough, also where the sums round differently', () => {
    const [a, b] = [
      [0.1, 0.2, 0.3],
      [0.3, 0.2, 0.1],
    ].map((accuracies) => accuracies.map((accuracy) => training({}, accuracy, 100)));
    expect(reasonOf({ dense: a ?? [], ticket: b ?? [] })).toMatch(/As accurate as the dense network \(.*\) and as early/);
    expect(judge({ dense: a ?? [], ticket: b ?? [] }).state).toBe('winning');
    expect(judge({ dense: b ?? [], ticket: a ?? [] }).state).toBe('winning');
  });

  it('takes one wrong test image more for less accurate, and never shows it as 0', () => {
    const input = { ticket: [training({}, 0.9747 - 1 / 60_000, 2000)] };
    expect(judge(input)).toMatchObject({ state: 'not winning', label: 'less accurate', winningTicket: false });
    expect(reasonOf(input)).toContain('No winning ticket with 21.1 % of the weights. 0.00167 points less accurate than the dense network');
    expect(reasonOf(input)).toContain('but 26 % earlier');
  });

  it('takes later for not winning, however accurate', () => {
    const input = { ticket: [training({}, 0.98, 2701)] };
    expect(judge(input)).toMatchObject({ state: 'not winning', label: 'not earlier' });
    expect(reasonOf(input)).toContain('but 0.04 % later (iteration 2,701 against 2,700)');
  });

  it('only describes the dense network', () => {
    const found = judge({ round: 0, ticket: dense });
    expect(found).toMatchObject({ state: 'dense', label: 'dense', winningTicket: false, betterThanReinit: null, wouldTell: [] });
    expect(verdictReason(found, 1)).toBe('The dense network: 97.47 % at iteration 2,700.');
  });
});

describe('whether the trials bear a verdict out', () => {
  const denses = trials([
    [0.97, 3000],
    [0.974, 2600],
    [0.972, 2800],
  ]);
  const better = trials([
    [0.98, 2200],
    [0.982, 1800],
    [0.981, 2100],
  ]);

  it('is said where both intervals lie on its side', () => {
    // Within the trials: +1.0, +0.8 and +0.9 points; -800, -800 and -700 iterations.
    expect(judge({ dense: denses, ticket: better })).toMatchObject({ winningTicket: true, certain: true, wouldTell: [] });
    expect(judge({ dense: better, ticket: denses })).toMatchObject({ label: 'less accurate', certain: true });
  });

  it('is denied where one includes 0, with the trials that would tell', () => {
    const mixed = trials([
      [0.98, 2000],
      [0.982, 2200],
      [0.981, 2700],
    ]);
    const found = judge({ dense: denses, ticket: mixed });
    // -1,000, -400, -100: mean -500, s 458; with 6 trials t s / sqrt(n) is 481.
    expect(found).toMatchObject({ winningTicket: true, certain: false, wouldTell: [{ kind: 'more-trials', trials: 6 }] });
    expect(verdictReason(found, 0.2107)).toContain('too few to tell this from chance: about 6 trials would tell. Three trials');
  });

  it('needs two of them', () => {
    expect(judge({ dense: denses.slice(0, 1), ticket: better.slice(0, 1) }).certain).toBeNull();
    expect(judge({ dense: denses.slice(0, 2), ticket: better.slice(0, 2) }).certain).toBe(false);
  });
});

describe('controls', () => {
  it.each([
    [reinit(0.9836, 4000), false, 'equally accurate and stops 1.9 times later'],
    [reinit(0.98, 2000), false, '0.36 points worse and stops 7 % earlier'],
    [reinit(0.99, 2150), false, '0.64 points better and stops at the same iteration'],
    [reinit(0.98, 2500), true, '0.36 points worse and stops 16 % later'],
    [reinit(0.97, 3900, 'at-least'), true, '1.36 points worse and stops at least 1.8 times later'],
    [reinit(0.97, 2000, 'at-least'), null, '1.36 points worse and stops at an unknown iteration'],
  ])('are beaten where they are both worse and slower', (trained, beaten, words) => {
    expect(judge({ randomReinit: control(trained) })).toMatchObject({ betterThanReinit: beaten, betterThanRandomMask: null });
    expect(reasonOf({ randomReinit: control(trained) })).toContain(`Its random reinitialisation is ${words}.`);
  });

  it('are not finished until all their trainings are', () => {
    const input = { randomMask: { expected: 2, trainings: [reinit(0.9, 3000)] } };
    expect(judge(input).betterThanRandomMask).toBeNull();
    expect(reasonOf(input)).toContain('A random mask of the same size is not finished.');
  });
});

describe('an early stop that is only a bound', () => {
  const one = (accuracy: number, stop: number, bound: StopBound = 'exact') => [training({}, accuracy, stop, bound)];

  it.each([
    // The dense network would stop later still.
    [one(0.9803, 1233), one(0.9705, 2433, 'at-least'), 'winning'],
    [one(0.98, 100, 'at-most'), one(0.97, 200), 'winning'],
    // It would also be more accurate still.
    [one(0.96, 1233), one(0.9705, 3900, 'at-least'), 'less accurate'],
    [one(0.98, 3900, 'at-least'), one(0.97, 2000), 'not earlier'],
    [one(0.96, 3900, 'at-least'), one(0.97, 2000), 'not earlier'],
    [one(0.98, 300), one(0.97, 100, 'at-most'), 'not earlier'],
  ] as const)('decides where it suffices', (tickets, denses, label) => {
    expect(judge({ ticket: tickets, dense: denses }).label).toBe(label);
  });

  it.each([
    [one(0.98, 3900, 'at-least'), one(0.97, 3950, 'at-least'), 'budget too short', { kind: 'more-iterations', iterations: 8000 }],
    [one(0.96, 3900, 'at-least'), one(0.97, 3950, 'at-least'), 'budget too short', { kind: 'more-iterations', iterations: 8000 }],
    [one(0.98, 3000), one(0.97, 2900, 'at-least'), 'budget too short', { kind: 'more-iterations', iterations: 8000 }],
    [one(0.98, 100, 'at-most'), one(0.97, 100, 'at-most'), 'evaluated too rarely', { kind: 'more-evaluations', evaluateEvery: 20 }],
    [one(0.98, 100), one(0.97, 100, 'at-most'), 'evaluated too rarely', { kind: 'more-evaluations', evaluateEvery: 20 }],
  ] as const)('leaves open what it does not decide, and says what would tell', (tickets, denses, label, change) => {
    expect(judge({ ticket: tickets, dense: denses })).toMatchObject({
      ...{ state: 'cannot tell', label, winningTicket: false, certain: null, wouldTell: [change] },
    });
  });

  it('is marked in the words', () => {
    const open = reasonOf({ ticket: one(0.99, 3900, 'at-least'), dense: one(0.97, 3950, 'at-least') });
    expect(open).toBe(
      'Cannot tell with 21.1 % of the weights: budget too short. The validation loss reached its minimum in the last 5 % of the budget, so the early stop is only a lower bound. ' +
        'Ticket: 99.00 % at iteration >= 3,900; dense network: 97.00 % at iteration >= 3,950. 8,000 iterations would tell more.',
    );
    const decided = reasonOf({ ticket: one(0.9803, 1233), dense: one(0.9705, 2433, 'at-least') });
    expect(decided).toContain('and at least 49 % earlier (iteration 1,233 against >= 2,433)');
  });
});

describe('a network that has learnt nothing', () => {
  const facts = (more: Partial<DataSummary> = {}): DataSummary => ({
    testSamples: 10_000,
    bestConstantAccuracy: 0.1135,
    warnings: [],
    ...more,
  });

  it('makes no winning ticket, whatever the numbers', () => {
    const constant = [training({}, 0.1135, 200)];
    const found = judge({ dense: constant, ticket: constant, data: facts({ warnings: [{ kind: 'constant-input' }] }) });
    expect(found).toMatchObject({ state: 'cannot tell', label: 'nothing learnt', winningTicket: false, betterThanReinit: null });
    expect(verdictReason(found, 0.5)).toBe(
      'Nothing was learnt. The dense network is right in 11.35 % of the test set, the best constant answer in 11.35 %; more than chance would be above 12.33 %. ' +
        'Likely reasons: all inputs of all training samples are the same number: they tell nothing of the labels.',
    );
  });

  it.each([
    // 0.1135 + 3.09 sqrt(0.1135 0.8865 / 10,000) = 0.12330
    [0.1233, facts(), false],
    [0.1234, facts(), true],
    // With 30 answers chance reaches further: 0.1 + 3.09 sqrt(0.09 / 30) = 0.2692
    [0.26, facts({ testSamples: 30, bestConstantAccuracy: 0.1 }), false],
    [0.3, facts({ testSamples: 30, bestConstantAccuracy: 0.1 }), true],
    // One class.
    [1, facts({ bestConstantAccuracy: 1 }), false],
  ])('an accuracy of %d is more than chance or not', (accuracy, data, learnt) => {
    expect(judge({ dense: [training({}, accuracy, 2700)], data }).facts.learning?.learnt).toBe(learnt);
  });

  it('is not suspected where the test set is not known', () => {
    expect(judge({ dense: [training({}, 0.1, 2700)], data: null })).toMatchObject({ label: 'winning', facts: { learning: null } });
  });
});

describe('the headline', () => {
  const round = (number: number, remaining: number, tickets: TrainingSummary[], more: Partial<VerdictInput> = {}): JudgedRound => ({
    ...{ round: number, remaining, remainingCount: 1, series: { ticket: seriesSummary(tickets) } },
    verdict: judge({ round: number, ticket: tickets, ...more }),
  });
  const denseRound = round(0, 1, dense);
  const loser = round(1, 0.8, [training({ round: 1 }, 0.98, 3000)]);
  const open = round(2, 0.64, [training({ round: 2 }, 0.97, 3900, 'at-least')], { dense: [training({}, 0.97, 3950, 'at-least')] });
  const of = (rounds: readonly JudgedRound[], finished = true) => {
    const found = headline(rounds, finished);
    return { ...found, ...headlineWords(found, rounds) };
  };

  it('is the smallest winning ticket that beats its controls', () => {
    const beaten = round(3, 0.5, ticket, { randomReinit: control(reinit(0.99, 1000)) });
    const winner = (number: number, remaining: number) => round(number, remaining, ticket, { randomReinit: control(reinit(0.97, 4000)) });
    const found = of([denseRound, winner(1, 0.8), winner(2, 0.64), beaten]);
    expect(found).toMatchObject({ round: 2, about: 2, kind: 'winning', title: 'Winning ticket with 64.0 % of the weights.' });
    expect(found.text).toMatch(/^0\.89 points more accurate .* One trial proves little\.$/);
    expect(of([denseRound, beaten], false)).toMatchObject({ round: 3, kind: 'winning' });
  });

  it('says why there is none', () => {
    expect(of([denseRound, loser])).toMatchObject({ round: null, about: 1, kind: 'none', title: 'No winning ticket found.' });
    expect(of([denseRound, loser]).text).toMatch(/^The closest has 80\.0 % of the weights\. 0\.53 points more accurate/);
    expect(of([denseRound])).toMatchObject({ kind: 'none', text: 'No round was finished in every trial.' });
  });

  it('says that nobody can tell where an open verdict might be a win', () => {
    expect(of([denseRound, loser, open])).toMatchObject({
      ...{ round: null, about: 2, kind: 'cannot-tell', title: 'Cannot tell: budget too short.' },
      wouldTell: [{ kind: 'more-iterations', iterations: 8000 }],
    });
    expect(of([denseRound, loser, open]).text).toMatch(/^The closest has 64\.0 % of the weights\. The validation loss reached its minimum/);
  });

  it('says that nothing was learnt', () => {
    const data = { testSamples: 100, bestConstantAccuracy: 0.97, warnings: [] };
    expect(of([denseRound, round(1, 0.8, ticket, { data })])).toMatchObject({ kind: 'cannot-tell', title: 'Nothing was learnt.' });
  });

  it('waits for more rounds while the experiment runs', () => {
    expect(of([], false)).toMatchObject({ round: null, kind: 'pending', title: 'No ticket judged yet.', text: '' });
    expect(of([denseRound, loser], false)).toMatchObject({ kind: 'pending', title: 'No winning ticket yet.' });
    expect(of([denseRound, { ...loser, verdict: null }], false)).toMatchObject({ kind: 'pending', title: 'No ticket judged yet.' });
  });
});
