import type { PanelSnapshot } from '../../../src/shared/channel/webview-protocol.ts';
import type { RunProgress } from '../../../src/shared/results/progress.ts';
import { sampleDocument } from './document.ts';

/** What the panel is sent in the middle of a run. */
export function sampleSnapshot(options: Parameters<typeof sampleDocument>[0] = {}): PanelSnapshot {
  const document = sampleDocument(options);
  const of = { experiment: document.experiment, rounds: 9, iterations: 15_000 };
  const active: RunProgress['active'] = [
    { ...of, round: 8, trial: 2, series: 'randomReinit', replicate: 1, iteration: 9400 },
    { ...of, round: 8, trial: 1, series: 'randomMask', replicate: 1, iteration: 7100 },
  ];
  const work = { trainingsDone: 40, trainingsPlanned: 56, iterationsDone: 600_000, iterationsPlanned: 840_000, fraction: 0.71 };
  const progress: RunProgress = { ...work, secondsLeft: 240, active };
  return { document, progress: document.state === 'running' ? progress : null, ticket: null, canRun: true };
}
