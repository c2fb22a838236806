/** What would settle an open verdict, as one setting of the config and as the words of a button. */
import { formatCount } from '../../text/format.ts';
import type { WouldTell } from './verdict.ts';

export interface Setting {
  /** Keys from the top of the config. */
  readonly path: readonly string[];
  readonly value: number;
}

export function settingOf(change: WouldTell): Setting {
  switch (change.kind) {
    case 'more-iterations':
      return { path: ['training', 'iterations'], value: change.iterations };
    case 'more-evaluations':
      return { path: ['training', 'evaluateEvery'], value: change.evaluateEvery };
    case 'more-trials':
      return { path: ['trials'], value: change.trials };
  }
}

/** "Run with 5,000 Iterations". */
export function runWithLabel(change: WouldTell): string {
  switch (change.kind) {
    case 'more-iterations':
      return `Run with ${formatCount(change.iterations)} Iterations`;
    case 'more-evaluations':
      return change.evaluateEvery === 1
        ? 'Run with an Evaluation Every Iteration'
        : `Run with an Evaluation Every ${formatCount(change.evaluateEvery)} Iterations`;
    case 'more-trials':
      return `Run with ${formatCount(change.trials)} Trials`;
  }
}
