import { formatRemaining } from '../format.ts';
import type { LineChart } from './create-chart.ts';

/** Its share of the weights decides where a round stands. */
type Sized = { readonly remaining: number };

export interface RoundAxis {
  /** Where a round stands on the axis: the paper's logarithmic axis, 100 % at the left. */
  at(round: Sized): number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

/** 0 % has no logarithm: it gets a place of its own, one step to the right of the smallest. */
export function roundAxis(rounds: readonly Sized[]): RoundAxis {
  const positive = rounds.filter(({ remaining }) => remaining > 0).map(({ remaining }) => -Math.log(remaining));
  const last = Math.max(0, ...positive);
  const zero = last + Math.max(0.25, last / Math.max(1, positive.length - 1));
  const at = ({ remaining }: Sized): number => (remaining > 0 ? Math.abs(Math.log(remaining)) : zero);
  return { at, ticks: rounds.map((round) => ({ value: at(round), label: formatRemaining(round.remaining).replace('100.0', '100') })) };
}

/** Ticks at the rounds, nowhere else. */
export function useRoundAxis(chart: LineChart, axis: RoundAxis): void {
  const scale = chart.options.scales?.['x'];
  if (!scale) return;
  const labels = new Map(axis.ticks.map(({ value, label }) => [value, label]));
  const values = [...labels.keys()].sort((a, b) => a - b);
  scale.min = values[0] ?? 0;
  scale.max = Math.max(values.at(-1) ?? 0, 0.25);
  scale.afterBuildTicks = (built) => void (built.ticks = values.map((value) => ({ value })));
  if (scale.ticks) scale.ticks.callback = (value) => labels.get(Number(value)) ?? '';
}
