import type { FilterSpread, LayerDetails } from '../shared/results/experiment.ts';
import { formatCount } from '../shared/text/format.ts';
import { table } from './table.ts';

interface Row {
  readonly name: string;
  readonly spread: FilterSpread;
}

/** How a ticket's convolutions are spread over their filters; empty where there are none. */
export function filtersTable(layers: readonly LayerDetails[]): readonly string[] {
  const rows = layers.flatMap(({ name, filters }): Row[] => (filters ? [{ name, spread: filters }] : []));
  if (rows.length === 0) return [];
  const text = table<Row>(
    [
      { title: 'layer', cell: ({ name }) => name },
      { title: 'filters', align: 'right', cell: ({ spread }) => formatCount(spread.filters) },
      { title: 'fully pruned', align: 'right', cell: ({ spread }) => formatCount(spread.pruned) },
      { title: 'of', align: 'right', cell: ({ spread }) => formatCount(spread.weights) },
      { title: 'least', align: 'right', cell: ({ spread }) => formatCount(spread.least) },
      { title: 'median', align: 'right', cell: ({ spread }) => formatCount(spread.median) },
      { title: 'most', align: 'right', cell: ({ spread }) => formatCount(spread.most) },
    ],
    rows,
  );
  return [`${text}\n\nFilters: of so many weights each, least / median / most remain.`];
}
