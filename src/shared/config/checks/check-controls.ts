import { controlNames } from '../../series.ts';
import type { Finding } from '../finding.ts';
import { roundCount } from '../round-count.ts';
import type { Config } from '../schema.ts';

/** A control at a round that never comes would silently never be trained. */
export function checkControlRounds({ controls, pruning }: Config): readonly Finding[] {
  return controlNames.flatMap((name) => {
    const control = controls[name];
    const rounds = typeof control === 'object' ? (control.rounds ?? []) : [];
    return rounds.flatMap((round, index): Finding[] => {
      if (round <= roundCount(pruning)) return [];
      const message = `There is no round ${String(round)}: ${pruning.sizes ? 'pruning.sizes has' : 'pruning.rounds is'} ${String(roundCount(pruning))}.`;
      return [
        {
          message,
          paths: [
            ['controls', name, 'rounds', index],
            ['pruning', 'rounds'],
          ],
          at: 'value',
        },
      ];
    });
  });
}

/** With one trial both are the ticket itself. */
export function checkCombinations({ controls, trials }: Config): readonly Finding[] {
  if (trials > 1) return [];
  return (['union', 'intersection'] as const).flatMap((name): Finding[] => {
    if (controls[name] === undefined || controls[name] === 0) return [];
    const message = `The ${name} of the trials' tickets needs at least 2 trials; "trials" is 1.`;
    return [{ message, paths: [['controls', name], ['trials']], at: 'key' }];
  });
}
