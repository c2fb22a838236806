import type { Finding } from '../reading/finding.ts';
import type { JsonPath } from '../../text/json-value.ts';
import { roundCount } from '../schema/round-count.ts';
import type { Config } from '../schema/schema.ts';

/** Those of `rounds` that never come. @param path Of the list. */
export function lateRounds(rounds: readonly number[] | undefined, path: JsonPath, { pruning }: Config): readonly Finding[] {
  const last = roundCount(pruning);
  return (rounds ?? []).flatMap((round, index): Finding[] => {
    if (round <= last) return [];
    const message = `There is no round ${String(round)}: ${pruning.sizes ? 'pruning.sizes has' : 'pruning.rounds is'} ${String(last)}.`;
    return [
      {
        message,
        paths: [
          [...path, index],
          ['pruning', 'rounds'],
        ],
        at: 'value',
      },
    ];
  });
}
