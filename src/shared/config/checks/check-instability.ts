import type { Finding } from '../finding.ts';
import type { Config } from '../schema.ts';

/** Only tickets that are drawn can be trained twice. */
export function checkInstability({ instability, pruning }: Config): readonly Finding[] {
  return (instability?.rounds ?? []).flatMap((round, index): Finding[] => {
    if (round <= pruning.rounds) return [];
    const message = `There is no round ${String(round)}: pruning.rounds is ${String(pruning.rounds)}.`;
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
