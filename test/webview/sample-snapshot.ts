import type { PanelSnapshot } from '../../src/shared/channel/webview-protocol.ts';
import { sampleDocument } from './sample-document.ts';

/** What the panel is sent in the middle of a run. */
export function sampleSnapshot(options: Parameters<typeof sampleDocument>[0] = {}): PanelSnapshot {
  const document = sampleDocument(options);
  const active = [
    'Round 8 of 9, trial 2: random reinitialisation, iteration 9,400 of 15,000',
    'Round 8 of 9, trial 1: random mask, iteration 7,100 of 15,000',
  ];
  const progress = { finishedTrainings: 40, totalTrainings: 56, fraction: 0.71, secondsLeft: 240, active, message: 'Training' };
  return { document, progress: document.state === 'running' ? progress : null, ticket: null, canRun: true };
}
