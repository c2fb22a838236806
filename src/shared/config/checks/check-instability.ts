import type { Finding } from '../finding.ts';
import { roundCount } from '../round-count.ts';
import type { Config } from '../schema.ts';

/** Only tickets that are drawn can be trained twice. */
export function checkInstability({ instability, pruning }: Config): readonly Finding[] {
  return (instability?.rounds ?? []).flatMap((round, index): Finding[] => {
    if (round <= roundCount(pruning)) return [];
    const message = `There is no round ${String(round)}: ${pruning.sizes ? 'pruning.sizes has' : 'pruning.rounds is'} ${String(roundCount(pruning))}.`;
    return [
      {
        message,
        paths: [
          ['instability', 'rounds', index],
          ['pruning', 'rounds'],
        ],
        at: 'value',
      },
    ];
  });
}
