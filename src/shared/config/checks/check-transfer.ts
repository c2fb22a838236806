import type { Finding } from '../finding.ts';
import { roundCount } from '../round-count.ts';
import type { Config } from '../schema.ts';

/** Tickets have to be taken somewhere, and only those that are drawn can be. */
export function checkTransfer({ transfer, pruning }: Config): readonly Finding[] {
  if (transfer === undefined) return [];
  const late = (transfer.rounds ?? []).flatMap((round, index): Finding[] => {
    if (round <= roundCount(pruning)) return [];
    const message = `There is no round ${String(round)}: ${pruning.sizes ? 'pruning.sizes has' : 'pruning.rounds is'} ${String(roundCount(pruning))}.`;
    return [
      {
        message,
        paths: [
          ['transfer', 'rounds', index],
          ['pruning', 'rounds'],
        ],
        at: 'value',
      },
    ];
  });
  const changed = Object.values(transfer.training ?? {}).some((value) => value !== undefined);
  if (transfer.dataset !== undefined || changed) return late;
  const message = 'transfer needs a "dataset", or what differs in "training": else every ticket would be trained the same way twice.';
  return [{ message, paths: [['transfer']], at: 'value' }, ...late];
}
