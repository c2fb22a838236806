import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../../src/lottery/claims/claim.ts';
import { checkClaims } from '../../../../src/lottery/claims/claims-for.ts';
import { conservative, iterations, points } from '../../../../src/lottery/claims/conservative-rounding.ts';
import { convolutionClaims, convolutionFigures, dropoutClaims } from '../../../../src/lottery/claims/convolution-claims.ts';
import { resnetClaims, vggWithoutWarmup } from '../../../../src/lottery/claims/deep-claims.ts';
import { lenetOneShot } from '../../../../src/lottery/claims/lenet-claims.ts';
import { RunEvidence } from '../../../../src/lottery/claims/run-evidence.ts';
import type { ClaimOutcome, ClaimResult } from '../../../../src/shared/results/verdict/claims.ts';
import { builtInSummary } from '../../../../src/shared/results/data-summary.ts';
import { type Cell, cellOf, type Row, runOf } from './claims-run.ts';
import { config } from '../fixtures.ts';

const accuracies = (mean: number): number[] => [-0.002, 0, 0.002, -0.001, 0.001].map((away) => mean + away);
const denseCell = cellOf(accuracies(0.972), [3000, 2800, 3200, 2900, 3100]);
const dense: Row = { remaining: 1, cells: { ticket: denseCell } };

/** The paper's story: earlier and better at 21 %, back at 3.6 %, worse at 2.9 %. */
const at21: Row = {
  remaining: 0.211,
  cells: {
    ticket: cellOf(accuracies(0.981), [2000, 1900, 2100, 2000, 2000]),
    randomReinit: cellOf([0.96, 0.963, 0.961, 0.962, 0.964], [5000, 5200, 5400, 5100, 5300]),
  },
};
const at13: Row = {
  remaining: 0.135,
  cells: { ticket: cellOf([0.9752, 0.9768, 0.979, 0.9761, 0.9779], [2500, 2400, 2600, 2500, 2500]), randomReinit: denseCell },
};
const at3: Row = {
  remaining: 0.036,
  cells: { ticket: cellOf([0.9702, 0.9718, 0.9741, 0.9711, 0.9728], [3000, 2900, 3100, 2900, 3100]), randomReinit: denseCell },
};
const at2: Row = {
  remaining: 0.029,
  cells: { ticket: cellOf(accuracies(0.961), [3000, 2900, 3100, 2900, 3100]), randomReinit: denseCell },
};
const story = [dense, at21, at13, at3, at2];

const lenet = config({ trials: 5, controls: { randomReinit: 1, randomMask: 0 } });

function check(rows: readonly Row[], own = lenet): ClaimResult[] {
  const { rounds, trainings } = runOf(rows);
  return [...checkClaims(own, rounds, trainings, builtInSummary('mnist')).results];
}

/** The nth result of that id. */
function resultOf(results: readonly ClaimResult[], id: string, place = 0): ClaimResult {
  const found = results.filter((one) => one.id === id)[place];
  if (!found) throw new Error(`no result ${id}`);
  return found;
}

const withCell = (row: Row, series: 'ticket' | 'randomReinit', cell: Cell): Row => ({ ...row, cells: { ...row.cells, [series]: cell } });

describe("a run like the paper's", () => {
  const results = check(story);

  it('bears out every claim that states a direction', () => {
    expect(results.map(({ id, outcome }) => `${id}: ${outcome}`)).toEqual([
      'lenet-earlier: holds',
      'lenet-back: holds',
      'lenet-accuracy: holds',
      'lenet-accuracy: holds',
      'lenet-final: holds',
      'lenet-final: cannot tell',
      'lenet-reinit: holds',
      'lenet-reinit: holds',
      'lenet-falls: holds',
      'lenet-falls: holds',
    ]);
  });

  it('is shown beside the paper, with the t interval of the differences within trials', () => {
    // -1,000, -900, -1,100, -900, -1,100: mean -1,000, variance 10,000 and 1,667 of rounding to 100; t(4) = 2.776: 134.1 on either side.
    expect(resultOf(results, 'lenet-earlier')).toMatchObject({
      run: '33 % earlier (-1,000 iterations), 95 % interval -1,134 to -865',
      ...{ paper: '38 % earlier', round: 1, remaining: 0.211, reason: "the paired t interval over 5 trials lies on the claim's side" },
      difference: { n: 5, mean: -1000, min: -1100, max: -900, bound: 'exact', interval: { method: 'student-t', degreesOfFreedom: 4 } },
    });
    expect(resultOf(results, 'lenet-reinit').run).toContain('2.60x (+3,200 iterations), 95 % interval +');
    expect(resultOf(results, 'lenet-back').run).toMatch(/^\+1,000 iterations, .*; to the dense network 0 iterations$/);
  });

  it('asks a wider interval of the best of several rounds', () => {
    // 4 rounds: 1 - 0.05 / 4.
    expect(resultOf(results, 'lenet-final')).toMatchObject({ round: 1, difference: { interval: { confidence: 1 - 0.05 / 4 } } });
    expect(resultOf(results, 'lenet-final').run).toContain('+0.90 points, 98.7 % interval +0.8');
  });
});

describe('a claim does not hold', () => {
  it('where the interval lies on the other side', () => {
    const opposite = withCell(at21, 'ticket', cellOf(accuracies(0.96), [4000, 3900, 4100, 4000, 4000]));
    const results = check([dense, withCell(opposite, 'randomReinit', cellOf(accuracies(0.98), [2000, 2100, 1900, 2000, 2000]))]);
    expect(resultOf(results, 'lenet-earlier')).toMatchObject({
      outcome: 'does not hold',
      run: '34 % later (+1,000 iterations), 95 % interval +866 to +1,135',
      reason: 'the paired t interval over 5 trials lies on the other side',
    });
    expect([resultOf(results, 'lenet-reinit').outcome, resultOf(results, 'lenet-falls').outcome]).toEqual([
      'does not hold',
      'does not hold',
    ]);
  });

  it('about some round, only where every round lies on the other side', () => {
    const worse = (remaining: number): Row => ({ ...at2, remaining });
    expect(resultOf(check([dense, worse(0.8), worse(0.6)]), 'lenet-final').outcome).toBe('does not hold');
    const equal: Row = { ...at3, remaining: 0.6 };
    expect(resultOf(check([dense, worse(0.8), equal]), 'lenet-final').outcome).toBe('cannot tell');
  });
});

describe('a claim cannot be told', () => {
  const oneTrial = story.map(({ remaining, cells }): Row => {
    const first = Object.entries(cells).map(([name, cell]) => [name, cell.slice(0, 1)]);
    return { remaining, cells: Object.fromEntries(first) as Row['cells'] };
  });

  it('where the interval includes 0', () => {
    const mixed = withCell(at21, 'ticket', cellOf(accuracies(0.972), [2000, 4900, 2100, 3000, 2900]));
    const found = resultOf(check([dense, mixed]), 'lenet-earlier');
    expect(found).toMatchObject({ outcome: 'cannot tell', reason: 'the paired t interval over 5 trials includes 0' });
  });

  it('with one trial', () => {
    const found = resultOf(check(oneTrial, config({ trials: 1, controls: { randomReinit: 0, randomMask: 0 } })), 'lenet-earlier');
    expect(found).toMatchObject({
      outcome: 'cannot tell',
      reason: 'one trial is too few to tell',
      run: '33 % earlier (-1,000 iterations)',
    });
  });

  it('without the control, or before it is finished', () => {
    const without = config({ trials: 1, controls: { randomReinit: 0, randomMask: 0 } });
    expect(resultOf(check(oneTrial, without), 'lenet-reinit').reason).toBe('this run trains no random reinitialisation at round 1');
    const begun = check([dense, withCell(at21, 'randomReinit', denseCell.slice(0, 2))]);
    expect(resultOf(begun, 'lenet-reinit').reason).toBe('round 1 is not finished: 2 of 5 trainings');
  });

  it('without a round near it', () => {
    expect(resultOf(check([dense, at21]), 'lenet-accuracy').reason).toBe(
      'no round within 10 % of 13.5 % remaining; the nearest has 21.1 %',
    );
  });

  it('without the accuracy at the end', () => {
    const { rounds, trainings } = runOf(story);
    const unmeasured = trainings.map((one) => ({ ...one, testAccuracyAtEnd: null }));
    expect(resultOf([...checkClaims(lenet, rounds, unmeasured).results], 'lenet-final').reason).toContain('was not measured');
  });
});

describe('trials that differ alike', () => {
  const { rounds, trainings } = runOf(story);

  it('tell nothing where the steps of the accuracies are not known, as in records of before the data were looked at', () => {
    const alike = checkClaims(lenet, rounds.slice(0, 2), trainings, null).results;
    const reason = 'all 5 trials differ alike, in steps that nobody knows';
    expect(resultOf(alike, 'lenet-final')).toMatchObject({ outcome: 'cannot tell', run: '+0.90 points, no spread seen', reason });
  });

  it('hide no round that tells: the best of several is one with a spread', () => {
    // Round 1 is 0.9 points better in every trial; round 2, a little less, in each trial by another number.
    const spreadOut = { ...at13, cells: { ticket: cellOf([0.9782, 0.9802, 0.9823, 0.9792, 0.981], [2500, 2400, 2600, 2500, 2500]) } };
    const run = runOf([dense, at21, spreadOut]);
    const found = checkClaims(lenet, run.rounds, run.trainings, null).results;
    expect(resultOf(found, 'lenet-final')).toMatchObject({ outcome: 'holds', round: 2 });
  });
});

describe('an early stop that is only a bound', () => {
  it('holds a claim up where more of it speaks for the claim', () => {
    const late = cellOf(accuracies(0.96), [3900, 3900, 4000, 3900, 3900], 'at-least');
    const found = resultOf(check([dense, withCell(at21, 'randomReinit', late)]), 'lenet-reinit');
    expect(found.outcome).toBe('holds');
    expect(found.run).toMatch(/^at least 1\.96x \(\+1,920 iterations\)/);
  });

  it('lets nobody tell where it does not', () => {
    const ticket = cellOf(accuracies(0.98), [3900, 2000, 2000, 2100, 1900]).with(0, [0.98, 3900, 'at-least']);
    expect(resultOf(check([dense, withCell(at21, 'ticket', ticket)]), 'lenet-earlier')).toMatchObject({
      ...{ outcome: 'cannot tell', reason: 'budget too short: one training has its minimum of the validation loss in the last 5 %' },
    });
    const early = cellOf(accuracies(0.972), [100, 100, 100, 100, 100], 'at-most');
    expect(resultOf(check([withCell(dense, 'ticket', early), at21]), 'lenet-earlier').reason).toBe(
      'evaluated too rarely: 5 trainings have their minimum of the validation loss at the first evaluation',
    );
  });
});

it('a claim is tested within 10 % of its size, neither more nor rounded', () => {
  const at = (remaining: number): ClaimOutcome => resultOf(check([dense, { ...at21, remaining }]), 'lenet-earlier').outcome;
  expect([at(0.232), at(0.2322), at(0.19), at(0.1898)]).toEqual(['holds', 'cannot tell', 'holds', 'cannot tell']);
});

it('networks that the paper does not have are held against no claims', () => {
  const { rounds, trainings } = runOf(story);
  const other = config({ network: { layers: [{ units: 10 }] } });
  expect(checkClaims(other, rounds, trainings)).toEqual({ setup: null, departures: [], differing: [], results: [] });
});

describe('claims of other presets', () => {
  const steps = { accuracy: 1 / 10_000, stop: 100 };
  const outcomes = (claims: readonly Claim[], rows: readonly Row[]): ClaimOutcome[] => {
    const { rounds, trainings } = runOf(rows);
    return claims.map((claim) => claim.judge(new RunEvidence(lenet, rounds, trainings, steps)).outcome);
  };
  const better = (remaining: number): Row => ({ ...at21, remaining });
  const worse = (remaining: number): Row => ({ ...at2, remaining });

  it('about one-shot pruning ask every round of the range, up to both ends', () => {
    expect(outcomes(lenetOneShot, [dense, better(0.67), better(0.4), better(0.18)])).toEqual(['holds', 'cannot tell']);
    expect(outcomes(lenetOneShot, [dense, better(0.95), better(0.67), better(0.18), better(0.0517)])).toEqual(['holds', 'holds']);
    expect(outcomes(lenetOneShot, [dense, better(0.67), worse(0.3), better(0.18)])[1]).toBe('does not hold');
    expect(outcomes(lenetOneShot, [dense])).toEqual(['cannot tell', 'cannot tell']);
  });

  it('about Conv-2 are of speed and accuracy at one round each, and of all rounds above 2 %', () => {
    const claims = convolutionClaims(convolutionFigures['conv-2']);
    expect(outcomes(claims, [dense, better(0.088), better(0.046), better(0.021)])).toEqual(['holds', 'holds', 'holds']);
    expect(outcomes(claims, [dense, better(0.088), worse(0.046)])).toEqual(['holds', 'does not hold', 'does not hold']);
  });

  it('about more than 2 % say nothing of 1.8 %', () => {
    const [, , above] = convolutionClaims(convolutionFigures['conv-2']);
    expect(outcomes(above ? [above] : [], [dense, better(0.3), better(0.021), worse(0.018)])).toEqual(['holds']);
  });

  it('about dropout need a run without it, or some round', () => {
    expect(outcomes(dropoutClaims(convolutionFigures['conv-2']), [dense, better(0.5)])).toEqual(['cannot tell', 'holds']);
  });

  it('about VGG-19 and ResNet-18 are of no less accuracy, or of all rounds less', () => {
    expect(outcomes(vggWithoutWarmup, [dense, worse(0.5)])).toEqual(['holds']);
    expect(outcomes(vggWithoutWarmup, [dense, worse(0.5), better(0.2)])).toEqual(['does not hold']);
    expect(outcomes(resnetClaims, [dense, better(0.27), worse(0.118)])).toEqual(['holds', 'does not hold']);
  });

  it('about a range are refuted by one round only at the level that so many rounds ask for', () => {
    // -0.4 points with a spread of 0.2 points: the 95 % interval excludes 0, one as wide as for 8 rounds does not.
    const slightly: Row = {
      ...better(0.5),
      cells: { ticket: cellOf([0.967, 0.9655, 0.9725, 0.9655, 0.97], [2000, 2000, 2000, 2000, 2000]) },
    };
    const [, , above] = convolutionClaims(convolutionFigures['conv-2']);
    const claims = above ? [above] : [];
    expect(outcomes(claims, [dense, slightly])).toEqual(['does not hold']);
    const others = [0.9, 0.8, 0.7, 0.4, 0.3, 0.2, 0.1].map(better);
    expect(outcomes(claims, [dense, slightly, ...others])).toEqual(['cannot tell']);
  });
});

describe('rounding never speaks for the claim', () => {
  it.each([
    [0.896, 2, 'above', '0.89'],
    [-0.896, 2, 'above', '-0.90'],
    [0.896, 2, 'below', '0.90'],
    [-0.896, 2, 'below', '-0.89'],
    [-549.7, 0, 'below', '-549'],
    [2.519, 2, 'above', '2.51'],
    [0.89 + 1e-12, 2, 'above', '0.89'],
  ] as const)('%d with %d places, wanted %s, is %s', (value, decimals, direction, words) => {
    expect(conservative(value, decimals, direction)).toBe(words);
  });

  it('and a difference that rounds to nothing has no sign', () => {
    expect([0.0089, -0.0012, 0, 0.00001].map((value) => points(value, 'above'))).toEqual(['+0.89', '-0.12', '0.00', '0.00']);
    expect([iterations(0.4, 'above'), iterations(1200, 'above')]).toEqual(['0', '+1,200']);
  });
});
