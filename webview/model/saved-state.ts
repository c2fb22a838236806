import type { CurveSettings, PanelState } from '../../src/shared/channel/webview-protocol.ts';
import type { Spreads } from '../../src/shared/figures/figure/figure.ts';

/** Attributes of the page: which experiment, in which store. */
type PageData = Readonly<Record<string, string | undefined>>;

function initialState(data: PageData): PanelState {
  return {
    experiment: data['experiment'] ?? '',
    storeFolder: data['storeFolder'] ?? '',
    tab: 'overview',
    hiddenSeries: [],
    chosenRounds: [],
    ticket: null,
    ...(data['sweep'] === 'true' ? { isSweep: true } : {}),
  };
}

/** The kept state, if it belongs to this experiment; everything else is taken from the page. */
export function restoreState(saved: unknown, data: PageData): PanelState {
  const initial = initialState(data);
  if (typeof saved !== 'object' || saved === null) return initial;
  const state = saved as Partial<PanelState>;
  const differs = (one: 'experiment' | 'storeFolder'): boolean => initial[one] !== '' && text(state[one], initial[one]) !== initial[one];
  if (state.experiment === undefined || differs('experiment') || differs('storeFolder')) return initial;
  return {
    experiment: initial.experiment || text(state.experiment, ''),
    storeFolder: initial.storeFolder || text(state.storeFolder, ''),
    ...(initial.isSweep ? { isSweep: true } : {}),
    tab: text(state.tab, initial.tab),
    hiddenSeries: listOf(state.hiddenSeries, 'string') as string[],
    chosenRounds: listOf(state.chosenRounds, 'number') as number[],
    ticket: typeof state.ticket === 'string' ? state.ticket : null,
    ...(typeof state.spreadOf === 'string' ? { spreadOf: state.spreadOf } : {}),
    ...(isCurveSettings(state.curves) ? { curves: state.curves } : {}),
    ...(isEnds(state.yEnds) ? { yEnds: state.yEnds } : {}),
    ...(typeof state.maskLayer === 'string' ? { maskLayer: state.maskLayer } : {}),
    ...(typeof state.maskOrder === 'string' ? { maskOrder: state.maskOrder } : {}),
  };
}

const spreads: readonly unknown[] = ['bands', 'one', 'bars', 'none'] satisfies Spreads[];

function isCurveSettings(value: unknown): value is CurveSettings {
  const { logarithmic, smoothing, spreads: chosen, series } = (value ?? {}) as Partial<CurveSettings>;
  return typeof logarithmic === 'boolean' && typeof smoothing === 'number' && spreads.includes(chosen) && Array.isArray(series);
}

const isEnd = (value: unknown): boolean => value === null || typeof value === 'number';

const isEnds = (value: unknown): value is NonNullable<PanelState['yEnds']> =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((ends) => Array.isArray(ends) && ends.length === 2 && ends.every(isEnd));

const text = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

const listOf = (value: unknown, type: string): unknown[] => (Array.isArray(value) ? value.filter((item) => typeof item === type) : []);
