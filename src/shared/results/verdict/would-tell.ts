/** What would settle an open verdict, as one setting of the config and as the words of a button. */
import { plural } from '../../text/plural.ts';
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
      return plural(change.iterations, { one: 'Run with {0} Iterations', other: 'Run with {0} Iterations' });
    case 'more-evaluations':
      return plural(change.evaluateEvery, {
        one: 'Run with an Evaluation Every Iteration',
        other: 'Run with an Evaluation Every {0} Iterations',
      });
    case 'more-trials':
      return plural(change.trials, { one: 'Run with {0} Trials', other: 'Run with {0} Trials' });
  }
}
