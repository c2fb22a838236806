/** Tables for programs: no mark stands in a number; what it says is a column. */
import { describe, expect, it } from 'vitest';
import { claimsSection } from '../../../../src/runs/report/experiment-sections.ts';
import { claimNames } from '../../../../src/shared/results/verdict/claims.ts';
import { roundsGrid } from '../../../../src/cli/text/experiment-tables.ts';
import { sweepGrid } from '../../../../src/cli/text/sweep-text.ts';
import { type Grid, gridCsv, gridMarkdown, gridText } from '../../../../src/cli/text/table.ts';
import { evaluationsCsv } from '../../../../src/formats/results/evaluations-csv.ts';
import { stopFigure } from '../../../../src/shared/figures/round-figures.ts';
import { csvOf } from '../../../../src/shared/figures/figure/csv.ts';
import { curveFigure } from '../../../../src/shared/figures/curve-figure.ts';
import type { StopBound } from '../../../../src/shared/results/verdict/early-stop.ts';
import type { ExperimentDocument, RoundSummary } from '../../../../src/shared/results/experiment.ts';
import { sweepRow } from '../../../../src/shared/results/sweep-row.ts';
import { sampleDocument } from '../../../webview/samples/document.ts';

const bounds: readonly StopBound[] = ['exact', 'at-least', 'at-most', 'unknown'];

/** Round by round, and training by training, another kind of bound; a training of each series is missing. */
function bounded(): ExperimentDocument {
  const sample = sampleDocument();
  const boundOf = (place: number): StopBound => bounds[place % bounds.length] ?? 'exact';
  const rounds = sample.rounds.map((round): RoundSummary => {
    const { ticket } = round.series;
    const stop = ticket?.earlyStopIteration;
    if (!ticket || !stop) return round;
    const earlyStopIteration = { ...stop, bound: boundOf(round.round) };
    return { ...round, series: { ...round.series, ticket: { ...ticket, earlyStopIteration, n: 1, planned: 2 } } };
  });
  const trainings = sample.trainings.map((training, place) => ({ ...training, earlyStopBound: boundOf(place) }));
  return { ...sample, rounds, trainings };
}

const document = bounded();
const cells = (csv: string): string[][] =>
  csv
    .trimEnd()
    .split('\n')
    .map((line) => [...line.matchAll(/("[^"]*"|[^,]*)(,|$)/g)].map(([, cell = '']) => cell));
/** The values below a head, in the order of the rows. */
function column(csv: string, name: string): readonly string[] {
  const [head = [], ...rows] = cells(csv);
  expect(head).toContain(name);
  return rows.map((row) => row[head.indexOf(name)] ?? '');
}
const marked = (csv: string): readonly string[] =>
  cells(csv)
    .flat()
    .filter((cell) => /^([<>?]|\d.*[^\d.e+-])/.test(cell));

describe('a bound is data in CSV', () => {
  const named: readonly (readonly [string, Grid, string])[] = [
    ['rounds', roundsGrid(document), 'ticket stop'],
    [
      'a sweep',
      sweepGrid([1, 2, 3, 4].map((count) => sweepRow({ ...document, rounds: document.rounds.slice(0, count) }))),
      'last ticket stop',
    ],
  ];

  it.each(named)('of %s, and the text has it as a mark', (_, grid, name) => {
    const csv = gridCsv(grid);
    for (const bound of ['at-least', 'at-most', 'unknown']) expect(column(csv, `${name} bound`)).toContain(bound);
    expect(column(csv, name).every((stop) => stop === '' || /^\d+(\.\d+)?$/.test(stop))).toBe(true);
    expect(marked(csv)).toEqual([]);
    for (const text of [gridText(grid), gridMarkdown(grid)]) {
      expect(text).toMatch(/>= \d/);
      expect(text).toMatch(/<= \d/);
      expect(text).not.toContain('bound');
    }
  });

  it('of trainings that a mean lacks: their numbers', () => {
    const csv = gridCsv(roundsGrid(document));
    expect([column(csv, 'ticket n')[0], column(csv, 'ticket planned')[0]]).toEqual(['1', '2']);
  });

  it('of the table of evaluations', () => {
    const csv = evaluationsCsv([document]);
    expect(new Set(column(csv, 'earlyStopBound'))).toEqual(new Set(bounds));
    expect(marked(csv).filter((cell) => !/^\d+\/|^[a-z]/.test(cell))).toEqual([]);
  });

  it('of figures, each kind by its own name', () => {
    for (const figure of [stopFigure(document), curveFigure(document, [0, 1, 2, 3])])
      expect(new Set(column(csvOf(figure), 'bound'))).toEqual(new Set(bounds));
  });
});

it('no two rows of the claims have one name, in the report too', () => {
  const { claims } = document;
  const ids = claims.results.map(({ id }) => id);
  expect(new Set(ids).size).toBeLessThan(ids.length);
  const names = claimNames(claims.results);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('lenet-accuracy.2');
  const section = claimsSection(document);
  for (const name of names) expect(section.split(`(${name})`)).toHaveLength(2);
});
