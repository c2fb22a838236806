import type { PanelState } from '../../src/shared/channel/webview-protocol.ts';

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
    tab: text(state.tab, initial.tab),
    hiddenSeries: listOf(state.hiddenSeries, 'string') as string[],
    chosenRounds: listOf(state.chosenRounds, 'number') as number[],
    ticket: typeof state.ticket === 'string' ? state.ticket : null,
    ...(typeof state.tabRequest === 'number' ? { tabRequest: state.tabRequest } : {}),
  };
}

const text = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

const listOf = (value: unknown, type: string): unknown[] => (Array.isArray(value) ? value.filter((item) => typeof item === type) : []);
