/** Pruned and untrained networks as a table, a figure and CSV; accuracies are chosen so that means are seen at once. */
import { expect, it } from 'vitest';
import { csvOf } from '../../../../src/shared/figures/figure/csv.ts';
import { momentFigure } from '../../../../src/shared/figures/moment-figure.ts';
import { svgOf } from '../../../../src/shared/charts/svg.ts';
import type { ConfigInput } from '../../../../src/shared/config/schema/schema.ts';
import type { EvaluatedNetwork } from '../../../../src/shared/results/pruning/evaluated-network.ts';
import type { ExperimentDocument } from '../../../../src/shared/results/experiment.ts';
import { momentTable, momentWords } from '../../../../src/shared/results/pruning/moment-table.ts';
import { config } from '../../lottery/fixtures.ts';
import { sampleDocument } from '../../../webview/samples/document.ts';

const network = (at: Partial<EvaluatedNetwork>, testAccuracy: number): EvaluatedNetwork => ({
  ...{ trial: 1, round: 1, series: 'ticket', replicate: 0, moment: 'pruned' },
  ...{ validationLoss: 0.25, validationAccuracy: 0.5, testLoss: 0.125, testAccuracy },
  ...at,
});

const evaluated = [
  network({ round: 0, moment: 'untrained' }, 0.125),
  network({}, 0.75),
  network({ trial: 2, testLoss: 0.375 }, 0.875),
  network({ series: 'randomReinit', replicate: 1, moment: 'untrained' }, 0.25),
];
const document = (change: ConfigInput = {}): ExperimentDocument => ({
  ...sampleDocument({ rounds: 2 }),
  evaluated,
  config: config({ trials: 2, ...change }),
});

it('a row a round, a column a kind of network, means over what was evaluated', () => {
  const { columns, rows } = momentTable(document());
  expect(columns.map(({ title, short }) => [title, short])).toEqual([
    ['pruned', 'pruned'],
    ['ticket, untrained', 'ticket, untrained'],
    ['random reinitialisation, untrained', 'reinit, untrained'],
  ]);
  expect(rows.map(({ cells }) => cells.map((cell) => cell?.testAccuracy.mean ?? null))).toEqual([
    [null, 0.125, null],
    [0.8125, null, 0.25],
  ]);
  expect(rows[1]?.cells[0]).toEqual({
    testAccuracy: { mean: 0.8125, min: 0.75, max: 0.875 },
    ...{ testLoss: 0.25, validationAccuracy: 0.5, validationLoss: 0.25 },
  });
  expect(rows[1]?.trained?.mean).toBeCloseTo(0.9776, 4);
});

it('a figure with chance across, and CSV of every number', () => {
  const figure = momentFigure(document());
  expect(figure?.lines.map(({ label }) => label)).toEqual([
    ...['ticket, trained', 'pruned', 'ticket, untrained', 'random reinitialisation, untrained', 'most frequent class'],
  ]);
  expect(figure?.lines[1]?.points).toEqual([{ x: 80.04, y: 81.25, low: 75, high: 87.5 }]);
  expect(figure?.lines.at(-1)?.points.map(({ y }) => y)).toEqual([11.35, 11.35]);
  if (!figure) throw new Error('there is a figure');
  expect(svgOf(figure)).toContain('pruned');
  const lines = csvOf(figure).split('\n');
  expect(lines[0]).toBe(
    'network,series,trial,round,replicate,"weights remaining, %",validation accuracy,validation loss,test accuracy,test loss',
  );
  expect(lines[3]).toBe('pruned,ticket,2,1,0,80.04,0.5,0.25,0.875,0.375');
  expect(lines).toHaveLength(6);
});

it('chance is no line where all networks have one size', () => {
  const whole = document();
  const figure = momentFigure({ ...whole, rounds: whole.rounds.slice(0, 1), evaluated: evaluated.slice(0, 1) });
  expect(figure?.lines.map(({ label }) => label)).toEqual(['ticket, trained', 'ticket, untrained']);
});

it('nothing where nothing was evaluated', () => {
  const { evaluated: _, ...rest } = document();
  expect([momentFigure(rest), momentTable(rest)]).toEqual([null, { columns: [], rows: [] }]);
});

it.each([
  [{}, 'criterion "large final"'],
  [{ pruning: { criterion: 'magnitude-increase' } }, 'criterion "magnitude increase"'],
  [{ pruning: { criterion: 'random' } }, 'criterion "random"'],
] as const)('the untrained ticket of %j is a supermask', (change, words) => {
  expect(momentWords(document(change))).toContain(`supermask of Zhou et al. (2019) by their ${words}`);
});

it.each([
  [{ pruning: { criterion: 'snip' } }, 'rewound and masked, before its own training'],
  [{ rewind: { iteration: 500 } }, 'rewound to iteration 500 and masked'],
  [{ rewind: 'learning-rate' }, 'the pruned network itself'],
] as const)('that of %j is none, and chance is said', (change, words) => {
  const text = momentWords(document(change));
  expect(text).toContain(words);
  expect(text).not.toContain('supermask');
  expect(text).toContain('Chance is 11.35 %: the share of the most frequent class.');
});
