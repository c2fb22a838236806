import type { ChartWords } from '../charts/create-chart.ts';

/** Axes of every chart over iterations. */
export const curveWords: ChartWords = { xTitle: 'iteration', yUnit: 'percent' };
