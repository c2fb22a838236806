/** Curves of trainings: a number of each evaluation against its iteration. */
import type { TrainingSummary } from '../results/experiment.ts';
import type { Evaluation } from '../specs/training.ts';
import type { FigurePoint } from './figure/figure.ts';
import { t } from '../text/language.ts';

/** Accuracy on which samples, or the loss that decides the early stop. */
export type Quantity = 'test' | 'validation' | 'validationLoss';

/** Of an axis: accuracies in percent. */
export const accuracyTitle = (quantity: Quantity): string => (quantity === 'test' ? t('test accuracy, %') : t('validation accuracy, %'));

export const isAccuracy = (quantity: Quantity): boolean => quantity !== 'validationLoss';

/** Accuracies in percent. */
function valueOf(evaluation: Evaluation, quantity: Quantity): number | undefined {
  if (quantity === 'validationLoss') return evaluation.validationLoss;
  const accuracy = quantity === 'test' ? evaluation.testAccuracy : evaluation.validationAccuracy;
  return accuracy === undefined ? undefined : accuracy * 100;
}

export type Evaluated = Pick<TrainingSummary, 'evaluations'>;

interface Sum {
  count: number;
  sum: number;
  low: number;
  high: number;
}

function add(sums: Map<number, Sum>, evaluation: Evaluation, quantity: Quantity): void {
  const value = valueOf(evaluation, quantity);
  if (value === undefined) return;
  const here = sums.get(evaluation.iteration);
  if (!here) return void sums.set(evaluation.iteration, { count: 1, sum: value, low: value, high: value });
  here.count++;
  here.sum += value;
  here.low = Math.min(here.low, value);
  here.high = Math.max(here.high, value);
}

function computed(trainings: readonly Evaluated[], quantity: Quantity): readonly FigurePoint[] {
  const sums = new Map<number, Sum>();
  for (const { evaluations } of trainings) for (const evaluation of evaluations) add(sums, evaluation, quantity);
  const n = trainings.length;
  return [...sums]
    .filter(([, { count }]) => count === n)
    .sort(([a], [b]) => a - b)
    .map(([x, { sum, low, high }]) => ({ x, y: sum / n, low, high, n }));
}

/** By the evaluations of the first training; then by quantity and the other trainings' evaluations. */
const known = new WeakMap<
  readonly Evaluation[],
  { readonly quantity: Quantity; readonly all: readonly Evaluated[]; readonly points: readonly FigurePoint[] }[]
>();

const same = (a: readonly Evaluated[], b: readonly Evaluated[]): boolean =>
  a.length === b.length && a.every(({ evaluations }, index) => evaluations === b[index]?.evaluations);

/**
 * Mean and range over trainings, at the iterations where each of them was evaluated. Evaluations of a finished training never change: points
 * are kept for as long as they are.
 */
export function curvePoints(trainings: readonly Evaluated[], quantity: Quantity): readonly FigurePoint[] {
  const [first] = trainings;
  if (!first) return [];
  const entries = known.get(first.evaluations) ?? [];
  known.set(first.evaluations, entries);
  const found = entries.find((entry) => entry.quantity === quantity && same(entry.all, trainings));
  if (found) return found.points;
  const points = computed(trainings, quantity);
  entries.push({ quantity, all: trainings, points });
  return points;
}

/** Where a curve stands at an iteration, between two evaluations on the line between them; null where it has no points. */
export function heightAt(points: readonly FigurePoint[], x: number): number | null {
  const after = points.findIndex((point) => point.x >= x);
  const [right, left] = [points[after], points[after === -1 ? points.length - 1 : after - 1]];
  if (!right || !left) return (right ?? left)?.y ?? null;
  return left.y + ((x - left.x) / (right.x - left.x)) * (right.y - left.y);
}
