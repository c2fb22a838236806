/** Two experiments with their tickets of round 3, as the page that compares is sent them. */
import type { ComparedItem, CompareSnapshot, LayerPicture } from '../../../src/shared/channel/compare-protocol.ts';
import { settingDifferences } from '../../../src/shared/config/facts/setting-differences.ts';
import { ticketName } from '../../../src/shared/results/ticket-name.ts';
import { sampleDocument } from './document.ts';

function item(experiment: string, learningRate: number): ComparedItem {
  const sample = sampleDocument({ experiment, state: 'finished' });
  const document = { ...sample, config: { ...sample.config, training: { ...sample.config.training, learningRate } } };
  const training = document.trainings.find(({ series, round, trial }) => series === 'ticket' && round === 3 && trial === 1) ?? null;
  const name = ticketName({ experiment, trial: 1, round: 3 });
  return {
    ref: { storeFolder: '/store', experiment, ticket: null },
    label: experiment,
    document,
    ticket: { name, trial: 1, round: 3, remaining: 0.5128, training },
  };
}

const agreement = { overlap: 0.62, byChance: 0.34, onlyA: 40, onlyB: 30 };

export function sampleComparison(): CompareSnapshot {
  const items = [item('adam', 0.0012), item('adam-slow', 0.0006)];
  const layers = [
    { ...agreement, layer: 'dense1', shared: 120, total: 400 },
    { ...agreement, layer: 'output', shared: 20, total: 100 },
  ];
  return {
    items,
    problems: [],
    differences: settingDifferences(items.map(({ document }) => document.config)),
    agreements: [{ a: 0, b: 1, layers }],
  };
}

/** Of 8 units with 16 inputs: every code in turn. */
export const samplePicture = (layer: string): LayerPicture => ({
  ...{ layer, rows: 8, columns: 16 },
  codes: Buffer.alloc(32, 0b11100100).toString('base64'),
});
