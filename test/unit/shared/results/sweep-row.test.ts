import { describe, expect, it } from 'vitest';
import { sweepGrid, sweepText } from '../../../../src/cli/text/sweep-text.ts';
import { gridCsv } from '../../../../src/cli/text/table.ts';
import { sweepSection } from '../../../../src/runs/report/sweep-section.ts';
import { sweepOutcome, sweepOutcomeWords, winnerWords } from '../../../../src/shared/results/sweep-words.ts';
import { bestMember, compareMembers, settingColumns, type SweepRow, sweepState } from '../../../../src/shared/results/sweep-row.ts';

const stopped = { earlyStopIteration: 10, earlyStopBound: 'exact', n: 1, planned: 1 } as const;

const row = (values: string, winner: readonly [remaining: number, accuracy: number] | null): SweepRow => ({
  experiment: `lr@${values}`,
  values,
  state: 'finished',
  finishedTrainings: 2,
  damagedFiles: 0,
  plannedTrainings: 2,
  rounds: [
    { round: 0, remaining: 1, testAccuracy: 0.99, ...stopped },
    ...(winner ? [{ round: 1, remaining: winner[0], testAccuracy: winner[1], ...stopped }] : []),
  ],
  winningRound: winner ? 1 : null,
  headline: { kind: winner ? 'winning' : 'none', label: winner ? 'winning' : 'not earlier' },
});

describe("a sweep's members", () => {
  it('stand in the order of their values, numbers as numbers', () => {
    const names = ['s@rate=0.01,seed=2', 's@rate=0.0012,seed=10', 's@rate=1e-4,seed=1', 's@rate=0.0012,seed=9'];
    expect(names.toSorted(compareMembers)).toEqual([
      's@rate=1e-4,seed=1',
      's@rate=0.0012,seed=9',
      's@rate=0.0012,seed=10',
      's@rate=0.01,seed=2',
    ]);
    expect(['s@optimizer=sgd', 's@optimizer=adam'].toSorted(compareMembers)).toEqual(['s@optimizer=adam', 's@optimizer=sgd']);
    expect(['s@10', 's@9'].toSorted(compareMembers)).toEqual(['s@9', 's@10']);
  });

  it('make its state: what still runs or went wrong is said before what is finished', () => {
    expect(sweepState(['finished', 'finished'])).toBe('finished');
    expect(sweepState(['finished', 'cancelled'])).toBe('cancelled');
    expect(sweepState(['cancelled', 'interrupted', 'failed'])).toBe('failed');
    expect(sweepState(['failed', 'running'])).toBe('running');
  });

  it('have a best one: the smallest winning ticket, then the most accurate', () => {
    expect(bestMember([row('a=1', [0.5, 0.98]), row('a=2', [0.2, 0.96]), row('a=3', [0.2, 0.97]), row('a=4', null)])?.values).toBe('a=3');
    expect(bestMember([row('a=1', null)])).toBeNull();
    expect(bestMember([])).toBeNull();
  });

  it('come to the verdict that theirs come to: a winner, none, or that nobody can tell yet', () => {
    const open = { ...row('a=5', null), headline: { kind: 'cannot-tell', label: 'budget too short' } } as const;
    const running = { ...row('a=6', null), state: 'running', headline: { kind: 'pending', label: null } } as const;
    const [none, winner] = [row('a=1', null), row('a=2', [0.25, 0.97])];
    const kinds = [[none], [none, open], [none, open, running], [none, open, winner]].map((rows) => sweepOutcome(rows).kind);
    expect(kinds).toEqual(['none', 'cannot-tell', 'pending', 'winning']);
    expect([none, open, running].map((one) => winnerWords(one, false))).toEqual(['none', 'cannot tell: budget too short', 'not yet']);
    expect([true, false].map((best) => winnerWords(winner, best))).toEqual(['25.0 %, best', '25.0 %']);
    expect(sweepOutcomeWords(sweepOutcome([none, open, winner]))).toEqual({
      title: 'The smallest winning ticket has 25.0 % of the weights.',
      text: 'It is that of a=2. Of 1 experiment nobody can tell yet: its own page says what would tell.',
    });
    expect(sweepOutcomeWords(sweepOutcome([none, open])).title).toBe('No member is known to have a winning ticket.');
    expect(sweepOutcomeWords(sweepOutcome([none])).title).toBe('No member has a winning ticket.');
  });

  it('say so alike in the terminal, in its CSV and in the report', () => {
    const open = { ...row('a=5', null), headline: { kind: 'cannot-tell', label: 'budget too short' } } as const;
    const rows = [row('a=1', null), row('a=2', [0.25, 0.97]), open];
    const [terminal, report] = [sweepText('s', 'finished', rows), sweepSection(rows)];
    for (const text of [terminal, report])
      for (const words of ['none', '25.0 %, best', 'cannot tell: budget too short', 'It is that of a=2.']) expect(text).toContain(words);
    const [head = '', ...lines] = gridCsv(sweepGrid(rows)).split('\n');
    const places = ['member', 'winning ticket remaining', 'verdict', 'why', 'best'].map((name) => head.split(',').indexOf(name));
    expect(lines.map((line) => places.map((place) => line.split(',')[place]))).toEqual([
      ['lr@a=1', '', 'none', 'not earlier', 'no'],
      ['lr@a=2', '0.25', 'winning', 'winning', 'yes'],
      ['lr@a=5', '', 'cannot-tell', 'budget too short', 'no'],
    ]);
  });

  it('have a column for each setting in which they differ, and their names where a setting is not known of each', () => {
    const both = [row('rate=0.1,layers=[5,10]', null), row('rate=0.2,layers=[5,10]', null)];
    expect(settingColumns(both).heads).toEqual(['rate', 'layers']);
    expect(both.map(settingColumns(both).cellsOf)).toEqual([
      ['0.1', '[5,10]'],
      ['0.2', '[5,10]'],
    ]);
    const mixed = [...both, row('3', null)];
    expect(settingColumns(mixed).heads).toEqual(['Experiment']);
    expect(mixed.map(settingColumns(mixed).cellsOf)).toEqual([['rate=0.1,layers=[5,10]'], ['rate=0.2,layers=[5,10]'], ['3']]);
    expect(settingColumns([]).heads).toEqual(['Experiment']);
  });
});
