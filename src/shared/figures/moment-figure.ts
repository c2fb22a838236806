/** The paper's first sentence as a figure: what pruning alone leaves of the accuracy, what untrained networks have, and what training makes of them. */
import type { EvaluatedNetwork } from '../results/pruning/evaluated-network.ts';
import type { ExperimentDocument } from '../results/experiment.ts';
import { type MomentColumn, momentTable, type MomentTable, momentWords } from '../results/pruning/moment-table.ts';
import type { Spread } from '../results/verdict/statistics.ts';
import { seriesTitleOf } from '../specs/series.ts';
import { linearAxis, remainingAxis } from './figure/axis.ts';
import type { Figure, FigureLine, FigurePoint } from './figure/figure.ts';
import { lineLook } from './figure/series-looks.ts';
import { t } from '../text/language.ts';

type Look = Pick<FigureLine, 'color' | 'dash' | 'marker'>;

/** The ticket is there three times: pruned, untrained and trained. */
function lookOf({ series, moment }: MomentColumn): Look {
  if (moment === 'pruned') return { color: 'green', dash: [], marker: 'triangleDown' };
  return series === 'ticket' ? { ...lineLook('ticket'), dash: [2, 3] } : lineLook(series);
}

const pointOf = (remaining: number, spread: Spread | null | undefined): FigurePoint[] =>
  spread ? [{ x: remaining * 100, y: spread.mean * 100, low: spread.min * 100, high: spread.max * 100 }] : [];

function lines({ columns, rows }: MomentTable): FigureLine[] {
  const trained = rows.flatMap(({ remaining, trained }) => pointOf(remaining, trained));
  const evaluated = columns.map((column, place): FigureLine => {
    const points = rows.flatMap(({ remaining, cells }) => pointOf(remaining, cells[place]?.testAccuracy));
    return { label: column.title, ...lookOf(column), step: false, points };
  });
  return [{ label: t('ticket, trained'), ...lineLook('ticket'), step: false, points: trained }, ...evaluated];
}

/** The best constant answer, across: not where all networks have one size. */
function chanceLine(data: ExperimentDocument['data'], ends: readonly number[]): FigureLine[] {
  if (data === null || new Set(ends).size < 2) return [];
  const y = data.bestConstantAccuracy * 100;
  const points = [Math.max(...ends), Math.min(...ends)].map((x) => ({ x, y, low: y, high: y }));
  return [{ label: t('most frequent class'), color: 'dim', dash: [1, 3], marker: null, step: false, points }];
}

/** Every number of every network, as CSV. */
function csvRows({ rounds, evaluated = [] }: ExperimentDocument): NonNullable<Figure['csv']> {
  const head = ['network', 'series', 'trial', 'round', 'replicate', 'weights remaining, %'];
  const numbers = ['validation accuracy', 'validation loss', 'test accuracy', 'test loss'];
  const remaining = new Map(rounds.map((round) => [round.round, round.remaining * 100]));
  const row = (one: EvaluatedNetwork): (string | number)[] => [
    ...[one.moment, seriesTitleOf(one.series), one.trial, one.round, one.replicate, remaining.get(one.round) ?? ''],
    ...[one.validationAccuracy, one.validationLoss, one.testAccuracy, one.testLoss],
  ];
  return [[...head, ...numbers], ...evaluated.map(row)];
}

/** null where nothing was evaluated. */
export function momentFigure(document: ExperimentDocument): Figure | null {
  const table = momentTable(document);
  if (table.columns.length === 0) return null;
  const percents = table.rows.map(({ remaining }) => remaining * 100);
  const all = [...lines(table), ...chanceLine(document.data, percents)].filter(({ points }) => points.length > 0);
  const values = all.flatMap(({ points }) => points.flatMap(({ low, high }) => [low, high]));
  return {
    ...{ id: 'pruned-and-untrained', title: t('Pruned, rewound, trained'), caption: momentWords(document) },
    ...{ x: remainingAxis(percents), y: linearAxis(t('test accuracy, %'), 'percent', values, 0), lines: all, csv: csvRows(document) },
  };
}
