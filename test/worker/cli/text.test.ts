import { describe, expect, it } from 'vitest';
import { roundsTable } from '../../../src/cli/text/experiment-tables.ts';
import { rendered } from '../../../src/cli/text/style.ts';
import { table } from '../../../src/cli/text/table.ts';
import type { ExperimentDocument, SeriesSummary } from '../../../src/shared/results/experiment.ts';
import type { Spread } from '../../../src/shared/results/verdict/statistics.ts';

const spread = (mean: number): Spread => ({ mean, min: mean, max: mean });
const summary = (accuracy: number, stop: number, censored = 0, n = 2): SeriesSummary => ({
  n,
  planned: 2,
  censored,
  earlyStopIteration: { ...spread(stop), bound: censored > 0 ? 'at-least' : 'exact' },
  testAccuracyAtEarlyStop: spread(accuracy),
  validationLossAtEarlyStop: spread(0.1),
  testAccuracyAtEnd: spread(accuracy),
  trainAccuracyAtEnd: spread(1),
  againstDense: { earlyStopIteration: null, testAccuracyAtEarlyStop: null, testAccuracyAtEnd: null },
});
const round = (number: number, remaining: number, series: object, label?: string): object => ({
  round: number,
  remaining,
  series,
  verdict: label ? { label } : null,
});
const document = (rounds: object[]): ExperimentDocument => ({ rounds }) as unknown as ExperimentDocument;

describe('the table of rounds', () => {
  it('has a line a round, and columns only for series that there are', () => {
    const rounds = [
      round(0, 1, { ticket: summary(0.9765, 4300) }, 'dense'),
      round(1, 0.2107, { ticket: summary(0.98, 3100), randomReinit: summary(0.9712, 5200) }, 'winning'),
    ];
    expect(rendered(roundsTable(document(rounds)), false)).toBe(
      [
        'round  remaining   ticket   stop   reinit   stop  verdict',
        '-----  ---------  -------  -----  -------  -----  -------',
        '    0    100.0 %  97.65 %  4,300        -      -  dense',
        '    1     21.1 %  98.00 %  3,100  97.12 %  5,200  winning',
      ].join('\n'),
    );
  });

  it('marks a mean that is only a bound, and one over fewer trainings than there should be', () => {
    const text = roundsTable(
      document([round(1, 0.5, { ticket: summary(0.9, 2000, 1, 1) }), round(2, 0.4, { ticket: summary(0.9, 3950, 2) })]),
    );
    expect(text).toContain('>= 2,000');
    expect(text).toContain('>= 3,950');
    expect(text).toContain('90.00 % (n = 1 of 2)');
  });
});

it('names from files cannot write control characters to the terminal', () => {
  expect(rendered(table([{ title: 'name', cell: (name: string) => name }], ['a\u001b[31m\tb']), false)).toBe(
    'name\n--------\na\ufffd[31m\ufffdb',
  );
});
