import type { LineChart } from '../charts/create-chart.ts';
import type { Line } from '../charts/line-set.ts';

/** The x axis ends with the training. The y axis leaves out the steep first tenth, which would flatten all the rest. */
export function useCurveAxes(chart: LineChart, lines: readonly Line[]): void {
  const points = lines.filter(({ hidden }) => !hidden).flatMap((line) => line.points);
  const { x, y } = chart.options.scales ?? {};
  if (!x || !y || points.length === 0) return;
  const last = Math.max(...points.map((point) => point.x));
  const later = points.filter((point) => point.x >= last / 10);
  x.min = 0;
  x.max = last;
  y.min = Math.floor(Math.min(...later.map(({ low }) => low)) * 2) / 2;
}
