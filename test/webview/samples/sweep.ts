import type { PanelSnapshot } from '../../../src/shared/channel/webview-protocol.ts';
import { sweepRow, type SweepRow } from '../../../src/shared/results/sweep-row.ts';
import { sampleDocument } from './document.ts';

const memberName = (rate: string): string => `lr@learningRate=${rate}`;

/** Three learning rates; the last one has not come far and has no winning ticket yet. */
function rows(): SweepRow[] {
  const finished = ['0.0006', '0.0012'].map((rate, index) => {
    const row = sweepRow(sampleDocument({ experiment: memberName(rate), state: 'finished' }));
    const lower = row.rounds.map((point) => ({ ...point, testAccuracy: (point.testAccuracy ?? 0) - 0.002 * (1 - index) }));
    return { ...row, rounds: lower };
  });
  return [...finished, sweepRow(sampleDocument({ experiment: memberName('0.0024'), rounds: 3 }))];
}

/** What the page of the sweep is sent, and the document of its second member. */
export function sampleSweep(): PanelSnapshot {
  const document = sampleDocument({ experiment: memberName('0.0012'), state: 'finished' });
  return { document, progress: null, ticket: null, canRun: true, sweep: rows() };
}
